namespace Accel.Sim.DspChain.Programs;

/// <summary>Instructions of a program, by kind, and their size (FlightLLM's artifact: words of 32 bits).</summary>
/// <param name="Loads">From memory into a buffer: 7 words.</param>
/// <param name="Stores">From a buffer to memory: 3 words.</param>
/// <param name="Products">Matrix-matrix or matrix-vector products of one tile: 4 words.</param>
/// <param name="Vectors">Passes of the special-function unit over a row: 3 words.</param>
/// <param name="Synchronizations">Of cores, with each other or the host: 1 word.</param>
public readonly record struct InstructionCounts(
    long Loads, long Stores, long Products, long Vectors, long Synchronizations)
{
    private const long LoadBytes = 28, StoreBytes = 12, ProductBytes = 16, VectorBytes = 12, SynchronizationBytes = 4;

    public long Bytes => (Loads * LoadBytes) + (Stores * StoreBytes) + (Products * ProductBytes)
        + (Vectors * VectorBytes) + (Synchronizations * SynchronizationBytes);

    public static InstructionCounts operator +(in InstructionCounts left, in InstructionCounts right) => new(
        left.Loads + right.Loads, left.Stores + right.Stores, left.Products + right.Products,
        left.Vectors + right.Vectors, left.Synchronizations + right.Synchronizations);

    public static InstructionCounts operator *(in InstructionCounts one, long times) => new(
        one.Loads * times, one.Stores * times, one.Products * times, one.Vectors * times, one.Synchronizations * times);
}
