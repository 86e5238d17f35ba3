namespace Accel.Explore.Cluster;

/// <summary>What the jobs of a submission ask Slurm for; null leaves the choice to the cluster.</summary>
public sealed record ClusterResources
{
    public string? Partition { get; init; }

    public string? Account { get; init; }

    public string? Qos { get; init; }

    /// <summary>The time limit of each job, in Slurm's notation.</summary>
    public string? Time { get; init; }

    /// <summary>CPUs, and threads, of a shard.</summary>
    public int CpusPerTask { get; init; } = 1;

    /// <summary>Memory of a shard, in Slurm's notation.</summary>
    public string? Memory { get; init; }

    /// <summary>Features that a node must have.</summary>
    public string? Constraint { get; init; }

    /// <summary>The most shards that run at once.</summary>
    public int? MaxRunning { get; init; }

    /// <summary>Further options of sbatch, each as one word such as <c>--exclude=n1</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
