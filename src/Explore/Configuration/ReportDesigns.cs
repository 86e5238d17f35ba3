using System.Collections.Immutable;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Pareto;
using Accel.Explore.Reports;
using Accel.Explore.Runs;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>The chosen designs of a report, run again layer by layer.</summary>
internal static class ReportDesigns
{
    public static ChosenDesign InDepth(SweepDefinition definition, SweepPlan plan, ChosenPoint chosen)
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
