using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>The <c>accel</c> schedule of one matrix product on one fabric.</summary>
/// <remarks>
/// The product is cut into blocks of whole folds (<see cref="PlanSearch{TTiming}"/>) that are loaded, computed and
/// stored
/// under double buffering (<see cref="BlockLoop"/>). Instances of one layer follow one another without a gap; layers do
/// not overlap. Over a growing context the time is a staircase: each tread is summed in closed form.
/// </remarks>
internal readonly struct GemmSchedule<TTiming>
    where TTiming : struct, IFabricTiming
{
    private readonly TTiming _timing;
    private readonly GemmOperands _operands;
    private readonly DramRate _rate;
    private readonly Design? _priced;
    private readonly DramAccess _access;
    private readonly GemmOperator _gemm;
    private readonly long _instances;
    private readonly long _append;

    public GemmSchedule(TTiming timing, in RunContext context, GemmOperator gemm)
    {
        _timing = timing;
        _operands = new GemmOperands(context, gemm);
        _priced = context.Design.Dram.Boundary is null ? null : context.Design;
        _access = _priced is not null || context.Design.MayComputeDramEfficiency
            ? GemmAccess.Of(_operands, gemm, context.Phase.LastContext, timing.FoldM) : default;
        _rate = _access.RateOf(context.Design, context.DramRate);
        _gemm = gemm;
        _instances = gemm.Instances;
        _append = _operands.AppendBits * DramRate.TicksPerBit;
    }

    /// <summary>All steps of a phase in one layer.</summary>
    public ActivityCounts Time(Phase phase)
    {
        TilePlan plan = Plan(phase.LastContext, out GemmCosts<TTiming> costs, out long ticks);
        StepTotals totals = default;
        if (_gemm.ContextAxis == ContextAxis.None || !phase.ContextGrows || phase.Steps == 1)
        {
            (long m, long k, long n) = _gemm.At(phase.LastContext);
            AddStep(ref totals, plan, costs, ticks);
            ActivityCounts all = default;
            all.AddTimes(Counts(totals, plan, _timing.Activity(m, k, n), _timing.Drain(m, k, n), m * n), phase.Steps);
            return all;
        }

        for (long context = phase.Context; context <= phase.LastContext;)
        {
            (long stride, long last) = Tread(plan, context);
            last = Math.Min(last, phase.LastContext);
            for (long from = context; from <= last && from < context + stride; from++)
            {
                AddTread(ref totals, plan, from, stride, ((last - from) / stride) + 1);
            }

            context = last + 1;
        }

        (long firstM, long firstK, long firstN) = _gemm.At(phase.Context);
        return Counts(
            totals, plan, _timing.ActivitySum(firstM, firstK, firstN, _gemm.ContextAxis, phase.LastContext),
            _timing.DrainSum(firstM, firstK, firstN, _gemm.ContextAxis, phase.LastContext), OutputSum(phase));
    }

    /// <summary>The plan for a context.</summary>
    internal TilePlan Plan(long context) => Plan(context, out _, out _);

    /// <param name="ticks">The time of one step under the plan, without its drain.</param>
    private TilePlan Plan(long context, out GemmCosts<TTiming> costs, out long ticks)
    {
        Costs(context, out costs);
        PlanSearch<TTiming> search = new(_timing, _operands, _rate, _instances, costs);
        TilePlan plan = search.Run();
        ticks = search.BestTime;
        return plan;
    }

    /// <summary>Adds steps a stride of context apart, over which all costs are affine; without drains.</summary>
    internal void AddTread(ref StepTotals totals, in TilePlan plan, long from, long stride, long count)
    {
        if (count == 1 || plan.ChunkK > 0)
        {
            for (long step = 0; step < count; step++)
            {
                AddStep(ref totals, plan, from + (step * stride));
            }

            return;
        }

        BlockLoop first = Loop(plan, from);
        BlockLoop last = Loop(plan, from + ((count - 1) * stride));
        totals.AddLine(Totals(plan, first), Totals(plan, last), count,
            BlockLoop.TimeSum(first, last, count, _instances));
    }

    private BlockLoop Loop(in TilePlan plan, long context)
    {
        Costs(context, out GemmCosts<TTiming> costs);
        return WholeKLoop.Of(plan, costs, _append);
    }

    /// <summary>What one loop computes and moves, without its time.</summary>
    private static StepTotals Totals(in TilePlan plan, in BlockLoop loop)
    {
        StepTotals totals = default;
        totals.Add(
            0, loop.ComputeTotal, plan.WeightsOuter ? loop.OuterLoadTotal : loop.InnerLoadTotal,
            plan.WeightsOuter ? loop.InnerLoadTotal : loop.OuterLoadTotal, loop.StoreTotal);
        return totals;
    }

    /// <summary>Adds one step, without its drain.</summary>
    internal void AddStep(ref StepTotals totals, in TilePlan plan, long context)
    {
        Costs(context, out GemmCosts<TTiming> costs);
        AddStep(ref totals, plan, costs, ticks: null);
    }

    /// <param name="ticks">The step's time where it is known.</param>
    private void AddStep(ref StepTotals totals, in TilePlan plan, in GemmCosts<TTiming> costs, long? ticks)
    {
        if (plan.ChunkK == 0)
        {
            BlockLoop whole = WholeKLoop.Of(plan, costs, _append);
            StepTotals one = Totals(plan, whole);
            totals.AddLine(one, one, 1, ticks ?? whole.Time(_instances));
            return;
        }

        CutKLoop<TTiming> loop = new(plan, _timing, _operands, _rate, costs);
        totals.Add(
            ticks ?? ((loop.Time + _append) * _instances), loop.ComputeTotal, loop.WeightTraffic,
                loop.ActivationTraffic,
            loop.StoreTraffic + _append);
        totals.AddPartials((loop.Chunks - 1) * costs.M * costs.N);
    }

    /// <summary>
    /// Joins times and traffic with what the fabric did; rounds ticks to cycles and bits to bytes, once.
    /// </summary>
    /// <param name="drain">Cycles of drain of all steps.</param>
    /// <param name="outputs">Output elements of one instance over all steps.</param>
    internal ActivityCounts Counts(in StepTotals totals, in TilePlan plan, ActivityCounts activity, long drain,
        long outputs)
    {
        long weightBits = totals.Weights / DramRate.TicksPerBit;
        long activationBits = totals.Activations / DramRate.TicksPerBit;
        long outputBits = _operands.Outputs(outputs, 1);
        long partialBits = _timing.CutsAddPartials ? totals.Partials * _timing.PartialSumBits : 0;
        activity.WeightWriteBits += weightBits;
        activity.ActivationWriteBits += activationBits + (plan.OutputStaysOnChip ? outputBits : 0);
        activity.OutputReadBits += outputBits + partialBits;
        activity.OutputWriteBits += partialBits;
        activity.AccumulatorUpdates += _timing.CutsAddUpdates ? totals.Partials : 0;
        activity.DramReadBytes = weightBits + activationBits;
        activity.DramWriteBytes = totals.Stores / DramRate.TicksPerBit;
        double extraRows = _priced is null ? 0 : _instances
            * _access.ExtraRows(_priced, weightBits / 8d, activationBits / 8d, activity.DramWriteBytes / 8d);
        ActivityCounts all = default;
        all.AddTimes(activity, _instances);
        all.DramExtraRows = (long)Math.Round(extraRows);
        all.ComputeCycles = (totals.Compute * _instances / _rate.TicksPerCycle) + drain;
        all.PeIdleCycles = (_timing.Pes * all.ComputeCycles) - all.PeActiveCycles;
        all.Cycles = _rate.CeilCycles(totals.Ticks) + drain;
        all.DramCycles = _rate.CeilCycles((totals.Weights + totals.Activations + totals.Stores) * _instances);
        all.DramReadBytes = (all.DramReadBytes + 7) / 8;
        all.DramWriteBytes = (all.DramWriteBytes + 7) / 8;
        return all;
    }

    private long OutputSum(Phase phase) => _gemm.ContextAxis == ContextAxis.N
        ? _gemm.M * new StaircaseSums.Affine(phase.Context, 1).Sum(phase.Steps)
        : _gemm.M * _gemm.N * phase.Steps;

    /// <summary>A tread ends where the fabric's time bends, or where another block of N begins.</summary>
    private (long Stride, long Last) Tread(in TilePlan plan, long context)
    {
        if (!_operands.IsAffine)
        {
            return (1, context);
        }

        (long m, long k, long n) = _gemm.At(context);
        (long stride, long last) = _timing.Tread(m, k, n, _gemm.ContextAxis);
        return _gemm.ContextAxis == ContextAxis.K
            ? (stride, last)
            : (stride, Math.Min(last, (n + plan.BlockN - 1) / plan.BlockN * plan.BlockN));
    }

    private void Costs(long context, out GemmCosts<TTiming> costs)
    {
        (long m, long k, long n) = _gemm.At(context);
        costs = new GemmCosts<TTiming>(_timing, _operands, _rate, m, k, n);
    }
}
