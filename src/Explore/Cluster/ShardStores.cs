using Accel.Arch.Diagnostics;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Cluster;

/// <summary>Reads from the stores of a folder which parts of a sweep are done.</summary>
/// <param name="provenance">Version and inputs that the results must be of.</param>
internal sealed class ShardStores(Provenance provenance, ClusterFolder folder, int shards)
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
        return store.IsComplete && store.Part.Shard.IsWhole ? true
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
        string hint = $"use another --out, or delete {folder.Shard(shard)} to evaluate the shard again";
        Require(store, hint);
        return store.Part.Shard == new Shard(shard, shards) ? store.IsComplete
            : throw StoreErrors.Error(store.Path,
                $"the results are of shard {store.Part.Shard}, where {new Shard(shard, shards)} was expected", hint);
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
}
