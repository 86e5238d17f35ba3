namespace Accel.Arch.Formats.Ternary;

/// <summary>Weights of 1 to 4 bits as binary planes, four weights an index (T-MAC, arXiv 2407.00088).</summary>
/// <remarks>
/// <para>A weight is biased to an unsigned code (signed ones by 2^(bits - 1)); plane b holds bit b of every code, and
/// four neighbours along K make a 4-bit index, the first in the lowest bit. In a lookup, bit 0 counts as -1 and bit 1
/// as +1, so that a table's two halves are each other's negatives.</para>
/// <para>With S_b the sum that plane b looks up, twice the product is the sum of <see cref="Factor"/>(b) S_b and of
/// <see cref="Bias"/> times the sum of all activations. Doubling keeps it whole; T-MAC has halves instead.</para>
/// <para>K is filled with zero bits to whole groups, beside activations of zero. Exact; allocates nothing.</para>
/// </remarks>
/// <param name="Bits">1 to 4.</param>
/// <param name="Signed">-2^(bits - 1) to 2^(bits - 1) - 1; otherwise 0 to 2^bits - 1.</param>
public readonly record struct BitPlanes(int Bits, bool Signed)
{
    /// <summary>Weights of an index.</summary>
    public const int Group = 4;

    /// <summary>The least weight.</summary>
    public int Minimum => Signed ? -(1 << (Bits - 1)) : 0;

    /// <summary>The largest weight.</summary>
    public int Maximum => Minimum + (1 << Bits) - 1;

    /// <summary>What multiplies the sum of all activations in twice the product.</summary>
    public int Bias => (1 << Bits) - 1 + (2 * Minimum);

    /// <summary>What multiplies the sum that a plane looks up.</summary>
    public static int Factor(int plane) => 1 << plane;

    /// <summary>Indices of a plane.</summary>
    public static int Groups(int weights) => (weights + Group - 1) / Group;

    /// <summary>What a place of an index counts: -1 or 1.</summary>
    public static int Sign(int index, int place) => (index >> place & 1) == 0 ? -1 : 1;

    /// <summary>Splits weights into planes.</summary>
    /// <param name="indices">Receives <see cref="Groups"/> indices for each plane, plane 0 first.</param>
    /// <exception cref="ArgumentException">A weight is out of range, or a size does not fit.</exception>
    public void Split(ReadOnlySpan<sbyte> weights, Span<byte> indices)
    {
        int groups = Check(weights.Length, indices.Length);
        Demand.That(!weights.ContainsAnyExceptInRange((sbyte)Minimum, (sbyte)Maximum), "a weight is out of range");
        indices[..(groups * Bits)].Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            int code = weights[i] - Minimum;
            for (int plane = 0; plane < Bits; plane++)
            {
                indices[(plane * groups) + (i / Group)] |= (byte)((code >> plane & 1) << (i % Group));
            }
        }
    }

    /// <summary>The weights of planes; the twin of <see cref="Split"/>.</summary>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public void Join(ReadOnlySpan<byte> indices, Span<sbyte> weights)
    {
        int groups = Check(weights.Length, indices.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            int code = 0;
            for (int plane = 0; plane < Bits; plane++)
            {
                code |= (indices[(plane * groups) + (i / Group)] >> (i % Group) & 1) << plane;
            }

            weights[i] = (sbyte)(code + Minimum);
        }
    }

    private int Check(int weights, int indices)
    {
        Demand.That(Bits is >= 1 and <= 4, "planes are of weights of 1 to 4 bits");
        Demand.That(indices >= Groups(weights) * Bits, "the indices do not fit");
        return Groups(weights);
    }
}
