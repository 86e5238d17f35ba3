namespace Accel.Arch.Technologies;

/// <summary>What a type of DRAM costs.</summary>
/// <param name="EnergyPjPerBit">Energy of one bit read or written, the whole device and interface.</param>
/// <param name="Efficiency">Share of the peak bandwidth that long sequential transfers reach.</param>
public sealed record DramPrice(double EnergyPjPerBit, double Efficiency, string Source);
