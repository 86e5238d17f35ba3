using Accel.Arch.Diagnostics;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>Whether a store holds results of the very sweep that is to go on.</summary>
internal static class StoreMatch
{
    private const string Hint = "use another --out, or sweep again";

    /// <exception cref="InputException">The store was written by another version or for other inputs.</exception>
    public static void Require(ResultStore store, SweepDefinition definition, Provenance provenance)
    {
        if (store.Provenance.AccelVersion != provenance.AccelVersion)
        {
            throw StoreErrors.Error(store.Path,
                $"the results are of accel {store.Provenance.AccelVersion}, and this is {provenance.AccelVersion}",
                Hint);
        }

        if (store.Provenance.InputHash != provenance.InputHash)
        {
            throw StoreErrors.Error(store.Path,
                $"the results are of other inputs (hash {store.Provenance.InputHash[..12]}, " +
                $"now {provenance.InputHash[..12]})", Hint);
        }

        if (!IsSame(store.Definition, definition))
        {
            throw StoreErrors.Error(
                store.Path, "the results are of other axes, metrics, objectives or constraints", Hint);
        }
    }

    /// <exception cref="InputException">The store is another shard.</exception>
    public static void Require(ResultStore store, SweepPart part)
    {
        SweepPart its = store.Part;
        if (its.Shard != part.Shard)
        {
            throw StoreErrors.Error(store.Path,
                $"the results are of {Name(its.Shard)}, and {Name(part.Shard)} is asked for",
                its.Shard.IsWhole ? "leave --shard out, or use another --out" : $"--shard {its.Shard} goes on with it");
        }

        // The end of a search is known when it has come.
        if (its.Total != part.Total && part.Total is not null)
        {
            throw StoreErrors.Error(store.Path, "the results are of another list of points", Hint);
        }
    }

    public static bool IsSame(SweepDefinition left, SweepDefinition right) =>
        left.Name == right.Name
        && left.Space.Axes.Select(axis => axis.Path).SequenceEqual(right.Space.Axes.Select(axis => axis.Path))
        && left.Space.Axes.Zip(right.Space.Axes).All(pair => pair.First.Values.SequenceEqual(pair.Second.Values))
        && left.Metrics.SequenceEqual(right.Metrics)
        && left.Objectives.SequenceEqual(right.Objectives)
        && left.Constraints.SequenceEqual(right.Constraints);

    private static string Name(Shard shard) => shard.IsWhole ? "the whole sweep" : $"shard {shard}";
}
