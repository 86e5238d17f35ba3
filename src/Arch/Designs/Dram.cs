using Accel.Arch.Units;

namespace Accel.Arch.Designs;

/// <summary>The off-chip memory.</summary>
public sealed record Dram
{
    /// <summary>The type, priced by the technology: <c>ddr4</c>, <c>hbm2</c>.</summary>
    public string Type { get; init; } = "ddr4";

    /// <summary>Peak bandwidth.</summary>
    public BytesPerSecond Bandwidth { get; init; } = BytesPerSecond.FromGigabytes(32);

    /// <summary>How much it holds; null where that is not looked at.</summary>
    public Bits? Capacity { get; init; }

    /// <summary>
    /// Share of the peak that long sequential bursts reach; null takes the technology's figure for the type.
    /// </summary>
    public double? Efficiency { get; init; }
}
