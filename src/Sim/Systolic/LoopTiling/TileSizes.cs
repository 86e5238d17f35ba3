namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What one tile holds, in bits.</summary>
internal readonly record struct TileSizes(long Weights, long Activations, long Outputs);
