namespace Accel.Arch.Devices;

/// <summary>An FPGA: what it has, and what it takes of power. One YAML file each.</summary>
public sealed record FpgaDevice
{
    /// <summary>The part, as the vendor's tools name it.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>Its DSP slices: <c>dsp48e2</c>, <c>dsp58</c>; empty where the file does not say.</summary>
    public string DspSlice { get; init; } = string.Empty;

    /// <summary>Everything on the device that a design may use.</summary>
    public required FpgaResources Capacity { get; init; }

    public string CapacitySource { get; init; } = string.Empty;

    /// <summary>The dies that it consists of; empty where it is one, or the file does not say.</summary>
    public IReadOnlyList<FpgaRegion> Regions { get; init; } = [];

    /// <summary>What the way to DRAM takes of the fabric; nothing where the memory controller is hard.</summary>
    public FpgaResources Platform { get; init; }

    public string PlatformSource { get; init; } = string.Empty;

    /// <summary>Prices of power.</summary>
    public FpgaPower Power { get; init; } = new();
}
