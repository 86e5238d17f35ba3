using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>Chooses a plan by exact time, the least DRAM traffic deciding ties.</summary>
/// <remarks>
/// Candidates: blocks from the largest that half a buffer holds down to one fold, in both loop orders; and plans that cut
/// K and keep a block of partial sums in half the output buffer. No candidate depends on the bandwidth, and times are
/// those of the run, the store of new keys or values included, so that more bandwidth never makes a product slower. A
/// candidate whose lower bound, the larger of its traffic and its compute time, is no better than the best is not timed.
/// </remarks>
internal struct PlanSearch<TTiming>
    where TTiming : struct, IFabricTiming
{
    private readonly TTiming _timing;
    private readonly GemmOperands _operands;
    private readonly DramRate _rate;
    private readonly long _instances;
    private readonly GemmCosts<TTiming> _costs;
    private readonly long _compute;
    private readonly long _weights;
    private readonly long _activations;
    private readonly long _outputs;
    private readonly long _append;
    private readonly bool _inputIsOnChip;
    private readonly bool _outputStaysOnChip;
    private TilePlan _best;
    private long _bestTime;
    private long _bestTraffic;

    public PlanSearch(TTiming timing, in GemmOperands operands, DramRate rate, long instances, in GemmCosts<TTiming> costs)
    {
        (_timing, _operands, _rate, _instances, _costs) = (timing, operands, rate, instances, costs);
        (_bestTime, _bestTraffic) = (long.MaxValue, long.MaxValue);
        _compute = costs.ComputeTotal;
        _weights = costs.Weights(costs.N);
        _activations = costs.Activations(costs.M);
        _outputs = costs.Outputs(costs.M, costs.N);
        _append = operands.AppendBits * DramRate.TicksPerBit;
        _inputIsOnChip = operands.StaysOnChip(operands.Activations(costs.M, costs.K));
        _outputStaysOnChip = operands.StaysOnChip(operands.Outputs(costs.M, costs.N));
    }

    public TilePlan Run()
    {
        // First the most promising candidate, then those that its time does not exclude.
        (_, TilePlan promising) = Scan(long.MaxValue, time: false);
        Try(promising);
        Scan(_bestTime, time: true);
        TryCutK();
        return _best;
    }

    /// <summary>Goes over the plans that do not cut K; times those under a bound, or finds the lowest bound.</summary>
    private (long Bound, TilePlan Plan) Scan(long limit, bool time)
    {
        (long Bound, TilePlan Plan) lowest = (long.MaxValue, default);
        long mostN = Largest(_costs.N, _timing.FoldN, _operands.Weights(_costs.K, _timing.FoldN), _operands.WeightBuffer / 2);
        long mostM = Largest(_costs.M, _timing.FoldM, _operands.Activations(_timing.FoldM, _costs.K), _operands.ActivationBuffer / 2);
        for (long blockN = mostN; blockN > 0; blockN = Smaller(blockN, _timing.FoldN))
        {
            for (long blockM = mostM; blockM > 0; blockM = Smaller(blockM, _timing.FoldM))
            {
                bool isOneFold = blockN <= _timing.FoldN && blockM <= _timing.FoldM;
                if (!isOneFold && _operands.Outputs(blockM, blockN) * 2 > _operands.OutputBuffer)
                {
                    continue; // A single fold leaves through the output buffer as it is drained.
                }

                for (int order = 0; order < (blockM < _costs.M ? 2 : 1); order++)
                {
                    TilePlan plan = WholeK(order == 0, blockM, blockN);
                    long bound = Bound(plan);
                    if (time && bound < limit)
                    {
                        Try(plan);
                        limit = _bestTime;
                    }
                    else if (!time && bound < lowest.Bound)
                    {
                        lowest = (bound, plan);
                    }
                }
            }
        }

        return lowest;
    }

    /// <summary>What no schedule of the plan can beat: all its traffic, and all its computing between first load and last store.</summary>
    private readonly long Bound(in TilePlan plan)
    {
        long blocksM = (_costs.M + plan.BlockM - 1) / plan.BlockM;
        long blocksN = (_costs.N + plan.BlockN - 1) / plan.BlockN;
        (bool weightsStay, bool activationsStay) = plan.WeightsOuter
            ? (plan.OuterStays, plan.InnerStays)
            : (plan.InnerStays, plan.OuterStays);
        long traffic = (_weights * (weightsStay ? 1 : blocksM))
            + (_inputIsOnChip ? 0 : _activations * (activationsStay ? 1 : blocksN))
            + (_outputStaysOnChip ? 0 : _outputs);
        long head = _costs.Weights(Math.Min(plan.BlockN, _costs.N))
            + (_inputIsOnChip ? 0 : _costs.Activations(Math.Min(plan.BlockM, _costs.M)));
        return Math.Max(traffic * _instances, (_compute * _instances) + head);
    }

    private readonly TilePlan WholeK(bool weightsOuter, long blockM, long blockN)
    {
        bool weightsFit = _operands.Weights(_costs.K, _costs.N) <= _operands.WeightBuffer;
        bool activationsFit = _operands.Activations(_costs.M, _costs.K) <= _operands.ActivationBuffer;
        bool outerBlockFits = weightsOuter
            ? _operands.Weights(_costs.K, Math.Min(_costs.N, blockN)) * 2 <= _operands.WeightBuffer
            : _operands.Activations(Math.Min(_costs.M, blockM), _costs.K) * 2 <= _operands.ActivationBuffer;
        return Base(blockM, blockN) with
        {
            WeightsOuter = weightsOuter,
            OuterStays = outerBlockFits || (weightsOuter ? weightsFit : activationsFit),
            InnerStays = weightsOuter ? activationsFit : weightsFit,
        };
    }

    private void TryCutK()
    {
        long capacity = _operands.OutputBuffer / (2 * GemmOperands.PartialSumBits);
        long all = (_costs.M + _timing.FoldM - 1) / _timing.FoldM * _timing.FoldM;
        for (long blockM = all; blockM > 0; blockM = Smaller(blockM, _timing.FoldM))
        {
            long blockN = Math.Min(capacity / blockM / _timing.FoldN * _timing.FoldN, (_costs.N + _timing.FoldN - 1) / _timing.FoldN * _timing.FoldN);
            long chunk = blockN == 0 ? 0 : Chunk(Math.Min(blockM, _costs.M), Math.Min(blockN, _costs.N));
            if (chunk == 0 || chunk >= _costs.K)
            {
                continue;
            }

            TilePlan plan = Base(blockM, blockN) with { ChunkK = chunk };
            CutKLoop<TTiming> loop = new(plan, _timing, _operands, _rate, _costs);
            long traffic = loop.WeightTraffic + loop.ActivationTraffic + loop.StoreTraffic;
            if (Math.Max(traffic, loop.ComputeTotal) * _instances < _bestTime)
            {
                Keep(plan, (loop.Time + _append) * _instances, traffic + _append);
            }
        }
    }

    /// <summary>The largest chunk of K of which half of each operand's buffer holds one; 0 when not even a step fits.</summary>
    private readonly long Chunk(long m, long n)
    {
        long step = _timing.KStep;
        long byWeights = _operands.WeightBuffer / 2 / Math.Max(1, _operands.Weights(step, n));
        long byActivations = _operands.ActivationBuffer / 2 / Math.Max(1, _operands.Activations(m, step));
        return Math.Min(byWeights, byActivations) * step;
    }

    private void Try(in TilePlan plan)
    {
        BlockLoop loop = WholeKLoop.Of(plan, _costs, _append);
        Keep(plan, loop.Time(_instances), loop.LoadTotal + loop.StoreTotal);
    }

    private void Keep(in TilePlan plan, long time, long traffic)
    {
        if (time < _bestTime || (time == _bestTime && traffic < _bestTraffic))
        {
            (_best, _bestTime, _bestTraffic) = (plan, time, traffic);
        }
    }

    private readonly TilePlan Base(long blockM, long blockN) => new()
    {
        BlockM = blockM,
        BlockN = blockN,
        InputIsOnChip = _inputIsOnChip,
        OutputStaysOnChip = _outputStaysOnChip,
    };

    /// <summary>The largest block, in whole folds, of which so many bits hold one; at least one fold.</summary>
    private static long Largest(long size, long fold, long foldBits, long capacity)
    {
        long folds = Math.Max(1, capacity / Math.Max(1, foldBits));
        return Math.Min(folds, (size + fold - 1) / fold) * fold;
    }

    /// <summary>The next candidate: half as many folds, down to one; 0 after that.</summary>
    private static long Smaller(long block, long fold) => block <= fold ? 0 : Math.Max(1, block / fold / 2) * fold;
}
