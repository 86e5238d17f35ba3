using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.Explore.Quantization;
using Accel.Explore.Runs;
using Accel.Explore.Sweeps;
using Accel.Sim.Schedules;

namespace Accel.Explore.Configuration;

/// <summary>Evaluates the design points of a sweep in closed form.</summary>
/// <remarks>
/// Keeps the scenario after each axis, so that moving along the last axis applies one setter; times and prices are
/// computed once for all points that share what they depend on (<see cref="PointMemos"/>). Timing and pricing allocate
/// nothing.
/// </remarks>
public sealed class DesignPointEvaluator : IPointEvaluator
{
    /// <summary>The K at which the metric weight-bits counts scales of channels.</summary>
    private const long TypicalK = 4096;

    private readonly SweepPlan _plan;
    private readonly QuantizationError _error;
    private readonly Scenario[][] _stages;
    private readonly int[] _last;
    private readonly Dictionary<(int Workload, long Batch, SparseLayers? Sparse), OperatorList> _operators = [];
    private readonly Dictionary<(TensorFormat Format, ValueDistribution Distribution), double> _errors = [];
    private readonly Dictionary<string, InfeasibleReason> _reasons = [];
    private readonly FaultMemo _faults = new();
    private readonly PointMemos _memos;
    private readonly GroupTimes[][] _times;
    private readonly PriceMemo _prices;
    private readonly long[] _versions = new long[OperatorGroups.Count];
    private int _valid;

    /// <param name="error">Shared by all evaluators of a sweep, so that each format is measured once.</param>
    /// <param name="memos">Shared by all evaluators of a sweep; its own when left out.</param>
    public DesignPointEvaluator(SweepPlan plan, QuantizationError error, PointMemos? memos = null)
    {
        _plan = plan;
        _error = error;
        _memos = memos ?? new PointMemos(plan);
        _times = [.. _memos.Times.Select(phases => phases.Select(groups => new GroupTimes(groups)).ToArray())];
        _prices = new PriceMemo(_memos.Prices);
        int axes = plan.Definition.Space.Axes.Count;
        _last = new int[axes];
        _stages = [.. plan.Scenarios.Select(scenario =>
        {
            Scenario[] stages = new Scenario[axes + 1];
            stages[0] = scenario;
            return stages;
        })];
    }

    /// <inheritdoc/>
    public PointOutcome Evaluate(ReadOnlySpan<int> axisValueIndices, Span<double> metrics)
    {
        Move(axisValueIndices);
        for (int group = 0; group < _versions.Length; group++)
        {
            _versions[group] = _memos.Versions[group].At(axisValueIndices);
        }

        try
        {
            return Evaluate(_memos.PriceVersions.At(axisValueIndices), metrics);
        }
        catch (OverflowException)
        {
            // Counts are checked 64-bit integers; a point beyond them is no reason to lose the sweep.
            return new PointOutcome(Interned("its counts are too large for 64 bits"));
        }
    }

    private PointOutcome Evaluate(long priceVersion, Span<double> metrics)
    {
        Sums sums = default;
        for (int workload = 0; workload < _stages.Length; workload++)
        {
            Scenario scenario = _stages[workload][^1];
            Precision precision = scenario.Precision;
            if (_faults.WhyNot(scenario.Design) is { } fault)
            {
                return new PointOutcome(Interned(fault));
            }

            Model model = scenario.Workload.Model;
            if ((FeasibilityCheck.WhyNotWorkload(scenario.Design, scenario.Workload)
                ?? FeasibilityCheck.WhyNotFormats(scenario.Design, precision, model.HasAttention)) is { } reason)
            {
                return new PointOutcome(Interned(reason));
            }

            if (_faults.WhyNoMemory(scenario, precision) is { } tooLarge)
            {
                return new PointOutcome(Interned(tooLarge));
            }

            if (scenario.Design.IsClockFastest)
            {
                if (FeasibilityCheck.WhyTooSlow(scenario.Design, precision) is { } slow)
                {
                    return new PointOutcome(Interned(slow));
                }

                scenario = scenario with { Design = DesignClock.Decided(scenario.Design, precision) };
            }

            ref readonly PriceList prices = ref _prices.Of(scenario.Design, precision, priceVersion);
            if (scenario.Design.Technology.Device is { } device
                && FpgaFit.Exceeded(prices.Resources, device.Capacity) is not null)
            {
                return new PointOutcome(Interned(FeasibilityCheck.WhyNoRoom(scenario.Design, precision)!));
            }

            sums.Area = prices.Area.Total.Value;
            sums.Resources = prices.Resources;
            Add(ref sums, scenario, workload, precision, prices);
        }

        Fill(metrics, sums, _stages[0][^1]);
        return PointOutcome.Feasible;
    }

    /// <summary>Applies the setters from the first axis that moved.</summary>
    private void Move(ReadOnlySpan<int> indices)
    {
        int axis = 0;
        while (axis < _valid && indices[axis] == _last[axis])
        {
            axis++;
        }

        // Where the base design moves, which is the first axis, the setters of all others are that design's.
        IReadOnlyList<Func<Scenario, Scenario>[]> setters = _plan.SettersAt(indices);
        for (; axis < indices.Length; axis++)
        {
            Func<Scenario, Scenario> setter = setters[axis][indices[axis]];
            foreach (Scenario[] stages in _stages)
            {
                stages[axis + 1] = setter(stages[axis]);
            }

            _last[axis] = indices[axis];
        }

        _valid = indices.Length;
    }

    private void Add(ref Sums sums, Scenario scenario, int workload, Precision precision, in PriceList prices)
    {
        Design design = scenario.Design;
        ISchedule schedule = ScheduleList.Get(design.Schedule);
        long clock = BitConverter.DoubleToInt64Bits(design.Clock.Value);
        long efficiency = BitConverter.DoubleToInt64Bits(
            design.MayComputeDramEfficiency && design.Technology.Device is null ? 0 : design.DramEfficiency);
        long extras = design.Fabric.FusesSoftmax ? 1 : 0;
        IReadOnlyList<(Phase Phase, Operator[][] Groups)> phases = Operators(scenario, workload).Phases;
        for (int index = 0; index < phases.Count; index++)
        {
            (Phase phase, Operator[][] groups) = phases[index];
            GroupTimes times = _times[workload][index];
            for (int group = 0; group < groups.Length; group++)
            {
                MemoKey key = new(_versions[group], clock, efficiency, extras);
                if (!times.Recall(group, key))
                {
                    times.Keep(group, key, OperatorGroups.Time(schedule, new RunContext(
                        design, scenario.Workload.Model, precision, phase, scenario.Workload.Batch), groups[group]));
                }
            }

            ref readonly OperatorTime time = ref times.Total();
            ref readonly ActivityCounts counts = ref time.Counts;
            sums.IdealCycles += time.IdealCycles;
            EnergyBreakdown energy = prices.Price(counts);
            double latency = counts.Cycles / design.Clock.Value;
            sums.Cycles += counts.Cycles;
            sums.Energy += energy.Total.Value;
            sums.OnChipEnergy += energy.OnChip.Value;
            sums.DramBytes += counts.DramBytes;
            if (phase.Kind == PhaseKind.Prefill)
            {
                sums.Prefill += latency;
            }
            else
            {
                sums.Decode += latency;
                sums.DecodeEnergy += energy.Total.Value;
                sums.Generated += phase.Steps * scenario.Workload.Batch;
            }
        }
    }

    private void Fill(Span<double> metrics, in Sums sums, Scenario scenario)
    {
        TensorFormat weights = scenario.Precision.Weights;
        double latency = sums.Prefill + sums.Decode;
        metrics[PointMetrics.Latency] = latency;
        metrics[PointMetrics.PrefillLatency] = sums.Prefill;
        metrics[PointMetrics.DecodeLatency] = sums.Decode;
        metrics[PointMetrics.DecodeRate] = sums.Decode > 0 ? sums.Generated / sums.Decode : 0;
        metrics[PointMetrics.Energy] = sums.Energy;
        metrics[PointMetrics.OnChipEnergy] = sums.OnChipEnergy;
        metrics[PointMetrics.Area] = sums.Area;
        metrics[PointMetrics.Power] = sums.Energy / latency;
        metrics[PointMetrics.Edp] = sums.Energy * latency;
        metrics[PointMetrics.Utilization] = sums.IdealCycles / sums.Cycles;
        metrics[PointMetrics.DramTraffic] = sums.DramBytes * 1e-9;
        metrics[PointMetrics.WeightBits] = weights.BitsPerElement(TypicalK);
        double ofWeights = Error(weights, _plan.WeightDistribution);
        double ofActivations = Error(scenario.Precision.Activations, _plan.ActivationDistribution);
        metrics[PointMetrics.WeightError] = ofWeights;
        metrics[PointMetrics.ActivationError] = ofActivations;
        metrics[PointMetrics.Lut] = sums.Resources.Luts;
        metrics[PointMetrics.Ff] = sums.Resources.Ffs;
        metrics[PointMetrics.Dsp] = sums.Resources.Dsps;
        metrics[PointMetrics.Bram36] = sums.Resources.Bram36;
        metrics[PointMetrics.Uram] = sums.Resources.Urams;
        metrics[PointMetrics.DecodeEfficiency] = sums.DecodeEnergy > 0 ? sums.Generated / sums.DecodeEnergy : 0;
        metrics[PointMetrics.ProductError] = ofWeights + ofActivations + (ofWeights * ofActivations);
    }

    private OperatorList Operators(Scenario scenario, int workload)
    {
        SparseLayers? sparse = scenario.Precision.SparseLayers;
        if (!_operators.TryGetValue((workload, scenario.Workload.Batch, sparse), out OperatorList? list))
        {
            list = OperatorList.Of(scenario.Workload, sparse);
            _operators.Add((workload, scenario.Workload.Batch, sparse), list);
        }

        return list;
    }

    private double Error(TensorFormat format, ValueDistribution distribution)
    {
        if (!_errors.TryGetValue((format, distribution), out double error))
        {
            error = _error.Of(format, distribution);
            _errors.Add((format, distribution), error);
        }

        return error;
    }

    private InfeasibleReason Interned(string text)
    {
        if (!_reasons.TryGetValue(text, out InfeasibleReason? reason))
        {
            reason = new InfeasibleReason(text);
            _reasons.Add(text, reason);
        }

        return reason;
    }

    private struct Sums
    {
        public double Prefill;
        public double Decode;
        public double DecodeEnergy;
        public double Energy;
        public double OnChipEnergy;
        public double Area;
        public FpgaResources Resources;
        public double IdealCycles;
        public double Cycles;
        public double DramBytes;
        public long Generated;
    }
}
