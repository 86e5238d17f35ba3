using Accel.Arch.Devices;

namespace Accel.CostModel.DspChain;

/// <summary>A part of the matrix engine and what all of it takes.</summary>
public readonly record struct ChainPart(string Name, FpgaResources Resources);
