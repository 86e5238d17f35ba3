namespace Accel.Sim.Memory;

/// <summary>What a memory makes of a pattern.</summary>
/// <param name="Efficiency">Share of the peak bandwidth, over 0 and up to 1.</param>
/// <param name="ActivationsPerByte">Rows opened for each byte moved.</param>
public readonly record struct DramFlow(double Efficiency, double ActivationsPerByte);
