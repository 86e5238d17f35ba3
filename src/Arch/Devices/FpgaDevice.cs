namespace Accel.Arch.Devices;

/// <summary>An FPGA: what it has, and what it takes of power. One YAML file each.</summary>
public sealed record FpgaDevice
{
    /// <summary>The part, as the vendor's tools name it.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>Everything on the device.</summary>
    public required FpgaResources Capacity { get; init; }

    /// <summary>LUTs that can serve as memory or shift register.</summary>
    public double MemoryLuts { get; init; }

    /// <summary>Prices of power.</summary>
    public FpgaPower Power { get; init; } = new();
}
