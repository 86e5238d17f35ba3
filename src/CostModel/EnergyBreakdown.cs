using Accel.Arch.Units;

namespace Accel.CostModel;

/// <summary>The energy of a run by where it goes.</summary>
/// <param name="Compute">PEs, units at the array's edge, accumulators and the vector unit.</param>
/// <param name="Sram">Reads and writes of the on-chip buffers.</param>
/// <param name="Dram">Off-chip transfers, the whole device and interface.</param>
/// <param name="Static">Leakage over the run's cycles; on a device its static power and the clock network.</param>
public readonly record struct EnergyBreakdown(Joules Compute, Joules Sram, Joules Dram, Joules Static)
{
    public Joules OnChip => Compute + Sram + Static;

    public Joules Total => OnChip + Dram;

    public static EnergyBreakdown operator +(EnergyBreakdown left, EnergyBreakdown right) => new(
        left.Compute + right.Compute, left.Sram + right.Sram, left.Dram + right.Dram, left.Static + right.Static);
}
