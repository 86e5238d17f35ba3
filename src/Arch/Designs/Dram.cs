using Accel.Arch.Drams;
using Accel.Arch.Units;

namespace Accel.Arch.Designs;

/// <summary>The off-chip memory.</summary>
public sealed record Dram
{
    /// <summary>
    /// The type: <c>ddr4</c>, <c>hbm2</c>, which the technology prices, or a memory of that family.
    /// </summary>
    public string Type { get; init; } = "ddr4";

    /// <summary>
    /// The memory's times and energies; null where no file holds them, or nobody named the type.
    /// </summary>
    public DramDevice? Device { get; init; }

    /// <summary>
    /// What its energy is to include, by the memory's own coefficients; null takes the technology's figure.
    /// </summary>
    public DramBoundary? Boundary { get; init; }

    /// <summary>Peak bandwidth.</summary>
    public BytesPerSecond Bandwidth { get; init; } = BytesPerSecond.FromGigabytes(32);

    /// <summary>How much it holds; null where that is not looked at.</summary>
    public Bits? Capacity { get; init; }

    /// <summary>
    /// Share of the peak that transfers reach; null has it computed from the accesses where the memory's times are
    /// known, and takes the technology's figure elsewhere.
    /// </summary>
    public double? Efficiency { get; init; }
}
