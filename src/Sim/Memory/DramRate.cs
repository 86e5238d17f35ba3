using Accel.Arch.Designs;

namespace Accel.Sim.Memory;

/// <summary>How fast DRAM moves data, in integers, so that sums over many transfers stay exact.</summary>
/// <remarks>
/// Time is counted in ticks of which a cycle has <see cref="TicksPerCycle"/>; a bit takes <see cref="TicksPerBit"/>.
/// Compute and transfer times are then both whole ticks and affine in sizes, and are rounded once, to cycles, at the
/// end.
/// The rate is exact to half a tick a cycle: within 0.05 % from <see cref="Design.MinimumDramBitsPerCycle"/> on.
/// </remarks>
/// <param name="TicksPerCycle">Bits that DRAM moves in 1024 cycles at its reachable bandwidth.</param>
public readonly record struct DramRate(long TicksPerCycle)
{
    public const long TicksPerBit = 1024;

    /// <summary>The rate of a design: peak bandwidth times efficiency over clock.</summary>
    public static DramRate Of(Design design) => Of(design, design.DramEfficiency);

    /// <summary>The rate of transfers that reach another share of the peak bandwidth.</summary>
    public static DramRate Of(Design design, double efficiency)
    {
        double bitsPerCycle = design.Dram.Bandwidth.Value * 8 * efficiency / design.Clock.Value;
        return new DramRate(Math.Max(1, (long)Math.Round(bitsPerCycle * TicksPerBit)));
    }

    /// <summary>Whole cycles that hold the ticks.</summary>
    public long CeilCycles(long ticks) => (ticks + TicksPerCycle - 1) / TicksPerCycle;
}
