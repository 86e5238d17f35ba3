namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>What SCALE-Sim's output buffer sends to DRAM.</summary>
/// <param name="Writes">Elements written; holes in lines that were closed early count, as in SCALE-Sim.</param>
/// <param name="LastCycle">The cycle of the last line written, from zero.</param>
internal readonly record struct ScaleSimDrain(long Writes, long LastCycle);
