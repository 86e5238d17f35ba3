using System.Collections.Immutable;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.Explore.Reports;
using Accel.Explore.Runs;

namespace Accel.Explore.Configuration;

/// <summary>A chosen design's area by component, or its LUTs by module where it is built in a device.</summary>
internal static class ReportAreas
{
    public static ImmutableArray<BreakdownPart> Of(RunResult run) =>
        run.Resources is { } resources ? OfModules(resources) : OfComponents(run);

    private static ImmutableArray<BreakdownPart> OfModules(ResourceBreakdown resources) =>
    [
        .. resources.Modules.Where(module => module.Resources.Luts > 0)
            .Select(module => new BreakdownPart(module.Name, Math.Round(module.Resources.Luts), module.IsEstimated)),
    ];

    private static ImmutableArray<BreakdownPart> OfComponents(RunResult run)
    {
        AreaBreakdown area = run.Area;
        bool IsEstimated(string path) => run.Assumptions.Any(assumption =>
            assumption.IsEstimated && assumption.Text.Contains(path, StringComparison.Ordinal));
        return
        [
            new BreakdownPart("PEs", area.Pes.Value, IsEstimated("pe-")),
            new BreakdownPart("edge units", area.Edge.Value, IsEstimated("term-encoder")),
            new BreakdownPart("accumulators", area.Accumulators.Value, IsEstimated("column-accumulator")),
            new BreakdownPart("vector unit", area.VectorUnit.Value, IsEstimated("vector-lane")),
            new BreakdownPart("weight buffer", area.WeightBuffer.Value),
            new BreakdownPart("activation buffer", area.ActivationBuffer.Value),
            new BreakdownPart("output buffer", area.OutputBuffer.Value),
        ];
    }
}
