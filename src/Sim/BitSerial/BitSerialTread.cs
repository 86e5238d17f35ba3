namespace Accel.Sim.BitSerial;

/// <summary>How far the intervals of folds stay affine while a context grows.</summary>
internal static class BitSerialTread
{
    /// <summary>Along K an interval grows by the cycles of a beat, once the group's beats outlast its pace.</summary>
    /// <returns>The last K, and the stride along which intervals are affine.</returns>
    public static (long Stride, long Last) InK(in BitSerialArray array, long k, long n)
    {
        long before = array.Group == 0 ? 0 : (k - 1) / array.Group * array.Group;
        long end = array.Group == 0 ? long.MaxValue : before + array.Group;
        long tallest = BitSerialTiming.Pace(array, Math.Min(n, array.Rows));
        long pacedBeats = tallest / array.CyclesPerBeat;
        long beats = (k - before + array.Lanes - 1) / array.Lanes;
        if (beats > pacedBeats)
        {
            return (array.Lanes, end);
        }

        // Edge folds of fewer rows may be paced less: only a single beat is sure to be level for all.
        long level = BitSerialTiming.Pace(array, ((n - 1) % array.Rows) + 1) == tallest ? pacedBeats : beats;
        return (1, Math.Min(end, before + (level * array.Lanes)));
    }

    /// <summary>Along N only a tile too short to take its accumulator's turn has an interval of its own.</summary>
    public static (long Stride, long Last) InN(in BitSerialArray array, long k, long n)
    {
        long before = (n - 1) / array.Rows * array.Rows;
        bool isLevel = BitSerialTiming.FoldInterval(array, k, n - before) == BitSerialTiming.FoldInterval(array, k,
            array.Rows);
        return (1, isLevel ? before + array.Rows : n);
    }
}
