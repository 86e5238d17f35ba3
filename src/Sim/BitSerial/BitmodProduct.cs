namespace Accel.Sim.BitSerial;

/// <summary>
/// One layer as the BitMoD simulator sees it: weights [N x K], inputs [Tokens x InputK], outputs [Tokens x N].
/// </summary>
/// <param name="N">Output channels.</param>
/// <param name="K">Reduction length that sets tiles and weight bytes.</param>
/// <param name="Tokens">Rows of the inputs of one product.</param>
/// <param name="WeightBatch">Weight matrices: the KV heads of attention, else 1.</param>
/// <param name="TokenBatch">Products in sequence, each with inputs and outputs of its own.</param>
internal readonly record struct BitmodProduct(long N, long K, long Tokens, long WeightBatch, long TokenBatch)
{
    /// <summary>Length of an input row in memory. Differs from K only in the 2024 revision's attention.</summary>
    public required long InputK { get; init; }

    /// <summary>Bits of a weight in DRAM, mean metadata included.</summary>
    public required double DramWeightBits { get; init; }

    /// <summary>Bits of a weight as it is written into its buffer.</summary>
    public required double BufferWeightBits { get; init; }

    /// <summary>Cycles for one tile of Rows x Columns outputs and Lanes weights each.</summary>
    public required long CyclesPerTile { get; init; }
}
