namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>Bits that the array moves through its buffers.</summary>
internal readonly record struct ArrayTraffic(
    long WeightReads, long ActivationReads, long OutputReads, long OutputWrites);
