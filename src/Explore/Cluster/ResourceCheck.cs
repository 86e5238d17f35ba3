using Accel.Arch.Diagnostics;

namespace Accel.Explore.Cluster;

/// <summary>What of the wanted resources cannot stand in a script, or contradicts what the scripts need.</summary>
internal static class ResourceCheck
{
    private static readonly SourceLocation Where = new("command line");

    /// <summary>Options of sbatch that the scripts depend on, each with what to do instead.</summary>
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["array"] = "use --array and --max-running",
        ["dependency"] = "the merge waits for the shards by itself",
        ["output"] = "logs lie in DIR/logs",
        ["error"] = "logs lie in DIR/logs",
        ["open-mode"] = "a requeued shard appends to its log",
        ["job-name"] = "the name tells jobs of this sweep from others",
        ["signal"] = "shards are told to end a minute before their time limit",
        ["requeue"] = "shards are requeued always",
        ["no-requeue"] = "shards are requeued always",
        ["chdir"] = "jobs run in the working directory of 'accel submit'",
        ["wrap"] = "the scripts are those of 'accel submit'",
        ["parsable"] = "it is set already",
        ["wait"] = "'squeue' shows how far the jobs are",
        ["test-only"] = "use --dry-run",
        ["ntasks"] = "a shard is one task; use --cpus-per-task for its threads",
        ["partition"] = "use --partition",
        ["account"] = "use --account",
        ["qos"] = "use --qos",
        ["time"] = "use --time",
        ["cpus-per-task"] = "use --cpus-per-task",
        ["mem"] = "use --mem",
        ["constraint"] = "use --constraint",
    };

    public static void Check(ClusterResources resources, DiagnosticBag diagnostics)
    {
        (string Name, string? Value)[] values =
        [
            ("--partition", resources.Partition), ("--account", resources.Account), ("--qos", resources.Qos),
            ("--time", resources.Time), ("--mem", resources.Memory), ("--constraint", resources.Constraint),
        ];
        foreach ((string name, string? value) in values)
        {
            if (value is not null && (value.Length == 0 || !ShellText.IsOneLine(value)))
            {
                Refuse(diagnostics,
                    value.Length == 0 ? $"{name} is empty" : $"{name} has a line break or a control character");
            }
        }

        AtLeastOne("--cpus-per-task", resources.CpusPerTask, diagnostics);
        AtLeastOne("--max-running", resources.MaxRunning, diagnostics);
        CheckTime(resources.Time, diagnostics);
        foreach (string option in resources.Options)
        {
            CheckOption(option, diagnostics);
        }
    }

    private static void CheckTime(string? time, DiagnosticBag diagnostics)
    {
        if (time is not { Length: > 0 })
        {
            return;
        }

        TimeSpan? limit = SlurmTime.Parse(time);
        if (limit is null)
        {
            Refuse(diagnostics, $"--time is no time limit of Slurm: '{time}'", $"one of {SlurmTime.Notations}");
        }
        else if (limit < SlurmTime.Shortest)
        {
            Refuse(diagnostics, $"--time {time} is less than {SlurmTime.Shortest.TotalMinutes:0} minutes",
                "a shard is warned up to two minutes before its limit, and must get on until then");
        }
    }

    private static void CheckOption(string option, DiagnosticBag diagnostics)
    {
        string name = option.TrimStart('-').Split('=', 2)[0];
        if (!option.StartsWith("--", StringComparison.Ordinal) || name.Length == 0 || !ShellText.IsOneLine(option))
        {
            Refuse(diagnostics, $"--sbatch-option must be one long option of sbatch, got '{option}'",
                "--sbatch-option=--exclude=n1");
        }
        else if (Own.FirstOrDefault(own => own.Key.StartsWith(name, StringComparison.Ordinal)) is
            { Key: { } key, Value: { } instead })
        {
            // sbatch takes the beginning of an option's name for the whole.
            Refuse(diagnostics, $"--sbatch-option cannot set --{key}: the scripts set it", instead);
        }
    }

    private static void AtLeastOne(string name, int? value, DiagnosticBag diagnostics)
    {
        if (value < 1)
        {
            Refuse(diagnostics, $"{name} must be at least 1, got {value}");
        }
    }

    private static void Refuse(DiagnosticBag diagnostics, string message, string? hint = null) =>
        diagnostics.Error(DiagnosticCodes.Argument, Where, message, hint);
}
