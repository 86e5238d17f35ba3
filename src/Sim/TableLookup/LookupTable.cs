using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>Tables of the sums of G activations with all their ternary weights.</summary>
/// <remarks>
/// An entry is the sum of w_j a_j; where it stands is <see cref="TernaryIndex"/>. Entries are built as an adder tree
/// builds them, each from one of a shorter group by one addition or subtraction: (3^G - 1) / 2 of them, the other half
/// by negation. Exact within <see cref="LookupArithmetic.EntryBits"/>.
/// </remarks>
public static class LookupTable
{
    /// <summary>Builds a whole table.</summary>
    /// <param name="activations">G of them, -127 to 127.</param>
    /// <param name="entries">Receives 3^G sums.</param>
    /// <exception cref="ArgumentException">A size does not fit, or an activation is -128.</exception>
    public static void Build(ReadOnlySpan<sbyte> activations, Span<short> entries)
    {
        int count = TernaryIndex.Count(activations.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(entries.Length, count, nameof(entries));
        LookupArithmetic.CheckActivations(activations);
        Grow(activations, entries[..count]);
    }

    /// <summary>Builds the half of a table that has positive indices from the middle.</summary>
    /// <param name="entries">
    /// Receives (3^G - 1) / 2 sums; entry i is that of index (3^G - 1) / 2 + 1 + i. The sum of a group of zeros is zero
    /// and is not stored; that of an index below is the negative of its mirror's.
    /// </param>
    /// <exception cref="ArgumentException">A size does not fit, or an activation is -128.</exception>
    public static void BuildHalf(ReadOnlySpan<sbyte> activations, Span<short> entries)
    {
        int group = activations.Length;
        int half = LookupArithmetic.HalfEntries(group);
        ArgumentOutOfRangeException.ThrowIfLessThan(entries.Length, half, nameof(entries));
        LookupArithmetic.CheckActivations(activations);
        int place = 1;
        entries[0] = activations[0];

        // What the shorter group holds above its middle, it holds about the middle of the longer one; one more of the
        // last activation shifts all its sums up.
        for (int j = 1; j < group; j++)
        {
            place *= 3;
            int middle = place / 2;
            int above = place - 1 - middle;
            short last = activations[j];
            for (int i = 0; i < place; i++)
            {
                int shorter = i == middle ? 0 : i > middle ? entries[i - middle - 1] : -entries[middle - 1 - i];
                entries[above + i] = (short)(last + shorter);
            }
        }
    }

    /// <summary>The sum of an index, read from half a table.</summary>
    public static int ReadHalf(ReadOnlySpan<short> half, int group, int index)
    {
        int middle = TernaryIndex.Zero(group);
        return index == middle ? 0 : index > middle ? half[index - middle - 1] : -half[middle - 1 - index];
    }

    /// <summary>The sum of an index without a table: a weight selects its activation, its negative or zero.</summary>
    public static int Select(ReadOnlySpan<sbyte> activations, int index)
    {
        int sum = 0;
        for (int place = 0; place < activations.Length; place++)
        {
            sum += TernaryIndex.Weight(index, place) switch
            {
                1 => activations[place],
                -1 => -activations[place],
                _ => 0,
            };
        }

        return sum;
    }

    private static void Grow(ReadOnlySpan<sbyte> activations, Span<short> entries)
    {
        int size = 1;
        entries[0] = 0;
        foreach (sbyte activation in activations)
        {
            for (int i = 0; i < size; i++)
            {
                short shorter = entries[i];
                entries[size + size + i] = (short)(shorter + activation);
            }

            entries[..size].CopyTo(entries[size..]);
            for (int i = 0; i < size; i++)
            {
                entries[i] -= activation;
            }

            size *= 3;
        }
    }
}
