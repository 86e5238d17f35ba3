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
        bool IsEstimated(params ReadOnlySpan<string> paths)
        {
            foreach (string path in paths)
            {
                if (run.Assumptions.Any(assumption =>
                    assumption.IsEstimated && assumption.Text.StartsWith(path, StringComparison.Ordinal)))
                {
                    return true;
                }
            }

            return false;
        }

        return
        [
            new BreakdownPart("PEs", area.Pes.Value, IsEstimated("fabric/tile/pe", "fabric/pe", "fabric/fusion")),
            new BreakdownPart("edge units", area.Edge.Value, IsEstimated("fabric/tile/term-encoder", "fabric/edge")),
            new BreakdownPart("accumulators", area.Accumulators.Value,
                IsEstimated("fabric/tile/accumulator", "fabric/accumulator")),
            new BreakdownPart("vector unit", area.VectorUnit.Value, IsEstimated("vector-unit")),
            new BreakdownPart("weight buffer", area.WeightBuffer.Value, IsEstimated("buffers/weights")),
            new BreakdownPart("activation buffer", area.ActivationBuffer.Value, IsEstimated("buffers/activations")),
            new BreakdownPart("output buffer", area.OutputBuffer.Value, IsEstimated("buffers/outputs")),
        ];
    }
}
