namespace Accel.Explore.Cluster;

/// <summary>A job that was submitted.</summary>
/// <param name="Id">Slurm's number of it.</param>
/// <param name="Cluster">The cluster's name, where Slurm runs several.</param>
/// <param name="Name">The job's name.</param>
/// <param name="Array">The shards that it runs; null for the merge.</param>
public sealed record SlurmJob(string Id, string? Cluster, string Name, string? Array);
