using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Accel.Sim.TableLookup;

/// <summary>The tables of one token for the vector kernels: 32 sums of 16 bits for each group along K.</summary>
/// <remarks>
/// Made once for a token and read by all channels and planes. Indices that no group has get sums that nobody reads. The
/// sums are those of <see cref="LookupTable"/>; here each is a row of products, since vectors have no adder trees.
/// </remarks>
public sealed class LookupTables
{
    /// <summary>Sums of a table.</summary>
    internal const int Entries = 32;

    private readonly AlignedArray<short> _entries;
    private readonly sbyte[] _padded;
    private readonly short[] _digits;

    /// <summary>Makes room for tables that fit weights.</summary>
    public LookupTables(LookupWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (Kind, K, Groups) = (weights.Kind, weights.K, weights.WordsOfChannel * LookupWeights.Fields);
        LookupArithmetic.CheckLength(K);
        int group = Kind.Group();
        _entries = new AlignedArray<short>(Groups * Entries);
        _padded = new sbyte[Groups * group];
        _digits = new short[group * Entries];
        for (int i = 0; i < _digits.Length; i++)
        {
            _digits[i] = (short)Kind.Digit(i % Entries, i / Entries);
        }
    }

    public LookupKind Kind { get; }

    public int K { get; }

    internal int Groups { get; }

    internal ReadOnlySpan<short> Sums => _entries.Span;

    /// <summary>The sum of the token's activations.</summary>
    internal int Total { get; private set; }

    /// <summary>Builds the tables of a token.</summary>
    /// <param name="activations">K of them, -127 to 127.</param>
    /// <exception cref="ArgumentException">The length is not K, or an activation is -128.</exception>
    public void Fill(ReadOnlySpan<sbyte> activations)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, K, nameof(activations));
        LookupArithmetic.CheckActivations(activations);
        activations.CopyTo(_padded);
        int total = 0;
        foreach (sbyte activation in activations)
        {
            total += activation;
        }

        Total = total;
        int group = Kind.Group();
        ref short entries = ref MemoryMarshal.GetReference(_entries.Span);
        ref short digits = ref MemoryMarshal.GetArrayDataReference(_digits);
        for (int table = 0; table < Groups; table++)
        {
            Vector256<short> low = default, high = default;
            for (int place = 0; place < group; place++)
            {
                Vector256<short> activation = Vector256.Create((short)_padded[(table * group) + place]);
                low += activation * Vector256.LoadUnsafe(ref digits, (nuint)(place * Entries));
                high += activation * Vector256.LoadUnsafe(ref digits, (nuint)((place * Entries) + (Entries / 2)));
            }

            low.StoreUnsafe(ref entries, (nuint)(table * Entries));
            high.StoreUnsafe(ref entries, (nuint)((table * Entries) + (Entries / 2)));
        }
    }
}
