namespace Accel.Arch.Formats.Ternary;

/// <summary>Five ternary weights a byte in base 3, 1.6 bits each (bitnet-kv260; TerEffic, arXiv 2502.16473).</summary>
/// <remarks>
/// <para>A byte is the sum of (w_j + 1) 3^j, the first weight in the lowest power: the index of
/// <see cref="TernaryIndex"/> for G = 5. Five zeros are 121; 243 and above are no code. A row is filled with zeros to
/// whole beats of a stream: 80 weights in 16 bytes, where a beat is of 128 bits.</para>
/// <para>64 such bytes hold what 80 bytes do at 2 bits a weight, the ratio of TENET's decompressor (arXiv 2509.13765),
/// whose own bit order is not known. Exact; allocates nothing.</para>
/// </remarks>
public static class TernaryByte
{
    /// <summary>Weights of a byte.</summary>
    public const int Weights = 5;

    /// <summary>Five zeros.</summary>
    public const byte Zero = 121;

    /// <summary>Bytes of a row, whole beats.</summary>
    /// <param name="beatBytes">Bytes of a beat: 16 for 128 bits, 1 for none.</param>
    public static int PackedBytes(int weights, int beatBytes) =>
        (TernaryIndex.Groups(weights, Weights) + beatBytes - 1) / beatBytes * beatBytes;

    /// <summary>Packs a row; bytes beyond its weights are zeros' codes.</summary>
    /// <exception cref="ArgumentException">A weight is not ternary, or the bytes do not fit.</exception>
    public static void Encode(ReadOnlySpan<sbyte> weights, Span<byte> packed)
    {
        Demand.That(packed.Length >= TernaryIndex.Groups(weights.Length, Weights), "the packed weights do not fit");
        Span<ushort> index = stackalloc ushort[1];
        for (int i = 0; i < packed.Length; i++)
        {
            int first = Math.Min(weights.Length, i * Weights);
            TernaryIndex.Encode(weights[first..Math.Min(weights.Length, first + Weights)], Weights, index);
            packed[i] = (byte)index[0];
        }
    }

    /// <summary>The weights of a row; the twin of <see cref="Encode"/>.</summary>
    /// <param name="weights">As many as are wanted.</param>
    /// <exception cref="ArgumentException">A byte is 243 or more, or there are too few.</exception>
    public static void Decode(ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Demand.That(packed.Length >= TernaryIndex.Groups(weights.Length, Weights), "there are fewer bytes than wanted");
        int count = TernaryIndex.Count(Weights);
        for (int i = 0; i < weights.Length; i++)
        {
            int index = packed[i / Weights];
            Demand.That(index < count, "a byte is no code");
            weights[i] = (sbyte)TernaryIndex.Weight(index, i % Weights);
        }
    }
}
