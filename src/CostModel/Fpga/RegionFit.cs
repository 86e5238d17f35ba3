using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;

namespace Accel.CostModel.Fpga;

/// <summary>How a design lies on a device of several dies (super logic regions).</summary>
/// <remarks>
/// A core is taken as what cannot be divided: its streams and enables go everywhere in a cycle, while cores only share
/// what leads to DRAM. Wires between regions are few (FINN plans with 5,000 a border of 23,040 on an Alveo U50) and
/// their delay is not modelled.
/// </remarks>
public static class RegionFit
{
    /// <summary>The fewest regions that together have enough, the largest first; null without regions.</summary>
    public static int? Spread(in FpgaResources needed, FpgaDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.Regions.Count == 0)
        {
            return null;
        }

        int most = 1;
        foreach (ResourceKind kind in ResourceKinds.All)
        {
            double left = ResourceKinds.AmountOf(kind, needed);
            int regions = 0;
            foreach (double amount in device.Regions.Select(region => Amount(kind, region, device))
                .OrderDescending())
            {
                if (left <= 0)
                {
                    break;
                }

                left -= amount;
                regions++;
            }

            most = Math.Max(most, regions);
        }

        return most;
    }

    /// <summary>Whether some region has enough of everything.</summary>
    public static bool FitsOne(FpgaResources needed, FpgaDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Regions.Count == 0 || device.Regions.Any(region => ResourceKinds.All.All(kind =>
            ResourceKinds.AmountOf(kind, needed) <= Amount(kind, region, device)));
    }

    /// <summary>A design's fabric, or one core of it where it has several.</summary>
    public static FpgaResources Core(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        FpgaResources fabric = default;
        foreach (ResourceModule module in ResourceBreakdown.Of(design)?.Modules ?? [])
        {
            fabric += module.Name.StartsWith("fabric/", StringComparison.Ordinal) ? module.Resources : default;
        }

        return design.Fabric is DspChainFabric chains ? fabric * (1.0 / chains.Cores) : fabric;
    }

    /// <summary>That a core is larger than a region; null where it is not, or there are none.</summary>
    public static string? Caution(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Technology.Device is not { } device || FitsOne(Core(design), device))
        {
            return null;
        }

        FpgaResources core = Core(design);
        return string.Create(CultureInfo.InvariantCulture,
            $"a core of {core.Luts:#,0} LUT and {core.Dsps:#,0} DSP is larger than any of the {device.Regions.Count} "
            + $"regions of {design.Technology.Name}: it needs registers where it crosses, which are not modelled");
    }

    /// <summary>LUTs that can be memory are not told of regions: they have the device's share of them.</summary>
    private static double Amount(ResourceKind kind, FpgaRegion region, FpgaDevice device) =>
        kind != ResourceKind.MemoryLut ? ResourceKinds.AmountOf(kind, region.Capacity)
        : device.Capacity.MemoryLuts * region.Capacity.Luts / Math.Max(1, device.Capacity.Luts);
}
