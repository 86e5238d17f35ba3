using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.Ant2022;

/// <summary>The searches that a thread did last, so that equal layers and sweep points are searched once.</summary>
internal static class Ant2022Memo
{
    /// <summary>A power of two.</summary>
    private const int Entries = 1024;

    [ThreadStatic]
    private static Entry[]? _entries;

    /// <summary>The best of a layer, searched or remembered.</summary>
    public static LayerStatistics Best(in FusionArray array, in LayerShape layer, in Ant2022Energies energies)
    {
        Entry[] entries = _entries ??= new Entry[Entries];
        ref Entry entry = ref entries[HashCode.Combine(array, layer, energies) & (Entries - 1)];
        if (!entry.IsFilled || entry.Layer != layer || entry.Array != array || entry.Energies != energies)
        {
            LayerStatistics best = TileSearch<Ant2022Rules>.Run(new Ant2022Rules(array, layer, energies));
            entry = new Entry(true, array, layer, energies, best);
        }

        return entry.Best;
    }

    private readonly record struct Entry(
        bool IsFilled, FusionArray Array, LayerShape Layer, Ant2022Energies Energies, LayerStatistics Best);
}
