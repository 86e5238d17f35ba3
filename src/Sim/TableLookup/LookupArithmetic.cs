using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>The arithmetic of a table-lookup engine, defined once: widths, order, bounds.</summary>
/// <remarks>
/// <para>Activations are INT8 of -127 to 127, as absolute-maximum scaling makes them; -128 does not occur. A table has
/// 3^G sums of G of them, each of 8 + ceil(log2 G) bits (TeLLMe, arXiv 2510.15926): 10 for G = 3. The T sums that a
/// channel looks up in a step are added by a tree, which widens by a bit a level, and its result is added to the
/// channel's INT32 accumulator: step by step along K, from zero.</para>
/// <para>No width here can overflow up to <see cref="MaximumK"/>, so that every variant, group and order of additions
/// gives the bits of a plain integer product. The engine, the reference and the kernels rest on that.</para>
/// </remarks>
public static class LookupArithmetic
{
    public const int ActivationBits = 8;

    /// <summary>The largest magnitude of an activation.</summary>
    public const int MaximumActivation = 127;

    public const int AccumulatorBits = 32;

    /// <summary>The longest K at which no accumulator can overflow: (2^31 - 1) / 127, rounded down.</summary>
    public const int MaximumK = int.MaxValue / MaximumActivation;

    /// <summary>Bits of a table's entry: 8 + ceil(log2 G).</summary>
    public static int EntryBits(int group) => ActivationBits + Log2(group);

    /// <summary>Bits of the sum of T entries: a level of the tree adds one.</summary>
    public static int TreeBits(int group, int tables) => EntryBits(group) + Log2(tables);

    /// <summary>The sums that a table of one sign holds: (3^G - 1) / 2; zero needs none.</summary>
    public static int HalfEntries(int group) => TernaryIndex.Count(group) / 2;

    /// <summary>Adds neighbours, and neighbours of what comes out, until one sum is left.</summary>
    /// <param name="sums">What is added; holds sums of parts afterwards.</param>
    public static int Tree(Span<int> sums)
    {
        for (int count = sums.Length; count > 1; count = (count + 1) / 2)
        {
            for (int i = 0; i < count / 2; i++)
            {
                sums[i] = sums[2 * i] + sums[(2 * i) + 1];
            }

            if (count % 2 == 1)
            {
                sums[count / 2] = sums[count - 1];
            }
        }

        return sums.IsEmpty ? 0 : sums[0];
    }

    /// <summary>Checks what a product is given.</summary>
    /// <exception cref="ArgumentException">A size does not fit, or an activation is -128.</exception>
    /// <exception cref="OverflowException">K is so long that a sum might leave 32 bits.</exception>
    internal static void Check(
        int m, int k, int n, ReadOnlySpan<sbyte> activations, long weights, long outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, (long)m * k, nameof(activations));
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights, (long)n * k, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs, (long)m * n, nameof(outputs));
        CheckActivations(activations);
        CheckLength(k);
    }

    internal static void CheckActivations(ReadOnlySpan<sbyte> activations)
    {
        if (activations.Contains(sbyte.MinValue))
        {
            throw new ArgumentException("an activation is -128, which absolute-maximum scaling does not make");
        }
    }

    internal static void CheckLength(int k)
    {
        if (k > MaximumK)
        {
            throw new OverflowException($"with K = {k} a sum might not fit 32 bits");
        }
    }

    private static int Log2(int count) => count <= 1 ? 0 : 32 - int.LeadingZeroCount(count - 1);
}
