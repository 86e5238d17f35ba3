using Accel.Arch.Devices;

namespace Accel.CostModel.Fpga;

/// <summary>The resources by name and amount.</summary>
public static class ResourceKinds
{
    public static readonly IReadOnlyList<ResourceKind> All = Enum.GetValues<ResourceKind>();

    /// <summary>The resource's name in texts.</summary>
    public static string NameOf(ResourceKind kind) => kind switch
    {
        ResourceKind.Lut => "LUT",
        ResourceKind.MemoryLut => "LUT as memory",
        ResourceKind.FlipFlop => "FF",
        ResourceKind.Dsp => "DSP",
        ResourceKind.Bram36 => "BRAM36",
        _ => "URAM",
    };

    public static double AmountOf(ResourceKind kind, in FpgaResources resources) => kind switch
    {
        ResourceKind.Lut => resources.Luts,
        ResourceKind.MemoryLut => resources.MemoryLuts,
        ResourceKind.FlipFlop => resources.Ffs,
        ResourceKind.Dsp => resources.Dsps,
        ResourceKind.Bram36 => resources.Bram36,
        _ => resources.Urams,
    };
}
