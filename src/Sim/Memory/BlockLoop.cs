namespace Accel.Sim.Memory;

/// <summary>
/// The time of two nested loops of blocks under double buffering: while a block computes, the next one's operands are
/// loaded and the previous one's results are stored, over one DRAM channel.
/// </summary>
/// <remarks>
/// All times are in ticks. Every block is full but the last of each loop, which may be smaller. With blocks s = 0 .. S-1
/// in order, the time is <c>load(0) + sum over s of max(compute(s), load(s + 1) + store(s - 1)) + store(S - 1)</c>;
/// repeated instances continue the chain without a gap. Exact, in constant time: blocks in the middle of a loop are alike.
/// </remarks>
public readonly ref struct BlockLoop
{
    /// <summary>Blocks of the outer loop.</summary>
    public required long Outer { get; init; }

    /// <summary>Blocks of the inner loop.</summary>
    public required long Inner { get; init; }

    public required Pair OuterLoad { get; init; }

    public required Pair InnerLoad { get; init; }

    /// <summary>Whether an outer block stays in its buffer over the inner loop, or is fetched again for each inner block.</summary>
    public required bool OuterStays { get; init; }

    /// <summary>Whether all inner blocks together stay over the outer loop, or are fetched again for each outer block.</summary>
    public required bool InnerStays { get; init; }

    /// <summary>Compute time with a full or edge inner block, of a full outer block.</summary>
    public required Pair ComputeFullOuter { get; init; }

    public required Pair ComputeEdgeOuter { get; init; }

    public required Pair StoreFullOuter { get; init; }

    public required Pair StoreEdgeOuter { get; init; }

    /// <summary>A figure of full blocks and of the last, edge block of a loop.</summary>
    public readonly record struct Pair(long Full, long Edge)
    {
        public long Of(bool isEdge) => isEdge ? Edge : Full;

        /// <summary>The sum over a loop of <paramref name="blocks"/> blocks.</summary>
        public long Total(long blocks) => ((blocks - 1) * Full) + Edge;
    }

    /// <summary>All transfers into the chip of one instance.</summary>
    public long LoadTotal => (OuterLoad.Total(Outer) * (OuterStays ? 1 : Inner)) + (InnerLoad.Total(Inner) * (InnerStays ? 1 : Outer));

    /// <summary>All transfers out of the chip of one instance.</summary>
    public long StoreTotal => ((Outer - 1) * StoreFullOuter.Total(Inner)) + StoreEdgeOuter.Total(Inner);

    /// <summary>The fabric's time of one instance.</summary>
    public long ComputeTotal => ((Outer - 1) * ComputeFullOuter.Total(Inner)) + ComputeEdgeOuter.Total(Inner);

    /// <summary>The time of <paramref name="instances"/> loops one after the other.</summary>
    public long Time(long instances)
    {
        long first = Load(0, 0);
        long last = Store(Outer - 1, Inner - 1);
        if (Outer == 1 && Inner == 1)
        {
            long compute = Compute(0, 0);
            return first + last + (instances == 1
                ? compute
                : Math.Max(compute, first) + ((instances - 2) * Math.Max(compute, first + last)) + Math.Max(compute, last));
        }

        long sum = 0;
        for (int o = 0; o < 4; o++)
        {
            (long i, long outerCount) = Class(o, Outer);
            for (int n = 0; outerCount > 0 && n < 4; n++)
            {
                (long j, long innerCount) = Class(n, Inner);
                if (innerCount == 0)
                {
                    continue;
                }

                bool isFirst = i == 0 && j == 0;
                bool isLast = i == Outer - 1 && j == Inner - 1;
                if (!isFirst && !isLast)
                {
                    sum += outerCount * innerCount * instances * Math.Max(Compute(i, j), LoadAfter(i, j) + StoreBefore(i, j));
                }
            }
        }

        // The seams between instances: the last block overlaps the next instance's first load, and so on.
        long head = LoadAfter(0, 0);
        long tail = StoreBefore(Outer - 1, Inner - 1);
        sum += Math.Max(Compute(0, 0), head) + ((instances - 1) * Math.Max(Compute(0, 0), head + last));
        long computeLast = Compute(Outer - 1, Inner - 1);
        sum += Math.Max(computeLast, tail) + ((instances - 1) * Math.Max(computeLast, first + tail));
        return first + sum + last;
    }

    /// <summary>Block indices that behave alike: the first, the middle ones, the one before the last, the last.</summary>
    private static (long Index, long Count) Class(int which, long blocks) => which switch
    {
        0 => (0, 1),
        1 => (1, Math.Max(0, blocks - 3)),
        2 => (blocks - 2, blocks >= 3 ? 1 : 0),
        _ => (blocks - 1, blocks >= 2 ? 1 : 0),
    };

    private long Load(long i, long j) =>
        (j == 0 || !OuterStays ? OuterLoad.Of(i == Outer - 1) : 0) + (i == 0 || !InnerStays ? InnerLoad.Of(j == Inner - 1) : 0);

    private long LoadAfter(long i, long j) => j < Inner - 1 ? Load(i, j + 1) : Load(i + 1, 0);

    private long StoreBefore(long i, long j) => j > 0 ? Store(i, j - 1) : Store(i - 1, Inner - 1);

    private long Compute(long i, long j) => (i == Outer - 1 ? ComputeEdgeOuter : ComputeFullOuter).Of(j == Inner - 1);

    private long Store(long i, long j) => (i == Outer - 1 ? StoreEdgeOuter : StoreFullOuter).Of(j == Inner - 1);
}
