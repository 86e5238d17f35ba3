namespace Accel.Sim.Memory;

/// <summary>
/// The time of two nested loops of blocks under double buffering: while a block computes, the next one's operands are
/// loaded and the previous one's results are stored, over one DRAM channel.
/// </summary>
/// <remarks>
/// All times are in ticks. Every block is full but the last of each loop, which may be smaller. With blocks s = 0 ..
/// S-1
/// in order, the time is <c>load(0) + sum over s of max(compute(s), load(s + 1) + store(s - 1)) + store(S - 1)</c>;
/// repeated instances continue the chain without a gap. Exact, in constant time: blocks in the middle of a loop are
/// alike.
/// </remarks>
public readonly struct BlockLoop
{
    /// <summary>Blocks of the outer loop.</summary>
    public required long Outer { get; init; }

    /// <summary>Blocks of the inner loop.</summary>
    public required long Inner { get; init; }

    public required Pair OuterLoad { get; init; }

    public required Pair InnerLoad { get; init; }

    /// <summary>
    /// Whether an outer block stays in its buffer over the inner loop, or is fetched again for each inner block.
    /// </summary>
    public required bool OuterStays { get; init; }

    /// <summary>
    /// Whether all inner blocks together stay over the outer loop, or are fetched again for each outer block.
    /// </summary>
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

    /// <summary>All transfers of the outer operand of one instance.</summary>
    public long OuterLoadTotal => OuterLoad.Total(Outer) * (OuterStays ? 1 : Inner);

    /// <summary>All transfers of the inner operand of one instance.</summary>
    public long InnerLoadTotal => InnerLoad.Total(Inner) * (InnerStays ? 1 : Outer);

    /// <summary>All transfers into the chip of one instance.</summary>
    public long LoadTotal => OuterLoadTotal + InnerLoadTotal;

    /// <summary>All transfers out of the chip of one instance.</summary>
    public long StoreTotal => ((Outer - 1) * StoreFullOuter.Total(Inner)) + StoreEdgeOuter.Total(Inner);

    /// <summary>The fabric's time of one instance.</summary>
    public long ComputeTotal => ((Outer - 1) * ComputeFullOuter.Total(Inner)) + ComputeEdgeOuter.Total(Inner);

    /// <summary>The time of <paramref name="instances"/> loops one after the other.</summary>
    public long Time(long instances) => Sum(new Single(this), instances);

    /// <summary>
    /// The sum of the times of <paramref name="count"/> loops of equal structure, between which all costs are affine.
    /// </summary>
    /// <param name="first">The first loop.</param>
    /// <param name="last">The last one; equal to the first when there is but one.</param>
    public static long TimeSum(in BlockLoop first, in BlockLoop last, long count, long instances) =>
        count == 1 ? first.Time(instances) : first.Sum(new Range(first, last, count), instances);

    /// <summary>
    /// Sums the recurrence over blocks that behave alike, each maximum as <paramref name="costs"/> knows it.
    /// </summary>
    private long Sum<TCosts>(in TCosts costs, long instances)
        where TCosts : struct, ICosts
    {
        (long Outer, long Inner) end = (Outer - 1, Inner - 1);
        long sum = costs.Load(0, 0) + costs.Store(end.Outer, end.Inner);
        if (Outer == 1 && Inner == 1)
        {
            return sum + (instances == 1
                ? costs.Maximum(0, 0, withNext: false, withBefore: false)
                : costs.Maximum(0, 0, withNext: true, withBefore: false)
                    + costs.Maximum(0, 0, withNext: false, withBefore: true)
                    + ((instances - 2) * costs.Maximum(0, 0, withNext: true, withBefore: true)));
        }

        for (int o = 0; o < (Outer == 1 ? 1 : 4); o++)
        {
            (long i, long outerCount) = Class(o, Outer);
            if (outerCount == 0)
            {
                continue;
            }

            for (int n = 0; n < (Inner == 1 ? 1 : 4); n++)
            {
                (long j, long innerCount) = Class(n, Inner);
                bool isEnd = (i == 0 && j == 0) || (i == end.Outer && j == end.Inner);
                if (innerCount > 0 && !isEnd)
                {
                    sum += outerCount * innerCount * instances * costs.Maximum(i, j, withNext: true, withBefore: true);
                }
            }
        }

        // The seams between instances: the last block overlaps the next instance's first load, and so on.
        sum += costs.Maximum(0, 0, withNext: true, withBefore: false)
            + costs.Maximum(end.Outer, end.Inner, withNext: false, withBefore: true);
        return instances == 1
            ? sum
            : sum + ((instances - 1) * (costs.Maximum(0, 0, withNext: true, withBefore: true)
                + costs.Maximum(end.Outer, end.Inner, withNext: true, withBefore: true)));
    }

    private long Transfers(long i, long j, bool withNext, bool withBefore) =>
        (withNext ? LoadAfter(i, j) : 0) + (withBefore ? StoreBefore(i, j) : 0);

    /// <summary>
    /// Block indices that behave alike: the first, the middle ones, the one before the last, the last.
    /// </summary>
    private static (long Index, long Count) Class(int which, long blocks) => which switch
    {
        0 => (0, 1),
        1 => (1, Math.Max(0, blocks - 3)),
        2 => (blocks - 2, blocks >= 3 ? 1 : 0),
        _ => (blocks - 1, blocks >= 2 ? 1 : 0),
    };

    private long Load(long i, long j) =>
        (j == 0 || !OuterStays ? OuterLoad.Of(i == Outer - 1) : 0)
            + (i == 0 || !InnerStays ? InnerLoad.Of(j == Inner - 1) : 0);

    private long LoadAfter(long i, long j) => j < Inner - 1 ? Load(i, j + 1) : i < Outer - 1 ? Load(i + 1, 0)
        : Load(0, 0);

    private long StoreBefore(long i, long j) => j > 0 ? Store(i, j - 1) : Store(i > 0 ? i - 1 : Outer - 1, Inner - 1);

    private long Compute(long i, long j) => (i == Outer - 1 ? ComputeEdgeOuter : ComputeFullOuter).Of(j == Inner - 1);

    private long Store(long i, long j) => (i == Outer - 1 ? StoreEdgeOuter : StoreFullOuter).Of(j == Inner - 1);

    /// <summary>Costs of a block: of one loop, or summed over loops.</summary>
    private interface ICosts
    {
        long Load(long i, long j);

        long Store(long i, long j);

        /// <summary>
        /// The larger of computing and of the next block's load (around to the next instance) with the store before.
        /// </summary>
        long Maximum(long i, long j, bool withNext, bool withBefore);
    }

    private readonly struct Single(BlockLoop loop) : ICosts
    {
        public long Load(long i, long j) => loop.Load(i, j);

        public long Store(long i, long j) => loop.Store(i, j);

        public long Maximum(long i, long j, bool withNext, bool withBefore) =>
            Math.Max(loop.Compute(i, j), loop.Transfers(i, j, withNext, withBefore));
    }

    private readonly struct Range(BlockLoop first, BlockLoop last, long count) : ICosts
    {
        public long Load(long i, long j) => Line(first.Load(i, j), last.Load(i, j)).Sum(count);

        public long Store(long i, long j) => Line(first.Store(i, j), last.Store(i, j)).Sum(count);

        public long Maximum(long i, long j, bool withNext, bool withBefore) => StaircaseSums.SumOfMaximum(
            Line(first.Compute(i, j), last.Compute(i, j)),
            Line(first.Transfers(i, j, withNext, withBefore), last.Transfers(i, j, withNext, withBefore)),
            count);

        private StaircaseSums.Affine Line(long from, long to) => new(from, (to - from) / (count - 1));
    }
}
