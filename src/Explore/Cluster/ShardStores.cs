using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Explore.Configuration;
using Accel.Explore.Store;

namespace Accel.Explore.Cluster;

/// <summary>Reads from the stores of a folder which parts of a sweep are done.</summary>
/// <param name="provenance">Version and inputs that the results must be of.</param>
internal sealed class ShardStores(SweepPlan plan, Provenance provenance, ClusterFolder folder, int shards)
{
    /// <summary>Whether the folder has the complete, merged results.</summary>
    /// <exception cref="InputException">It has results of something else, or unfinished ones.</exception>
    public bool IsMerged()
    {
        if (!File.Exists(StoreFile.PathIn(folder.Path)))
        {
            return false;
        }

        using ResultStore store = ResultStore.Open(folder.Path);
        Require(store, "use another --out");
        return store.Count == plan.Definition.Space.Count ? true
            : throw StoreErrors.Error(store.Path, "there are unfinished results of a sweep that was not submitted",
                "finish them with 'accel sweep --resume', or use another --out");
    }

    /// <summary>The shards that are not complete, ascending.</summary>
    /// <exception cref="InputException">A shard's store is damaged or holds results of something else.</exception>
    public int[] Missing() => [.. Enumerable.Range(0, shards).Where(shard => !IsComplete(shard))];

    private bool IsComplete(int shard)
    {
        if (!File.Exists(StoreFile.PathIn(folder.Shard(shard))))
        {
            return false;
        }

        using ResultStore store = ResultStore.Open(folder.Shard(shard));
        Require(store, string.Create(CultureInfo.InvariantCulture,
            $"use another --out, or delete {folder.Shard(shard)} to evaluate the shard again"));
        return store.Count == PointsOf(shard);
    }

    private void Require(ResultStore store, string hint)
    {
        if (store.Provenance.AccelVersion != provenance.AccelVersion
            || store.Provenance.InputHash != provenance.InputHash)
        {
            throw StoreErrors.Error(store.Path, $"the results are of other inputs or of another version: "
                + $"accel {store.Provenance.AccelVersion}, hash {store.Provenance.InputHash[..12]}; "
                + $"now accel {provenance.AccelVersion}, hash {provenance.InputHash[..12]}", hint);
        }
    }

    private long PointsOf(int shard)
    {
        Int128 points = plan.Definition.Space.Count;
        return (long)(points * (shard + 1) / shards - points * shard / shards);
    }
}
