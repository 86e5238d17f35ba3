using Accel.Explore.Configuration;

namespace Accel.Explore.Cluster;

/// <summary>A sweep to be run by a cluster.</summary>
/// <param name="Sweep">The sweep as the user named it.</param>
/// <param name="Search">How points are chosen, where the command line says so.</param>
/// <param name="Shards">The parts that the points are cut into.</param>
/// <param name="IsFrontOnly">Whether the shards stay as they are, and only their front is written.</param>
/// <param name="IsForced">Whether to submit although jobs of an earlier submission may still run.</param>
public sealed record SubmitRequest(
    string Sweep, SearchOverrides Search, ClusterFolder Folder, int Shards, ClusterResources Resources,
    ProgramLaunch Launch, bool IsFrontOnly, bool IsForced);
