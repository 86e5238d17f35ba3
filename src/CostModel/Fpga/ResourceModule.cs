using Accel.Arch.Devices;

namespace Accel.CostModel.Fpga;

/// <summary>A part of a design and what it takes of its device.</summary>
/// <param name="Name">Where it stands, as in <c>fabric/engine</c>.</param>
/// <param name="Source">
/// What the figures rest on; starts with <c>estimated</c> or <c>calibrated</c> where they are that.
/// </param>
public readonly record struct ResourceModule(string Name, FpgaResources Resources, string Source)
{
    public bool IsEstimated => Source.StartsWith("estimated", StringComparison.Ordinal)
        || Source.StartsWith("calibrated", StringComparison.Ordinal);
}
