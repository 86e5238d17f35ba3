using Accel.Explore.Cluster;

namespace Accel.Cli.Output;

/// <summary>Prints what was submitted, or what would be.</summary>
internal static class SubmitText
{
    public static void Print(SubmitPlan plan, bool isDryRun)
    {
        if (plan.IsDone)
        {
            Screen.Line($"{plan.Sweep}: all {plan.Points} points are in {plan.Folder.Path}; nothing is left to do");
            return;
        }

        if (isDryRun)
        {
            PrintScript(plan.Folder.ShardsScript, plan.ShardsScript);
            PrintScript(plan.Folder.MergeScript, plan.MergeScript);
            Screen.Line("# commands");
            foreach (string command in plan.Commands)
            {
                Screen.Line(command);
            }

            return;
        }

        int complete = plan.Shards - plan.Missing.Count;
        Screen.Line($"{plan.Sweep}: {plan.Points} points, {plan.Shards} shards, {complete} complete");
        foreach (SlurmJob job in plan.Jobs)
        {
            Screen.Line(job.Array is null ? $"job {job.Id}: {(plan.IsFrontOnly ? "the front" : "merge and report")}"
                : $"job {job.Id}: shards {job.Array}");
        }

        Screen.Line($"logs: {plan.Folder.Logs}");
        Screen.Line($"queue: squeue --jobs={string.Join(',', plan.Jobs.Select(job => job.Id))}");
    }

    private static void PrintScript(string file, string? text)
    {
        if (text is not null)
        {
            Screen.Line($"# {file}");
            Screen.Line(text);
        }
    }
}
