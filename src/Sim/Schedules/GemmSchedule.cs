using Accel.Arch.Activity;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>The <c>accel</c> schedule of one matrix product on one fabric.</summary>
/// <remarks>
/// The product is cut into blocks of whole folds along M and N; K is never cut, for the fabric is output-stationary.
/// Blocks are double-buffered (<see cref="BlockLoop"/>). A small set of block sizes and both loop orders are compared by
/// their exact time, and candidates that a lower bound excludes are skipped. Layers do not overlap.
/// </remarks>
internal readonly ref struct GemmSchedule<TTiming>
    where TTiming : struct, IFabricTiming
{
    private readonly TTiming _timing;
    private readonly GemmOperands _operands;
    private readonly DramRate _rate;
    private readonly long _instances;

    public GemmSchedule(TTiming timing, in RunContext context, GemmOperator gemm)
    {
        _timing = timing;
        _operands = new GemmOperands(context, gemm);
        _rate = DramRate.Of(context.Design);
        _instances = gemm.Instances;
    }

    /// <summary>All steps of a phase in one layer.</summary>
    public ActivityCounts Time(Phase phase, GemmOperator gemm)
    {
        (long m, long k, long n) = gemm.At(phase.LastContext);
        TilePlan plan = Plan(m, k, n);
        ActivityCounts total = default;
        if (gemm.ContextAxis == ContextAxis.None || !phase.ContextGrows || phase.Steps == 1)
        {
            Add(ref total, plan, m, k, n, Ticks(plan, m, k, n), 1);
            Round(ref total);
            ActivityCounts all = default;
            all.AddTimes(total, phase.Steps);
            return all;
        }

        // The time is a staircase in the context: each tread is summed in closed form.
        for (long context = phase.Context; context <= phase.LastContext;)
        {
            (m, k, n) = gemm.At(context);
            long end = !_operands.IsAffine ? context
                : gemm.ContextAxis == ContextAxis.K ? _timing.TreadEndInK(m, k, n) : TreadEndInN(plan, m, k, n);
            end = Math.Min(end, phase.LastContext);
            AddTread(ref total, plan, gemm, context, end);
            context = end + 1;
        }

        Round(ref total);
        return total;
    }

    /// <summary>Adds the steps with contexts <paramref name="from"/> to <paramref name="to"/>, over which all is affine.</summary>
    private void AddTread(ref ActivityCounts total, TilePlan plan, GemmOperator gemm, long from, long to)
    {
        (long m, long k, long n) = gemm.At(from);
        long count = to - from + 1;
        if (count == 1)
        {
            Add(ref total, plan, m, k, n, Ticks(plan, m, k, n), 1);
            return;
        }

        (long lastM, long lastK, long lastN) = gemm.At(to);
        long drain = Drain(plan, m, k, n) * _rate.TicksPerCycle;
        long ticks = Loop(plan, m, k, n) is { Outer: 1, Inner: 1 } first && Loop(plan, lastM, lastK, lastN) is { Outer: 1, Inner: 1 } last
            ? SingleBlockTicks(first, last, count) + (drain * count)
            : ConvexTicks(plan, gemm, from, to);

        // Affine counts sum to the mean of the ends times the steps; adding both ends and halving keeps integers exact.
        ActivityCounts ends = default;
        Add(ref ends, plan, m, k, n, 0, count);
        Add(ref ends, plan, lastM, lastK, lastN, 0, count);
        total.Add(ends.Halved());
        total.Cycles += ticks;
    }

    private long SingleBlockTicks(in BlockLoop first, in BlockLoop last, long count)
    {
        StaircaseSums.Affine load = Line(first.LoadTotal, last.LoadTotal, count);
        StaircaseSums.Affine store = Line(first.StoreTotal, last.StoreTotal, count);
        StaircaseSums.Affine compute = new(first.ComputeTotal, 0);
        long ticks = load.Sum(count) + store.Sum(count);
        return _instances == 1
            ? ticks + compute.Sum(count)
            : ticks + StaircaseSums.SumOfMaximum(compute, load, count) + StaircaseSums.SumOfMaximum(compute, store, count)
                + ((_instances - 2) * StaircaseSums.SumOfMaximum(compute, load + store, count));
    }

    private static StaircaseSums.Affine Line(long first, long last, long count) => new(first, (last - first) / (count - 1));

    /// <summary>The sum over a range in which the time is convex and piecewise affine in the context.</summary>
    /// <remarks>Equal slopes at both ends of a convex range prove that it is one line.</remarks>
    private long ConvexTicks(TilePlan plan, GemmOperator gemm, long from, long to)
    {
        long count = to - from + 1;
        long first = Ticks(plan, gemm, from);
        if (count == 1)
        {
            return first;
        }

        long last = Ticks(plan, gemm, to);
        if (count == 2)
        {
            return first + last;
        }

        if (Ticks(plan, gemm, from + 1) - first == last - Ticks(plan, gemm, to - 1))
        {
            return Line(first, last, count).Sum(count);
        }

        long middle = from + (count / 2);
        return ConvexTicks(plan, gemm, from, middle - 1) + ConvexTicks(plan, gemm, middle, to);
    }

    private long Ticks(TilePlan plan, GemmOperator gemm, long context)
    {
        (long m, long k, long n) = gemm.At(context);
        return Ticks(plan, m, k, n);
    }

    private long Ticks(TilePlan plan, long m, long k, long n) =>
        Loop(plan, m, k, n).Time(_instances) + (Drain(plan, m, k, n) * _rate.TicksPerCycle);

    /// <summary>Cycles from the moment a block could follow the last one to the last output.</summary>
    private long Drain(TilePlan plan, long m, long k, long n) =>
        _timing.Block(m - ((m - 1) / plan.BlockM * plan.BlockM), k, n - ((n - 1) / plan.BlockN * plan.BlockN)).Drain;

    /// <summary>A tread ends where the fabric's time changes, or where another block of N begins.</summary>
    private long TreadEndInN(TilePlan plan, long m, long k, long n)
    {
        long blocksEnd = (n + plan.BlockN - 1) / plan.BlockN * plan.BlockN;
        return Math.Min(_timing.TreadEndInN(m, k, n), blocksEnd);
    }

    /// <summary>Chooses block sizes and loop order by exact time, the fewest DRAM bits deciding ties.</summary>
    private TilePlan Plan(long m, long k, long n)
    {
        long mostN = LargestBlock(n, _timing.FoldN, _operands.Weights(k, _timing.FoldN), _operands.WeightBuffer / 2);
        long mostM = LargestBlock(m, _timing.FoldM, _operands.Activations(_timing.FoldM, k), _operands.ActivationBuffer / 2);
        TilePlan best = default;
        (long Ticks, long Traffic) bestCost = (long.MaxValue, long.MaxValue);
        for (int order = 0; order < 2; order++)
        {
            for (long blockN = mostN; blockN > 0; blockN = Smaller(blockN, _timing.FoldN))
            {
                for (long blockM = mostM; blockM > 0; blockM = Smaller(blockM, _timing.FoldM))
                {
                    TilePlan plan = PlanOf(order == 0, blockM, blockN, m, k, n);
                    if (_operands.Outputs(blockM, blockN) * 2 > _operands.OutputBuffer
                        && (blockN > _timing.FoldN || blockM > _timing.FoldM))
                    {
                        continue; // Smaller blocks leave through the output buffer without waiting.
                    }

                    BlockLoop loop = Loop(plan, m, k, n);
                    long traffic = loop.LoadTotal + loop.StoreTotal;
                    if (_instances * Math.Max(traffic, loop.ComputeTotal) > bestCost.Ticks)
                    {
                        continue;
                    }

                    (long, long) cost = (loop.Time(_instances), traffic);
                    if (cost.CompareTo(bestCost) < 0)
                    {
                        (best, bestCost) = (plan, cost);
                    }
                }
            }
        }

        return best;
    }

    private TilePlan PlanOf(bool weightsOuter, long blockM, long blockN, long m, long k, long n)
    {
        bool weightsFit = _operands.Weights(k, n) <= _operands.WeightBuffer;
        bool activationsFit = _operands.Activations(m, k) <= _operands.ActivationBuffer;
        bool outerBlockFits = weightsOuter
            ? _operands.Weights(k, Math.Min(n, blockN)) * 2 <= _operands.WeightBuffer
            : _operands.Activations(Math.Min(m, blockM), k) * 2 <= _operands.ActivationBuffer;
        return new TilePlan(weightsOuter, blockM, blockN)
        {
            OuterStays = outerBlockFits || (weightsOuter ? weightsFit : activationsFit),
            InnerStays = weightsOuter ? activationsFit : weightsFit,
            InputIsOnChip = _operands.InputIsOnChip(m, k),
            OutputStaysOnChip = _operands.OutputStaysOnChip(m, n),
        };
    }

    /// <summary>The largest block, in whole folds, of which half a buffer holds one; at least one fold.</summary>
    private static long LargestBlock(long size, long fold, long foldBits, long capacity)
    {
        long folds = Math.Max(1, capacity / Math.Max(1, foldBits));
        long all = (size + fold - 1) / fold;
        return Math.Min(folds, all) * fold;
    }

    /// <summary>The next candidate: a quarter, in whole folds, down to one fold; 0 after that.</summary>
    private static long Smaller(long block, long fold) => block <= fold ? 0 : Math.Max(1, block / fold / 4) * fold;

    private BlockLoop Loop(TilePlan plan, long m, long k, long n)
    {
        long blocksM = (m + plan.BlockM - 1) / plan.BlockM;
        long blocksN = (n + plan.BlockN - 1) / plan.BlockN;
        long fullM = Math.Min(m, plan.BlockM);
        long fullN = Math.Min(n, plan.BlockN);
        long edgeM = m - ((blocksM - 1) * plan.BlockM);
        long edgeN = n - ((blocksN - 1) * plan.BlockN);
        BlockLoop.Pair weights = new(Ticks(_operands.Weights(k, fullN)), Ticks(_operands.Weights(k, edgeN)));
        BlockLoop.Pair activations = plan.InputIsOnChip
            ? default
            : new(Ticks(_operands.Activations(fullM, k)), Ticks(_operands.Activations(edgeM, k)));
        bool staysOnChip = plan.OutputStaysOnChip;
        long append = Ticks(_operands.AppendBits);
        return plan.WeightsOuter
            ? new BlockLoop
            {
                Outer = blocksN,
                Inner = blocksM,
                OuterLoad = weights,
                InnerLoad = activations,
                OuterStays = plan.OuterStays,
                InnerStays = plan.InnerStays,
                ComputeFullOuter = new(Compute(fullM, k, fullN), Compute(edgeM, k, fullN)),
                ComputeEdgeOuter = new(Compute(fullM, k, edgeN), Compute(edgeM, k, edgeN)),
                StoreFullOuter = new(Store(staysOnChip, fullM, fullN), Store(staysOnChip, edgeM, fullN)),
                StoreEdgeOuter = new(Store(staysOnChip, fullM, edgeN), Store(staysOnChip, edgeM, edgeN) + append),
            }
            : new BlockLoop
            {
                Outer = blocksM,
                Inner = blocksN,
                OuterLoad = activations,
                InnerLoad = weights,
                OuterStays = plan.OuterStays,
                InnerStays = plan.InnerStays,
                ComputeFullOuter = new(Compute(fullM, k, fullN), Compute(fullM, k, edgeN)),
                ComputeEdgeOuter = new(Compute(edgeM, k, fullN), Compute(edgeM, k, edgeN)),
                StoreFullOuter = new(Store(staysOnChip, fullM, fullN), Store(staysOnChip, fullM, edgeN)),
                StoreEdgeOuter = new(Store(staysOnChip, edgeM, fullN), Store(staysOnChip, edgeM, edgeN) + append),
            };
    }

    /// <summary>Adds the activity of <paramref name="steps"/> steps; until <see cref="Round"/> time is in ticks, DRAM in bits.</summary>
    private void Add(ref ActivityCounts total, TilePlan plan, long m, long k, long n, long ticks, long steps)
    {
        BlockLoop loop = Loop(plan, m, k, n);
        ActivityCounts one = _timing.Activity(m, k, n);
        long weightBits = (plan.WeightsOuter ? OuterLoads(loop) : InnerLoads(loop)) / DramRate.TicksPerBit;
        long activationBits = (plan.WeightsOuter ? InnerLoads(loop) : OuterLoads(loop)) / DramRate.TicksPerBit;
        long outputBits = _operands.Outputs(m, n);
        long storedBits = loop.StoreTotal / DramRate.TicksPerBit;
        one.WeightWriteBits += weightBits;
        one.ActivationWriteBits += activationBits + (plan.OutputStaysOnChip ? outputBits : 0);
        one.OutputReadBits += outputBits;
        one.DramReadBytes = weightBits + activationBits;
        one.DramWriteBytes = storedBits;
        one.ComputeCycles = loop.ComputeTotal / _rate.TicksPerCycle;
        one.DramCycles = loop.LoadTotal + loop.StoreTotal;
        total.AddTimes(one, _instances * steps);
        total.ComputeCycles += Drain(plan, m, k, n) * steps;
        total.Cycles += ticks * steps;
    }

    private static long OuterLoads(in BlockLoop loop) => loop.OuterLoad.Total(loop.Outer) * (loop.OuterStays ? 1 : loop.Inner);

    private static long InnerLoads(in BlockLoop loop) => loop.InnerLoad.Total(loop.Inner) * (loop.InnerStays ? 1 : loop.Outer);

    /// <summary>Turns ticks into cycles and bits of DRAM traffic into bytes, once.</summary>
    private void Round(ref ActivityCounts total)
    {
        total.DramReadBytes = (total.DramReadBytes + 7) / 8;
        total.DramWriteBytes = (total.DramWriteBytes + 7) / 8;
        total.Cycles = _rate.CeilCycles(total.Cycles);
        total.DramCycles = _rate.CeilCycles(total.DramCycles);
    }

    private static long Ticks(long bits) => bits * DramRate.TicksPerBit;

    private long Compute(long m, long k, long n) => _timing.Block(m, k, n).Interval * _rate.TicksPerCycle;

    private long Store(bool staysOnChip, long m, long n) => staysOnChip ? 0 : Ticks(_operands.Outputs(m, n));
}
