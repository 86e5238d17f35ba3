using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>
/// Chooses a plan by exact time and DRAM traffic: the least traffic among plans within 1/128 of the best time.
/// </summary>
/// <remarks>
/// Without that slack a design that waits for nothing would fetch operands over and over to hide a load of some cycles.
/// Candidates: blocks of a fixed ladder of sizes (<see cref="BlockLadder"/>) of which half a buffer holds one, in both
/// loop orders; and plans that cut K and keep a block of partial sums in half the output buffer. The candidate with the
/// lowest bound is timed first, then those that its time does not exclude.
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
    private readonly long _stores;
    private readonly long _append;
    private readonly bool _inputIsOnChip;
    private readonly bool _outputStaysOnChip;
    private TilePlan _best;
    private long _bestTime;
    private long _bestTraffic;

    /// <summary>The longest time of a plan that is taken for its lower traffic.</summary>
    private long _limit;

    public PlanSearch(
        TTiming timing, in GemmOperands operands, DramRate rate, long instances, in GemmCosts<TTiming> costs)
    {
        (_timing, _operands, _rate, _instances, _costs) = (timing, operands, rate, instances, costs);
        (_bestTime, _bestTraffic) = (long.MaxValue, long.MaxValue);
        _inputIsOnChip = operands.StaysOnChip(operands.InputTensor(costs.M, costs.K));
        _outputStaysOnChip = operands.StaysOnChip(operands.OutputTensor(costs.M, costs.N));
        _compute = costs.ComputeTotal;
        _weights = costs.Weights(costs.N);
        _activations = _inputIsOnChip ? 0 : costs.Activations(costs.M);
        _append = operands.AppendBits * DramRate.TicksPerBit;
        _stores = (_outputStaysOnChip ? 0 : costs.Outputs(costs.M, costs.N)) + _append;
    }

    /// <summary>The time of the plan found, of all instances and with its last stores but without drain.</summary>
    public readonly long BestTime => _bestTime;

    public TilePlan Run()
    {
        ReadOnlySpan<BlockLadder.Step> ladderM = BlockLadder.Of(_costs.M, _timing.FoldM);
        ReadOnlySpan<BlockLadder.Step> ladderN = BlockLadder.Of(_costs.N, _timing.FoldN);
        TryWholeK(ladderM, ladderN);
        TryCutK(ladderM, ladderN);
        SpareTraffic(ladderM, ladderN);
        return _best;
    }

    /// <summary>Looks for plans that move less and take hardly longer than the best.</summary>
    private void SpareTraffic(ReadOnlySpan<BlockLadder.Step> ladderM, ReadOnlySpan<BlockLadder.Step> ladderN)
    {
        // A plan that waits for DRAM all the time would have been beaten by one that moves less.
        if (_bestTraffic == Traffic(1, 1) || _bestTraffic * _instances >= _bestTime - (_bestTime / TilePlan.Slack))
        {
            return;
        }

        _limit = _bestTime + (_bestTime / TilePlan.Slack);
        long step = _timing.KStep;
        long channelBits = _operands.Weights(step, 1);
        long fold = _timing.FoldInterval(1, _costs.K, 1) * _rate.TicksPerCycle;
        GemmCosts<TTiming> chunk = default;
        GemmCosts<TTiming> last = default;
        foreach (ref readonly BlockLadder.Step n in ladderN)
        {
            bool weightsFit =
                n.IsOneFold || _costs.Weights(n.Block) * 2 <= _operands.WeightBuffer * DramRate.TicksPerBit;
            foreach (ref readonly BlockLadder.Step m in ladderM)
            {
                if (step < _costs.K && Traffic(m.Blocks, n.Blocks) < _bestTraffic && FitsCutK(m, n, step, channelBits))
                {
                    if (chunk.K == 0)
                    {
                        chunk = CutKLoop<TTiming>.Chunk(step, _timing, _operands, _rate, _costs);
                        last = CutKLoop<TTiming>.Last(step, _timing, _operands, _rate, _costs);
                    }

                    TimeCutK(m, n, chunk, last);
                }

                int orders = !weightsFit || !FitsWholeK(m, n) ? 0 : m.Blocks > 1 && n.Blocks > 1 ? 2 : 1;
                for (int order = 0; order < orders; order++)
                {
                    TilePlan plan = WholeK(order == 0, m, n);
                    (bool weightsStay, bool activationsStay) = Stays(plan);
                    if (Traffic(weightsStay ? 1 : m.Blocks, activationsStay ? 1 : n.Blocks) < _bestTraffic
                        && Bound(plan, m, n, fold) <= _limit)
                    {
                        TimeWholeK(plan);
                    }
                }
            }
        }
    }

    /// <summary>
    /// All transfers of an instance when the operands are fetched so often; of a convolution in several blocks the
    /// least that they can be, since blocks fetch no less than the whole.
    /// </summary>
    private readonly long Traffic(long weightFetches, long activationFetches) =>
        (_weights * weightFetches) + (_activations * activationFetches) + _stores;

    private void TryWholeK(ReadOnlySpan<BlockLadder.Step> ladderM, ReadOnlySpan<BlockLadder.Step> ladderN)
    {
        long fold = _timing.FoldInterval(1, _costs.K, 1) * _rate.TicksPerCycle;
        (long Bound, TilePlan Plan) promising = (long.MaxValue, default);
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (ref readonly BlockLadder.Step n in ladderN)
            {
                if (!n.IsOneFold && _costs.Weights(n.Block) * 2 > _operands.WeightBuffer * DramRate.TicksPerBit)
                {
                    continue;
                }

                foreach (ref readonly BlockLadder.Step m in ladderM)
                {
                    for (int order = 0; FitsWholeK(m, n) && order < (m.Blocks > 1 && n.Blocks > 1 ? 2 : 1); order++)
                    {
                        TilePlan plan = WholeK(order == 0, m, n);
                        long bound = Bound(plan, m, n, fold);
                        if (pass == 0 && bound < promising.Bound)
                        {
                            promising = (bound, plan);
                        }
                        else if (pass == 1 && bound < _bestTime)
                        {
                            TimeWholeK(plan);
                        }
                    }
                }
            }

            if (pass == 0)
            {
                TimeWholeK(promising.Plan);
                if (_bestTime == promising.Bound)
                {
                    return;
                }
            }
        }
    }

    /// <summary>
    /// A single fold needs no room: it streams in, and leaves through the output buffer as it is drained.
    /// </summary>
    private readonly bool FitsWholeK(in BlockLadder.Step m, in BlockLadder.Step n) =>
        (m.IsOneFold || _operands.Activations(m.Block, _costs.K) * 2 <= _operands.ActivationBuffer)
        && ((m.IsOneFold && n.IsOneFold) || _operands.Outputs(m.Block, n.Block) * 2 <= _operands.OutputBuffer);

    private readonly TilePlan WholeK(bool weightsOuter, in BlockLadder.Step m, in BlockLadder.Step n)
    {
        // A result that stays takes its part of the activation buffer.
        long room = _operands.ActivationBuffer - (_outputStaysOnChip ? _operands.OutputTensor(_costs.M, _costs.N) : 0);
        bool weightsFit = _weights <= _operands.WeightBuffer * DramRate.TicksPerBit;
        bool activationsFit = _operands.Activations(_costs.M, _costs.K) <= room;
        bool outerBlockFits = weightsOuter
            ? _costs.Weights(Math.Min(_costs.N, n.Block)) * 2 <= _operands.WeightBuffer * DramRate.TicksPerBit
            : _operands.Activations(Math.Min(_costs.M, m.Block), _costs.K) * 2 <= room;
        return Plan(m, n) with
        {
            WeightsOuter = weightsOuter,
            OuterStays = outerBlockFits || (weightsOuter ? weightsFit : activationsFit),
            InnerStays = weightsOuter ? activationsFit : weightsFit,
        };
    }

    private static (bool Weights, bool Activations) Stays(in TilePlan plan) =>
        plan.WeightsOuter ? (plan.OuterStays, plan.InnerStays) : (plan.InnerStays, plan.OuterStays);

    /// <summary>What no schedule of the plan can beat.</summary>
    private readonly long Bound(in TilePlan plan, in BlockLadder.Step m, in BlockLadder.Step n, long fold)
    {
        (bool weightsStay, bool activationsStay) = Stays(plan);
        long loads = (_weights * (weightsStay ? 1 : m.Blocks)) + (_activations * (activationsStay ? 1 : n.Blocks));
        long first = _costs.Weights(Math.Min(n.Block, _costs.N))
            + (_inputIsOnChip ? 0 : _costs.Activations(Math.Min(m.Block, _costs.M)));
        long last = _append + (_outputStaysOnChip
            ? 0
            : _costs.Outputs(_costs.M - ((m.Blocks - 1) * m.Block), _costs.N - ((n.Blocks - 1) * n.Block)));
        return Math.Max(Bound(loads, m, n, fold), (_compute * _instances) + first + last);
    }

    /// <summary>All transfers; all computing; and the computing of the last block's folds behind all loads.</summary>
    private readonly long Bound(long loads, in BlockLadder.Step m, in BlockLadder.Step n, long fold) => Math.Max(
        Math.Max(loads + _stores, _compute) * _instances, (loads * _instances) + (m.EdgeFolds * n.EdgeFolds * fold));

    private void TimeWholeK(in TilePlan plan)
    {
        BlockLoop loop = WholeKLoop.Of(plan, _costs, _append);
        Keep(plan, loop.Time(_instances), loop.LoadTotal + loop.StoreTotal);
    }

    private void TryCutK(ReadOnlySpan<BlockLadder.Step> ladderM, ReadOnlySpan<BlockLadder.Step> ladderN)
    {
        long step = _timing.KStep;
        if (step >= _costs.K)
        {
            return;
        }

        long rest = _costs.K - ((_costs.K - 1) / step * step);
        long fold = _timing.FoldInterval(1, rest, 1) * _rate.TicksPerCycle;
        long channelBits = _operands.Weights(step, 1);

        // With activations on chip narrow blocks fetch nothing more, and a single fold has the shortest tail. Wider
        // blocks are then left out for speed: over the shipped sweep they would save 0.01 % of the time.
        if (_activations == 0)
        {
            ladderN = ladderN[^1..];
        }

        GemmCosts<TTiming> chunk = default;
        GemmCosts<TTiming> last = default;
        (long Bound, BlockLadder.Step M, BlockLadder.Step N) promising = (_bestTime, default, default);
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (ref readonly BlockLadder.Step m in ladderM)
            {
                foreach (ref readonly BlockLadder.Step n in ladderN)
                {
                    if (!FitsCutK(m, n, step, channelBits))
                    {
                        continue;
                    }

                    long limit = pass == 0 ? promising.Bound : _bestTime;
                    long loads = (_weights * m.Blocks) + (_activations * n.Blocks);
                    if (Math.Max(loads + _stores, _compute) * _instances >= limit)
                    {
                        break; // Narrower blocks only fetch activations more often.
                    }

                    // Behind all loads and the stores of earlier blocks, the last chunk computes and its block is
                    // stored.
                    long bound = Math.Max(
                        _compute * _instances, ((loads + _stores) * _instances) + (m.EdgeFolds * n.EdgeFolds * fold));
                    if (bound >= limit)
                    {
                        continue;
                    }

                    if (pass == 0)
                    {
                        promising = (bound, m, n);
                    }
                    else
                    {
                        TimeCutK(m, n, chunk, last);
                    }
                }
            }

            if (promising.M.Block == 0)
            {
                return;
            }

            if (pass == 0)
            {
                chunk = CutKLoop<TTiming>.Chunk(step, _timing, _operands, _rate, _costs);
                last = CutKLoop<TTiming>.Last(step, _timing, _operands, _rate, _costs);
                TimeCutK(promising.M, promising.N, chunk, last);
                if (_bestTime == promising.Bound)
                {
                    return;
                }
            }
        }
    }

    /// <param name="channelBits">Bits of one channel's step of K; of a mix of formats rounded up a channel.</param>
    private readonly bool FitsCutK(in BlockLadder.Step m, in BlockLadder.Step n, long step, long channelBits)
    {
        long tokens = Math.Min(m.Block, _costs.M);
        long channels = Math.Min(n.Block, _costs.N);
        return tokens * channels * _timing.PartialSumBits * 2 <= _operands.OutputBuffer
            && channels * channelBits * 2 <= _operands.WeightBuffer
            && _operands.Activations(tokens, step) * 2 <= _operands.ActivationBuffer;
    }

    /// <summary>Times chunks of one step of K: loads, computing and stores then wait for one another least.</summary>
    private void TimeCutK(
        in BlockLadder.Step m, in BlockLadder.Step n, in GemmCosts<TTiming> chunk, in GemmCosts<TTiming> last)
    {
        TilePlan plan = Plan(m, n) with { ChunkK = chunk.K };
        CutKLoop<TTiming> loop = new(plan, _costs, chunk, last);
        Keep(
            plan, (loop.Time + _append) * _instances,
            loop.WeightTraffic + loop.ActivationTraffic + loop.StoreTraffic + _append);
    }

    private void Keep(in TilePlan plan, long time, long traffic)
    {
        if (time < _bestTime || (traffic < _bestTraffic && time <= Math.Max(_bestTime, _limit)))
        {
            (_best, _bestTime, _bestTraffic) = (plan, time, traffic);
        }
    }

    private readonly TilePlan Plan(in BlockLadder.Step m, in BlockLadder.Step n) => new()
    {
        BlockM = m.Block,
        BlockN = n.Block,
        InputIsOnChip = _inputIsOnChip,
        OutputStaysOnChip = _outputStaysOnChip,
    };
}
