namespace Accel.Arch.Formats.Ternary;

/// <summary>Groups of G ternary weights as base-3 indices, which address tables of all 3^G sums.</summary>
/// <remarks>
/// <para>The index is the sum of (w_j + 1) 3^j, the first weight in the lowest power. TeLLMe (arXiv 2510.15926) does
/// not state its order; this is Accel's choice, and that of bitnet-kv260's base-3 byte.</para>
/// <para>A last group that is not full is filled with zeros. The negative of a group has the index 3^G - 1 less its
/// own, so that the tables' two halves mirror each other about <see cref="Zero"/>.</para>
/// <para>Exact; allocates nothing.</para>
/// </remarks>
public static class TernaryIndex
{
    /// <summary>The longest group: 243 indices.</summary>
    public const int MaximumGroup = 5;

    private static ReadOnlySpan<ushort> Powers => [1, 3, 9, 27, 81, 243];

    /// <summary>How many indices there are: 3^G.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The group is not of 1 to <see cref="MaximumGroup"/>.</exception>
    public static int Count(int group)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group, MaximumGroup);
        return Powers[group];
    }

    /// <summary>Bits of an index: ceil(log2 3^G).</summary>
    public static int Bits(int group) => 32 - int.LeadingZeroCount(Count(group) - 1);

    /// <summary>The index of a group of zeros: (3^G - 1) / 2, half way.</summary>
    public static int Zero(int group) => Count(group) / 2;

    /// <summary>The index of the group's negative.</summary>
    public static int Negative(int group, int index) => Count(group) - 1 - index;

    /// <summary>Groups of so many weights, the last one filled up.</summary>
    public static int Groups(int weights, int group) => (weights + group - 1) / group;

    /// <summary>Groups of so many weights when whole steps of T tables are taken.</summary>
    public static int Groups(int weights, int group, int tables) =>
        (Groups(weights, group) + tables - 1) / tables * tables;

    /// <summary>The weight at a place of a group.</summary>
    /// <param name="place">0 to G - 1.</param>
    public static int Weight(int index, int place) => (index / Powers[place] % 3) - 1;

    /// <summary>Packs weights; indices beyond them are those of groups of zeros.</summary>
    /// <param name="weights">Of -1, 0 and 1.</param>
    /// <param name="indices">At least <see cref="Groups(int, int)"/>; more, to fill whole steps.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or the indices do not fit.</exception>
    public static void Encode(ReadOnlySpan<sbyte> weights, int group, Span<ushort> indices)
    {
        ushort zero = (ushort)Zero(group);
        Demand.That(indices.Length >= Groups(weights.Length, group), "the indices do not fit");
        Demand.Ternary(weights);
        for (int i = 0; i < indices.Length; i++)
        {
            int index = zero;
            int first = i * group;
            for (int place = 0; place < group && first + place < weights.Length; place++)
            {
                index += weights[first + place] * Powers[place];
            }

            indices[i] = (ushort)index;
        }
    }

    /// <summary>The weights of indices; the twin of <see cref="Encode"/>.</summary>
    /// <param name="weights">As many as are wanted; what fills the last group is left out.</param>
    /// <exception cref="ArgumentException">An index is 3^G or more, or there are too few.</exception>
    public static void Decode(ReadOnlySpan<ushort> indices, int group, Span<sbyte> weights)
    {
        int count = Count(group);
        Demand.That(indices.Length >= Groups(weights.Length, group), "there are fewer indices than wanted");
        for (int i = 0; i < weights.Length; i++)
        {
            int index = indices[i / group];
            Demand.That(index < count, "an index is outside the group's range");
            weights[i] = (sbyte)Weight(index, i % group);
        }
    }
}
