using System.Runtime.CompilerServices;
using Accel.Arch.Activity;

namespace Accel.Sim.BitSerial;

/// <summary>
/// Closed form of <see cref="Machine.BitSerialMachine"/>: the same cycles and counts, without stepping.
/// </summary>
/// <remarks>
/// <para>
/// A fold is a block of up to <c>Rows</c> channels times <c>Columns</c> tokens; token blocks are inner, so that at most
/// the last row of folds has fewer channels. A group of b beats takes b * cyclesPerBeat cycles of issue. The controller
/// paces it: the end of its issue is at least P = max(dequantizationCycles, H) behind the end of the previous group's,
/// where H is the height of the previous fold's tallest tile, because a dequantizer holds one group and a column's
/// accumulator takes one of its tile's PEs a cycle.
/// </para>
/// <para>
/// After the last issue: one cycle a tile of skew, the pipeline, dequantization, one cycle for each row of the tile,
/// and one for the channel scale. The last output is looked for in the last fold of every shape, because with a short K
/// a large fold's skew may outlast the small fold behind it.
/// </para>
/// </remarks>
public static class BitSerialTiming
{
    /// <summary>Cycles of a GEMM with its operands in the buffers, from the first operand to the last output.</summary>
    public static long Cycles(in BitSerialArray array, long m, long k, long n) => Time(array, m, k, n).Cycles;

    /// <summary>
    /// Cycles after which the next fold may start behind one of so many channels; a block's interval is the sum.
    /// </summary>
    /// <param name="n">Channels of the fold, at most the array's rows.</param>
    public static long FoldInterval(in BitSerialArray array, long k, long n) =>
        new Reduction(array, k).Paced(Pace(array, n));

    /// <inheritdoc cref="Cycles"/>
    public static BlockTime Time(in BitSerialArray array, long m, long k, long n)
    {
        var k1 = new Reduction(array, k);
        return Time(array, new Blocks(array.Columns, m), k1, new Blocks(array.Rows, n));
    }

    /// <summary>Cycles and everything else that the machine counts.</summary>
    public static ActivityCounts Count(in BitSerialArray array, long m, long k, long n)
    {
        long cycles = Cycles(array, m, k, n);
        ActivityCounts counts = BitSerialActivity.Count(array, m, k, n);
        counts.Cycles = cycles;
        counts.ComputeCycles = cycles;
        counts.PeIdleCycles = ((long)array.Rows * array.Columns * cycles) - counts.PeActiveCycles;
        return counts;
    }

    /// <summary>The largest N, or a smaller one not below <paramref name="n"/>, that takes as many cycles.</summary>
    /// <remarks>Exact for the last fold alone; where another fold ends later, N might go further still.</remarks>
    public static long NextChangeInN(in BitSerialArray array, long m, long k, long n)
    {
        var channels = new Blocks(array.Rows, n);
        long rows = channels.Last;
        if (rows < array.TileRows)
        {
            return n;
        }

        long end = Math.Min(array.Rows, (Divide(rows, array.TileRows) + 1) * array.TileRows - 1);
        return n - rows + end;
    }

    /// <summary>Bits read from the weight buffer for a number of weights and of groups with their scales.</summary>
    internal static long WeightBits(in BitSerialArray array, long weights, long groups) =>
        (long)Math.Ceiling(weights * array.WeightBits) + groups * array.GroupBits;

    /// <summary>
    /// Least cycles between the ends of two groups' issue when the first one's fold has so many rows.
    /// </summary>
    internal static long Pace(in BitSerialArray array, long rows) =>
        Math.Max(array.DequantizationCycles, Math.Min(array.TileRows, rows));

    private static BlockTime Time(in BitSerialArray array, in Blocks tokens, in Reduction k, in Blocks channels)
    {
        long firstRows = channels.Count > 1 ? array.Rows : channels.Last;
        long pace = Pace(array, firstRows);
        long lastPace = Pace(array, channels.Last);

        // The first group of all waits for none; the first of the last row of folds waits for a fold of full height.
        long upper = (channels.Count - 1) * tokens.Count * k.Paced(pace);
        long lower = tokens.Count * k.Paced(lastPace);
        long unpaced = k.First(0) - k.First(pace);
        long joint = k.First(pace) - k.First(lastPace);
        long issue = upper + joint + lower + unpaced;

        // From the end of issue, fold by fold: what skew and collection leave outstanding.
        long skew = Divide(tokens.Last - 1, array.TileColumns);
        long outstanding = Collect(array, channels.Last) + skew;
        if (tokens.Count > 1)
        {
            long wholeSkew = array.TileGridColumns - 1;
            outstanding = Math.Max(outstanding, Collect(array, channels.Last) + wholeSkew - k.Paced(lastPace));
            if (channels.Count > 1)
            {
                outstanding = Math.Max(outstanding, array.WholeCollect + wholeSkew - k.Paced(pace) - joint - lower);
            }
        }

        if (channels.Count > 1)
        {
            outstanding = Math.Max(outstanding, array.WholeCollect + skew - joint - lower);
        }

        long drain = outstanding + array.Pipeline + array.DequantizationCycles + 1;
        return new BlockTime(issue, issue + k.First(lastPace) - k.First(0), drain);
    }

    /// <summary>
    /// Cycles from the first tile's first row in the column accumulators to the last tile's last row.
    /// </summary>
    /// <remarks>
    /// The last to end is the lowest tile of full height: a shorter one below starts a cycle later with a row less.
    /// </remarks>
    private static long Collect(in BitSerialArray array, long rows) => rows == array.Rows
        ? array.WholeCollect
        : rows < array.TileRows ? rows : Divide(rows, array.TileRows) - 1 + array.TileRows;

    /// <summary>
    /// Quotient of numbers that are not negative; a short division is twice as fast, and nearly always enough.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Divide(long dividend, int divisor) =>
        unchecked(dividend <= uint.MaxValue ? (uint)dividend / (uint)divisor : dividend / divisor);

    /// <summary>A dimension in blocks of the array's size.</summary>
    private readonly struct Blocks
    {
        public Blocks(int size, long extent)
        {
            Count = Divide(extent + size - 1, size);
            Last = extent - (Count - 1) * size;
        }

        public readonly long Count;

        /// <summary>Size of the last block.</summary>
        public readonly long Last;
    }

    /// <summary>The groups and beats of K.</summary>
    private readonly struct Reduction
    {
        private readonly long _whole;
        private readonly long _wholeCycles;
        private readonly long _tailCycles;

        public Reduction(in BitSerialArray array, long k)
        {
            long groups = array.Group == 0 ? 1 : Divide(k + array.Group - 1, array.Group);
            _whole = groups - 1;
            _wholeCycles = (long)array.GroupBeats * array.CyclesPerBeat;
            long tail = k - _whole * array.Group;
            long tailBeats = tail == array.Group ? array.GroupBeats : Divide(tail + array.Lanes - 1, array.Lanes);
            _tailCycles = tailBeats * array.CyclesPerBeat;
        }

        /// <summary>Cycles of issue of a fold whose every group is paced.</summary>
        public long Paced(long pace) => _whole * Math.Max(_wholeCycles, pace) + Math.Max(_tailCycles, pace);

        /// <summary>Cycles of its first group.</summary>
        public long First(long pace) => Math.Max(_whole > 0 ? _wholeCycles : _tailCycles, pace);
    }
}
