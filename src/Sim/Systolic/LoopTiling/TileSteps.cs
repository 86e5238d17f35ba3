using System.Numerics;

namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>The sizes into which a dimension may be cut: powers of two of a unit, clipped to it.</summary>
internal static class TileSteps
{
    /// <summary>How many sizes there are.</summary>
    public static int CountOf(long extent, long unit = 1)
    {
        long units = CeilDivide(extent, unit);
        return units <= 1 ? 1 : 64 - BitOperations.LeadingZeroCount((ulong)units - 1) + 1;
    }

    /// <summary>The size at an index, smallest first.</summary>
    public static long Size(long extent, int index, long unit = 1) => Math.Min(unit << index, extent);

    /// <summary>How many tiles of a size cover a dimension.</summary>
    public static long Tiles(long extent, long size) => CeilDivide(extent, size);

    public static long CeilDivide(long value, long divisor) => (value + divisor - 1) / divisor;

    public static long RoundUp(long value, long step) => CeilDivide(value, step) * step;
}
