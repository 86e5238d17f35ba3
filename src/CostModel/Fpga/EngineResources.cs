using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;

namespace Accel.CostModel.Fpga;

/// <summary>What the fabric of a design takes of its device: one core where it has several.</summary>
public static class EngineResources
{
    private const string FabricPrefix = "fabric/";

    /// <summary>The fabric's modules; none where the design is built in a technology.</summary>
    public static IReadOnlyList<ResourceModule> Of(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        int cores = design.Fabric is DspChainFabric chains ? chains.Cores : 1;
        return ResourceBreakdown.Of(design) is not { } breakdown ? []
            : [.. breakdown.Modules.Where(module => module.Name.StartsWith(FabricPrefix, StringComparison.Ordinal))
                .Select(module => module with { Resources = module.Resources * (1.0 / cores) })];
    }
}
