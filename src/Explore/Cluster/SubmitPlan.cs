namespace Accel.Explore.Cluster;

/// <summary>What a submission will do, or did.</summary>
/// <param name="Sweep">The sweep's name.</param>
/// <param name="Points">Its points.</param>
/// <param name="Folder">Where everything lies.</param>
/// <param name="Shards">Into how many parts the points are cut.</param>
/// <param name="Missing">The shards to run, ascending; none when only the merge is left.</param>
/// <param name="IsFrontOnly">Whether the shards stay as they are, and only their front is written.</param>
/// <param name="IsDone">Whether the results and their report, or the front, are there and nothing is left to do.
/// </param>
public sealed record SubmitPlan(
    string Sweep, long Points, ClusterFolder Folder, int Shards, IReadOnlyList<int> Missing, bool IsFrontOnly,
    bool IsDone)
{
    /// <summary>Stands in commands for the number of a job that is not submitted yet.</summary>
    public const string UnknownJob = "SHARDS_JOB";

    /// <summary>The script of the shards; null when all are complete.</summary>
    public string? ShardsScript { get; init; }

    /// <summary>The script of the merge; null when nothing is left to do.</summary>
    public string? MergeScript { get; init; }

    /// <summary>The jobs that were submitted: those of the shards, if any, and the merge.</summary>
    public IReadOnlyList<SlurmJob> Jobs { get; init; } = [];

    /// <summary>The indices of the array; null when all shards are complete.</summary>
    public string? Array => Missing.Count == 0 ? null : ArrayIndices.Write(Missing);

    /// <summary>The arguments of <c>sbatch</c> for the shards.</summary>
    internal IReadOnlyList<string> ShardsArguments => ["--parsable", Folder.ShardsScript];

    /// <summary>The commands that submit it, as a shell takes them.</summary>
    public IReadOnlyList<string> Commands =>
    [
        .. ShardsScript is null ? [] : new[] { Command(ShardsArguments) },
        .. MergeScript is null ? [] : new[] { Command(MergeArguments(UnknownJob)) },
    ];

    /// <summary>The arguments of <c>sbatch</c> for the merge, which waits until every shard has succeeded.</summary>
    /// <param name="shardsJob">The job of the shards, if there is one.</param>
    internal IReadOnlyList<string> MergeArguments(string? shardsJob) => ShardsScript is null
        ? ["--parsable", Folder.MergeScript]
        : ["--parsable", $"--dependency=afterok:{shardsJob}", "--kill-on-invalid-dep=yes", Folder.MergeScript];

    private static string Command(IReadOnlyList<string> arguments) => ShellText.Quote(["sbatch", .. arguments]);
}
