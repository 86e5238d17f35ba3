using System.Globalization;
using Accel.Explore.Store;

namespace Accel.Explore.Cluster;

/// <summary>The two batch scripts of a submission.</summary>
/// <param name="jobName">The name of both jobs.</param>
/// <param name="inputHash">The hash of the inputs that the sweep has now; a shard that finds others refuses.</param>
internal sealed class SlurmScripts(SubmitRequest request, string jobName, string inputHash)
{
    private string Cpus =>
        string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={request.Resources.CpusPerTask}");

    /// <summary>One task a shard.</summary>
    /// <param name="shards">The shards to run, ascending.</param>
    public string Shards(IReadOnlyList<int> shards)
    {
        ClusterResources resources = request.Resources;
        Dictionary<string, string> values = Common(
        [
            Cpus,
            .. Option("--mem", resources.Memory),
            .. Option("--constraint", resources.Constraint),
        ]);
        values["LOG"] = ShellText.Log(request.Folder.Logs, "shard-%A_%a.log");
        values["ARRAY"] = ArrayIndices.Write(shards, resources.MaxRunning);
        values["LEAD"] = SlurmTime.Warning.ToString(CultureInfo.InvariantCulture);
        values["SWEEP"] = ShellText.Quote(request.Sweep) + request.Search;
        values["INPUTS"] = inputHash;
        return ScriptTemplate.Fill("shards.sbatch.in", values);
    }

    /// <summary>One job that joins the shards, or their fronts, when all of them are complete.</summary>
    public string Merge()
    {
        // A merge writes one file, row by row; fronts are read from several shards at once.
        string[] cpus = request.IsFrontOnly ? [Cpus] : [];
        Dictionary<string, string> values = Common([.. cpus, .. Option("--mem", request.Resources.Memory)]);
        values["MODE"] = request.IsFrontOnly ? " --front-only" : string.Empty;
        values["LOG"] = ShellText.Log(request.Folder.Logs, "merge-%j.log");
        values["OUT"] = ShellText.Quote(request.Folder.Path);
        values["STORE"] = StoreFile.Name;
        return ScriptTemplate.Fill("merge.sbatch.in", values);
    }

    private Dictionary<string, string> Common(IEnumerable<string> own)
    {
        ClusterResources resources = request.Resources;
        string[] options =
        [
            .. own,
            .. Option("--partition", resources.Partition),
            .. Option("--account", resources.Account),
            .. Option("--qos", resources.Qos),
            .. Option("--time", resources.Time),
            .. resources.Options,
        ];
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["JOB_NAME"] = jobName,
            ["OPTIONS"] = string.Join('\n', options.Select(option => $"#SBATCH {ShellText.Directive(option)}")),
            ["ENVIRONMENT"] = string.Concat(request.Launch.Environment.Select(variable =>
                $"export {variable.Name}={ShellText.Quote(variable.Value)}\n")),
            ["FOLDER"] = ShellText.Quote(request.Launch.Folder),
            ["PROGRAM"] = ShellText.Quote(request.Launch.Command),
            ["RESULTS"] = ShellText.Quote(request.Folder.Shards),
            ["SHARDS"] = request.Shards.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string[] Option(string name, string? value) => value is null ? [] : [$"{name}={value}"];
}
