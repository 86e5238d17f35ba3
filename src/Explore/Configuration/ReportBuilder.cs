using System.Collections.Immutable;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Pareto;
using Accel.Explore.Reports;
using Accel.Explore.Runs;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>Makes the report of a sweep from its result store and its plan.</summary>
public static class ReportBuilder
{
    /// <summary>The model of the report: all points of the store, and the chosen designs run again in depth.</summary>
    public static ReportModel Build(ResultStore store, SweepPlan plan)
    {
        SweepDefinition definition = store.Definition;
        IReadOnlyList<SweepPoint> front = store.Front();
        HashSet<long> onFront = [.. front.Select(point => point.Index)];
        ChosenDesign[] designs = [.. ChosenPoints.Of(definition, front).Select(chosen =>
            Choose(definition, plan, chosen))];
        return new ReportModel
        {
            Title = definition.Name,
            SweepName = definition.Name,
            AccelVersion = store.Provenance.AccelVersion,
            Facts = [.. Facts(plan, store)],
            Axes = [.. definition.Space.Axes.Select(axis => new ReportAxis(axis.Path, [.. axis.Values]))],
            Metrics = [.. definition.Metrics.Select(metric => Metric(definition, metric))],
            Points = [.. store.Points().Select(point => Point(plan, definition, point, onFront))],
            Constraints = [.. definition.Constraints.Select(bound =>
                new ReportConstraint(bound.Metric, bound.Min, bound.Max))],
            Designs = [.. designs],
            Assumptions = [.. ReportAssumptions.Of(definition, plan, front)],
            Provenance = new ReportProvenance(
                store.Provenance.Command,
                [.. plan.Bases.Select(basis => $"accel run {basis.Reference} --workload {plan.WorkloadReference}")],
                [new ReportFact("Accel", store.Provenance.AccelVersion),
                    new ReportFact("Inputs (SHA-256)", store.Provenance.InputHash)],
                [new ReportFact("Resolved inputs", store.Provenance.ResolvedInputs)]),
        };
    }

    private static IEnumerable<ReportFact> Facts(SweepPlan plan, ResultStore store)
    {
        Scenario first = plan.Scenarios[0];
        if (plan.Description.Length > 0)
        {
            yield return new ReportFact("Question", plan.Description);
        }

        bool compares = plan.Bases.Count > 1;
        yield return compares
            ? new ReportFact("Designs", string.Join(", ", plan.Bases.Select(basis =>
                $"{basis.Design.Name} ({basis.Design.Fabric.Kind}, {basis.Design.Technology.Name})")))
            : new ReportFact("Base design", first.Design.Name);
        yield return new ReportFact("Workload", string.Join(", then ", plan.Scenarios.Select(scenario =>
            $"{scenario.Workload.Name} ({scenario.Workload.Model.Name}: {Describe(scenario.Workload)})")));
        if (!compares)
        {
            yield return new ReportFact(first.Design.Technology.Device is null ? "Technology" : "Device",
                first.Design.Technology.Name);
        }

        yield return new ReportFact("Schedule", SchedulesOfAxis(plan.Definition)
            ?? string.Join(", ", plan.Bases.Select(basis => basis.Design.Schedule).Distinct()));
        foreach (ReportFact fact in SearchFacts.Of(plan, store))
        {
            yield return fact;
        }
    }

    /// <summary>The schedules that an axis goes through, or null when none does.</summary>
    private static string? SchedulesOfAxis(SweepDefinition definition) =>
        definition.Space.Axes.FirstOrDefault(axis => axis.Path == "schedule") is { } axis
            ? string.Join(", ", axis.Values)
            : null;

    private static string Describe(Workload workload) => workload.Model is Network
        ? "one pass"
        : string.Join(", ", workload.Phases.Select(Describe))
            + (workload.Attention.IsFull ? string.Empty : $"; attention to {workload.Attention.Describe()}");

    private static string Describe(Phase phase) => phase.Kind == PhaseKind.Prefill
        ? $"prefill {phase.Tokens}"
        : $"decode {phase.Steps} from context {phase.Context}{(phase.ContextGrows ? string.Empty : ", fixed")}";

    private static ReportMetric Metric(SweepDefinition definition, Metric metric)
    {
        Objective? objective = definition.Objectives.FirstOrDefault(known => known.Metric == metric.Name);
        bool isHigherBetter = objective is null
            ? metric.Name is "decode-tokens-per-s" or "decode-tokens-per-j" or "utilization"
            : objective.Goal == ObjectiveGoal.Max;
        string unit = metric.Unit == "1" ? string.Empty : metric.Unit;
        string label = metric.Label.Length > 0 ? metric.Label : metric.Name;
        return new ReportMetric(
            metric.Name, label, unit, isHigherBetter ? Better.Higher : Better.Lower, objective is not null);
    }

    private static ReportPoint Point(
        SweepPlan plan, SweepDefinition definition, SweepPoint point, HashSet<long> onFront)
    {
        int[] axes = new int[definition.Space.Axes.Count];
        definition.Space.Decode(point.Index, axes);
        double[] metrics = [.. point.Metrics];
        if (plan.Bases.Count > 1 && point.IsFeasible)
        {
            LeaveOutWhatItHasNot(metrics);
        }

        return new ReportPoint(point.Index, ImmutableArray.Create(axes), [.. metrics],
            onFront.Contains(point.Index), point.Reason?.ToString());
    }

    /// <summary>Beside designs of the other kind, a zero area or zero LUTs would read as a result.</summary>
    private static void LeaveOutWhatItHasNot(Span<double> metrics)
    {
        if (metrics[PointMetrics.Area] == 0)
        {
            metrics[PointMetrics.Area] = double.NaN;
        }
        else
        {
            metrics[PointMetrics.Lut..].Fill(double.NaN);
        }
    }

    private static ChosenDesign Choose(SweepDefinition definition, SweepPlan plan, ChosenPoint chosen)
    {
        int[] axes = new int[definition.Space.Axes.Count];
        definition.Space.Decode(chosen.Point.Index, axes);
        List<LayerRow> layers = [];
        List<RooflinePoint> places = [];
        EnergyBreakdown energy = default;
        RunResult? run = null;
        for (int workload = 0; workload < plan.Scenarios.Count; workload++)
        {
            Scenario scenario = Decided(plan.At(workload, axes));
            run = RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
            string prefix = plan.Scenarios.Count == 1 ? string.Empty : scenario.Workload.Name + " ";
            energy += run.Totals.Energy;
            foreach ((PhaseResult phase, LayerResult layer) in run.Phases.SelectMany(phase =>
                phase.Layers.Select(layer => (phase, layer))))
            {
                string name = prefix + (phase.Phase.Kind == PhaseKind.Prefill ? "prefill" : "decode");
                layers.Add(Row(name, layer));
                if (layer.Weights is not null && layer.Counts.Cycles > 0)
                {
                    double seconds = layer.Counts.Cycles / scenario.Design.Clock.Value;
                    double bytes = layer.Counts.DramBytes;
                    places.Add(new RooflinePoint(name, layer.Operator.Name,
                        bytes > 0 ? layer.Counts.Macs / bytes : double.PositiveInfinity, layer.Counts.Macs / seconds));
                }
            }
        }

        Scenario shown = Decided(plan.At(0, axes));
        return new ChosenDesign
        {
            Name = $"{shown.Design.Name} #{chosen.Point.Index}",
            Reasons = [.. chosen.Roles],
            PointId = chosen.Point.Index,
            ClockHz = shown.Design.Clock.Value,
            EnergyParts = ["compute", "SRAM", "DRAM", "static"],
            Layers = [.. layers],
            Roofline = new Roofline(Ceilings(shown), RunEvaluator.DramBandwidth(shown.Design), [.. places]),
            Energy =
            [
                new BreakdownPart("compute", energy.Compute.Value), new BreakdownPart("SRAM", energy.Sram.Value),
                new BreakdownPart("DRAM", energy.Dram.Value), new BreakdownPart("static", energy.Static.Value),
            ],
            Area = ReportAreas.Of(run!),
            AreaTitle = run!.Resources is null ? "Area" : "LUTs",
            AreaUnit = run.Resources is null ? "mm²" : "LUT",
        };
    }

    private static Scenario Decided(Scenario scenario) =>
        scenario with { Design = DesignClock.Decided(scenario.Design, scenario.Precision) };

    private static LayerRow Row(string phase, LayerResult layer) => new(
        phase, layer.Operator.Name, layer.Weights is null ? 0 : layer.M, layer.K, layer.Weights is null ? 0 : layer.N,
        layer.Operator.Count, layer.Counts.Cycles, layer.Counts.ComputeCycles, layer.Counts.DramCycles,
            layer.Utilization,
        [layer.Energy.Compute.Value, layer.Energy.Sram.Value, layer.Energy.Dram.Value, layer.Energy.Static.Value]);

    private static ImmutableArray<RooflineCeiling> Ceilings(Scenario scenario)
    {
        double clock = scenario.Design.Clock.Value;
        Precision precision = scenario.Precision;
        return
        [
            .. (scenario.Workload.Model.HasAttention
                    ? new[] { precision.Weights, precision.KvCache }.Distinct()
                    : [precision.Weights])
                .Where(format => scenario.Design.Fabric.WhyNotWeights(format, precision.Activations) is null)
                .GroupBy(format => scenario.Design.Fabric.PeakMacsPerCycle(format, precision.Activations) * clock)
                .Select(rate => new RooflineCeiling(string.Join(", ", rate), rate.Key)),
        ];
    }
}
