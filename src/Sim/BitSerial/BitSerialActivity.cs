using Accel.Arch.Activity;
using Accel.Sim.Memory;

namespace Accel.Sim.BitSerial;

/// <summary>Closed form of what the array does, for one product and summed over a growing context.</summary>
/// <remarks>
/// All counts are products of a few sizes: channels, folds and tiles along N; elements, groups and cycles of issue
/// along
/// K; tokens, folds and tiles along M. Summed over N or K each size has a closed form of its own.
/// </remarks>
internal static class BitSerialActivity
{
    /// <summary>One product. Cycles and idle PEs are left at 0: a schedule knows them.</summary>
    public static ActivityCounts Count(in BitSerialArray array, long m, long k, long n) => Of(
        array, m, new Along(n, Folds(n, array.Rows), Tiles(n, array.Rows, array.TileRows, array.TileGridRows), 1),
        Reduction(array, k));

    /// <summary>The sum over N = n .. last.</summary>
    public static ActivityCounts SumOverN(in BitSerialArray array, long m, long k, long n, long last) => Of(
        array, m, Channels(array, last).Minus(Channels(array, n - 1)), Reduction(array, k));

    /// <summary>The sum over K = k .. last.</summary>
    public static ActivityCounts SumOverK(in BitSerialArray array, long m, long k, long last, long n) => Of(
        array, m, new Along(n, Folds(n, array.Rows), Tiles(n, array.Rows, array.TileRows, array.TileGridRows), 1),
        Reductions(array, last).Minus(Reductions(array, k - 1)));

    private static ActivityCounts Of(in BitSerialArray array, long m, in Along n, in Along k)
    {
        long foldsM = Folds(m, array.Columns);
        long weightReads = n.Size * k.Size * foldsM;
        long activationReads = m * k.Size * n.Folds;
        long groups = n.Size * k.Folds * foldsM;
        long outputs = m * n.Size * k.Terms;
        return new ActivityCounts
        {
            Macs = m * k.Size * n.Size,
            PeActiveCycles = m * n.Size * k.Cycles,
            EncoderCycles = array.HasEncoders
                ? Tiles(m, array.Columns, array.TileColumns, array.TileGridColumns) * n.Cycles * k.Cycles
                : 0,
            AccumulatorUpdates = m * n.Size * k.Folds,
            WeightReads = weightReads,
            WeightReadBits = BitSerialTiming.WeightBits(array, weightReads, groups),
            ActivationReads = activationReads,
            ActivationReadBits = activationReads * BitSerialArray.ActivationBits,
            OutputWrites = outputs,
            OutputWriteBits = outputs * BitSerialArray.OutputBits,
        };
    }

    /// <summary>The sums over N = 1 .. last of channels, folds and tiles; terms counts the values of N.</summary>
    private static Along Channels(in BitSerialArray array, long last)
    {
        long whole = last / array.Rows;
        long rest = last - (whole * array.Rows);
        long tilesOfFold = TilesUpTo(array.Rows, array.TileRows);
        long tiles = (whole * tilesOfFold) + (Triangle(whole - 1) * array.Rows * array.TileGridRows)
            + TilesUpTo(rest, array.TileRows) + (rest * whole * array.TileGridRows);
        long folds = (Triangle(whole) * array.Rows) + (rest * (whole + 1));
        return new Along(Triangle(last), folds, tiles, last);
    }

    /// <summary>K itself, its groups, and its cycles of issue.</summary>
    private static Along Reduction(in BitSerialArray array, long k)
    {
        long groups = array.Group == 0 ? 1 : (k + array.Group - 1) / array.Group;
        long before = (groups - 1) * array.Group;
        long tailBeats = (k - before + array.Lanes - 1) / array.Lanes;
        long cycles = (((groups - 1) * array.GroupBeats) + tailBeats) * array.CyclesPerBeat;
        return new Along(k, groups, cycles, 1);
    }

    /// <summary>The sums over K = 1 .. last of K, groups and cycles of issue; terms counts the values of K.</summary>
    private static Along Reductions(in BitSerialArray array, long last)
    {
        if (array.Group == 0)
        {
            return new Along(Triangle(last), last, BeatsUpTo(last, array.Lanes) * array.CyclesPerBeat, last);
        }

        long whole = last / array.Group;
        long rest = last - (whole * array.Group);
        long beats = (whole * BeatsUpTo(array.Group, array.Lanes))
            + (Triangle(whole - 1) * array.Group * array.GroupBeats)
            + BeatsUpTo(rest, array.Lanes) + (rest * whole * array.GroupBeats);
        long groups = (Triangle(whole) * array.Group) + (rest * (whole + 1));
        return new Along(Triangle(last), groups, beats * array.CyclesPerBeat, last);
    }

    private static long Folds(long extent, long size) => (extent + size - 1) / size;

    private static long Tiles(long extent, long size, long tile, long ofWhole)
    {
        long folds = Folds(extent, size);
        return ((folds - 1) * ofWhole) + ((extent - ((folds - 1) * size) + tile - 1) / tile);
    }

    /// <summary>The sum over i = 1 .. last of ceil(i / tile).</summary>
    private static long TilesUpTo(long last, long tile) => StaircaseSums.SumOfFloor(last, tile, 1, tile);

    private static long BeatsUpTo(long last, long lanes) => TilesUpTo(last, lanes);

    /// <summary>1 + 2 + .. + last.</summary>
    private static long Triangle(long last) => last <= 0 ? 0 : last * (last + 1) / 2;

    /// <summary>Sizes along one dimension, or their sums over a range of it.</summary>
    /// <param name="Size">The extent.</param>
    /// <param name="Folds">Folds along N, groups along K.</param>
    /// <param name="Cycles">Tiles along N, cycles of issue along K.</param>
    /// <param name="Terms">How many extents were summed.</param>
    private readonly record struct Along(long Size, long Folds, long Cycles, long Terms)
    {
        public Along Minus(in Along other) =>
            new(Size - other.Size, Folds - other.Folds, Cycles - other.Cycles, Terms - other.Terms);
    }
}
