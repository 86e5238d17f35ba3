using System.Globalization;

namespace Accel.Explore.Cluster;

/// <summary>What lies where in the folder of a sweep that a cluster runs.</summary>
/// <param name="Path">The folder, absolute; the merged results and their report lie in it.</param>
public sealed record ClusterFolder(string Path)
{
    /// <summary>Scripts, and the record of what was submitted.</summary>
    public string Slurm => System.IO.Path.Combine(Path, "slurm");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>A folder for each shard, by its number.</summary>
    public string Shards => System.IO.Path.Combine(Path, "shards");

    public string ShardsScript => System.IO.Path.Combine(Slurm, "shards.sbatch");

    public string MergeScript => System.IO.Path.Combine(Slurm, "merge.sbatch");

    public string Record => System.IO.Path.Combine(Slurm, "submission.json");

    /// <summary>Held while a submission is under way.</summary>
    public string Lock => System.IO.Path.Combine(Slurm, "submission.lock");

    public string Shard(int shard) =>
        System.IO.Path.Combine(Shards, shard.ToString(CultureInfo.InvariantCulture));
}
