using System.Collections.Immutable;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Explore.Pareto;
using Accel.Explore.Reports;
using Accel.Explore.Reports.Surveys;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>Makes the report of a sweep from its result store and its plan.</summary>
public static class ReportBuilder
{
    /// <summary>The model of the report: two passes over the store, and the chosen designs run again in
    /// depth.</summary>
    public static ReportModel Build(ResultStore store, SweepPlan plan)
    {
        SweepDefinition definition = store.Definition;
        ReportSurvey survey = ReportSurvey.Of(definition, store.Count, visit => ReportRows.Visit(store, visit),
            new SurveyRequest(Tracked(definition), ReportFormats.Bits(plan)));
        IReadOnlyList<SweepPoint> front = survey.Front;
        HashSet<long> onFront = [.. front.Select(point => point.Index)];
        return new ReportModel
        {
            Title = definition.Name,
            SweepName = definition.Name,
            AccelVersion = store.Provenance.AccelVersion,
            Facts = [.. Facts(plan, store)],
            Axes = [.. definition.Space.Axes.Select(axis => new ReportAxis(axis.Path, [.. axis.Values]))],
            Metrics = [.. definition.Metrics.Select(metric => Metric(definition, metric))],
            Points = [.. survey.Shown.Select(point => Point(plan, definition, point, onFront))],
            Counts = survey.Counts,
            Densities = survey.Densities,
            Effects = survey.Effects,
            PrecisionSteps = survey.PrecisionSteps,
            Generations = [.. store.Waves.Where(wave => double.IsFinite(wave.Hypervolume))
                .Select(wave => new ReportGeneration(wave.Wave, wave.Points, wave.Hypervolume))],
            Constraints = survey.Constraints,
            Designs = [.. ChosenPoints.Of(definition, front).Select(chosen =>
                ReportDesigns.InDepth(definition, plan, chosen))],
            Assumptions = [.. ReportAssumptions.Of(definition, plan, front)],
            Provenance = new ReportProvenance(
                store.Provenance.Command,
                [.. plan.Bases.Select(basis => $"accel run {basis.Reference} --workload {plan.WorkloadReference}")],
                [new ReportFact("Accel", store.Provenance.AccelVersion),
                    new ReportFact("Inputs (SHA-256)", store.Provenance.InputHash)],
                [new ReportFact("Resolved inputs", store.Provenance.ResolvedInputs)]),
        };
    }

    /// <summary>The metrics whose main effects the report shows: the objectives, and what precision is paid with.
    /// </summary>
    private static int[] Tracked(SweepDefinition definition)
    {
        string[] always =
        [
            .. new[] { PointMetrics.Latency, PointMetrics.Energy, PointMetrics.Area, PointMetrics.WeightError }
                .Select(metric => PointMetrics.Names[metric]),
        ];
        return
        [
            .. Enumerable.Range(0, definition.Metrics.Count).Where(metric =>
                definition.ObjectiveIndices.Contains(metric) || always.Contains(definition.Metrics[metric].Name)),
        ];
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
        string unit = metric.Unit switch { "1" => string.Empty, "mm2" => "mm²", _ => metric.Unit };
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
            onFront.Contains(point.Index), point.Reason);
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
            metrics[PointMetrics.Lut..(PointMetrics.Uram + 1)].Fill(double.NaN);
        }
    }
}
