namespace Accel.Arch.Formats.Ternary;

/// <summary>A ternary matrix as index vectors: what a table-lookup engine's weight buffer holds.</summary>
/// <remarks>
/// <para>A vector is the T indices of one step along K for one channel. Its first index is in the lowest bits, each
/// index with its own lowest bit first: 140 bits for G = 3 and T = 28. Vectors are stored step by step and, within a
/// step, channel by channel, each at a whole multiple of a stride: 144 bits are two URAM words of 72 bits, the unused
/// high bits zero. K is filled with zeros to whole steps.</para>
/// <para>The order within a vector and the stride are Accel's choice; the source gives the widths only. Exact;
/// allocates nothing.</para>
/// </remarks>
/// <param name="Group">G: weights of an index, 1 to 5.</param>
/// <param name="Tables">T: indices of a vector.</param>
/// <param name="StrideBits">From one vector to the next; at least <see cref="VectorBits"/>.</param>
public readonly record struct IndexVectors(int Group, int Tables, int StrideBits)
{
    /// <summary>Vectors without gaps.</summary>
    public static IndexVectors Dense(int group, int tables) => new(group, tables, tables * TernaryIndex.Bits(group));

    /// <summary>Vectors in whole memory words.</summary>
    /// <param name="wordBits">72 for URAM.</param>
    public static IndexVectors InWords(int group, int tables, int wordBits)
    {
        int bits = tables * TernaryIndex.Bits(group);
        return new IndexVectors(group, tables, (bits + wordBits - 1) / wordBits * wordBits);
    }

    /// <summary>Bits of a vector in use.</summary>
    public int VectorBits => Tables * TernaryIndex.Bits(Group);

    /// <summary>Steps along K.</summary>
    public int Steps(int k) => TernaryIndex.Groups(k, Group, Tables) / Tables;

    /// <summary>Bytes of a matrix; the last byte may not be full.</summary>
    public long PackedBytes(int n, int k) => BitString.Bytes((long)Steps(k) * n * StrideBits);

    /// <summary>The place of a vector's lowest bit.</summary>
    public long BitOf(int n, int step, int channel) => (((long)step * n) + channel) * StrideBits;

    /// <summary>Packs a matrix.</summary>
    /// <param name="weights">Row-major [N x K] of -1, 0 and 1.</param>
    /// <param name="packed">Receives <see cref="PackedBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public void Encode(int n, int k, ReadOnlySpan<sbyte> weights, Span<byte> packed)
    {
        Check(n, k, packed.Length);
        Demand.Matrix(weights, n, k);
        packed[..(int)PackedBytes(n, k)].Clear();
        Span<ushort> indices = stackalloc ushort[1];
        int bits = TernaryIndex.Bits(Group);
        for (int channel = 0; channel < n; channel++)
        {
            ReadOnlySpan<sbyte> row = weights.Slice(channel * k, k);
            for (int table = 0; table < Steps(k) * Tables; table++)
            {
                int first = Math.Min(k, table * Group);
                TernaryIndex.Encode(row[first..Math.Min(k, first + Group)], Group, indices);
                BitString.Put(packed, At(n, channel, table, bits), bits, indices[0]);
            }
        }
    }

    /// <summary>The weights of packed vectors; the twin of <see cref="Encode"/>.</summary>
    /// <param name="weights">Receives row-major [N x K]; what fills K is left out.</param>
    /// <exception cref="ArgumentException">An index is outside its range, or a size does not fit.</exception>
    public void Decode(int n, int k, ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Check(n, k, packed.Length);
        Demand.That(weights.Length == n * k, "the weights are not N x K");
        Span<ushort> indices = stackalloc ushort[1];
        int bits = TernaryIndex.Bits(Group);
        for (int channel = 0; channel < n; channel++)
        {
            for (int first = 0; first < k; first += Group)
            {
                indices[0] = (ushort)BitString.Get(packed, At(n, channel, first / Group, bits), bits);
                TernaryIndex.Decode(
                    indices, Group, weights.Slice((channel * k) + first, Math.Min(Group, k - first)));
            }
        }
    }

    private long At(int n, int channel, int table, int bits) =>
        BitOf(n, table / Tables, channel) + (table % Tables * bits);

    private void Check(int n, int k, int bytes)
    {
        Demand.That(Tables > 0 && StrideBits >= VectorBits, "a vector does not fit its stride");
        Demand.That(bytes >= PackedBytes(n, k), "there are fewer bytes than the vectors take");
    }
}
