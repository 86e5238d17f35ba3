namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>The searches that a thread did last, so that equal layers and sweep points are searched once.</summary>
/// <remarks>Rules that are equal have equal results: they hold the array, the layer and the prices.</remarks>
internal static class SearchMemo<TRules>
    where TRules : struct, ITileRules, IEquatable<TRules>
{
    /// <summary>A power of two.</summary>
    private const int Entries = 1024;

    [ThreadStatic]
    private static Entry[]? _entries;

    /// <summary>The best of a layer, searched or remembered.</summary>
    public static LayerStatistics Best(in TRules rules)
    {
        Entry[] entries = _entries ??= new Entry[Entries];
        ref Entry entry = ref entries[rules.GetHashCode() & (Entries - 1)];
        if (!entry.IsFilled || !entry.Rules.Equals(rules))
        {
            entry = new Entry(true, rules, TileSearch<TRules>.Run(rules));
        }

        return entry.Best;
    }

    private readonly record struct Entry(bool IsFilled, TRules Rules, LayerStatistics Best);
}
