namespace Accel.Sim.Systolic.Ant2022;

/// <summary>The energies that ANT's simulator reports, in nanojoules.</summary>
/// <param name="Static">Background of DRAM; no leakage on chip, but that of the PEs, which is in the core's.</param>
/// <param name="Dram">Reads and writes of DRAM.</param>
/// <param name="Buffers">Reads and writes of the three buffers.</param>
/// <param name="Core">The PEs: leakage in every cycle, the rest in compute cycles.</param>
public readonly record struct Ant2022Breakdown(double Static, double Dram, double Buffers, double Core)
{
    public double Total => Static + Dram + Buffers + Core;

    public static Ant2022Breakdown operator +(in Ant2022Breakdown left, in Ant2022Breakdown right) => new(
        left.Static + right.Static, left.Dram + right.Dram, left.Buffers + right.Buffers, left.Core + right.Core);
}
