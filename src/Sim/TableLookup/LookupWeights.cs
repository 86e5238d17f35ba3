using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>Weights as the vector kernels read them: three 5-bit indices a word, 128 channels side by side.</summary>
/// <remarks>
/// Word w of a channel has the indices of its groups 3w, 3w + 1 and 3w + 2 in bits 0, 5 and 10. Ternary weights go
/// three to an index, 1.78 bits each; binary planes four. Words are stored block of channels by block, in a block along
/// K, and in each place the 128 channels'. Channels are filled up with index 0, K with zeros.
/// </remarks>
public sealed class LookupWeights
{
    /// <summary>Channels that are stored side by side.</summary>
    internal const int Lanes = 128;

    /// <summary>Indices of a word.</summary>
    internal const int Fields = 3;

    private const int FieldBits = 5;

    private readonly AlignedArray<ushort> _words;

    private LookupWeights(LookupKind kind, int channels, int k)
    {
        (Kind, Channels, K) = (kind, channels, k);
        WordsOfChannel = (k + (Fields * kind.Group()) - 1) / (Fields * kind.Group());
        Blocks = (channels + Lanes - 1) / Lanes;
        _words = new AlignedArray<ushort>(Blocks * WordsOfChannel * Lanes);
    }

    public LookupKind Kind { get; }

    /// <summary>Sums that a token gets: N, or N times the planes.</summary>
    public int Channels { get; }

    public int K { get; }

    /// <summary>How weights of several bits were split, where they were.</summary>
    public BitPlanes? Planes { get; private init; }

    internal int WordsOfChannel { get; }

    internal int Blocks { get; }

    /// <summary>Packs ternary weights. Two trit planes are a matrix [2N x K], one plane above the other.</summary>
    /// <param name="weights">Row-major [N x K] of -1, 0 and 1.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or the size does not fit.</exception>
    public static LookupWeights OfTernary(int n, int k, ReadOnlySpan<sbyte> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        LookupWeights packed = new(LookupKind.Ternary, n, k);
        var indices = new ushort[packed.WordsOfChannel * Fields];
        for (int channel = 0; channel < n; channel++)
        {
            TernaryIndex.Encode(weights.Slice(channel * k, k), LookupKind.Ternary.Group(), indices);
            packed.Put(channel, indices);
        }

        return packed;
    }

    /// <summary>Packs weights of 1 to 4 bits as binary planes; the planes of a channel are neighbours.</summary>
    /// <param name="weights">Row-major [N x K].</param>
    /// <exception cref="ArgumentException">A weight is out of range, or the size does not fit.</exception>
    public static LookupWeights OfBits(int n, int k, ReadOnlySpan<sbyte> weights, BitPlanes planes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        LookupWeights packed = new(LookupKind.Binary, n * planes.Bits, k) { Planes = planes };
        int groups = BitPlanes.Groups(k);
        var split = new byte[groups * planes.Bits];
        var indices = new ushort[packed.WordsOfChannel * Fields];
        for (int channel = 0; channel < n; channel++)
        {
            planes.Split(weights.Slice(channel * k, k), split);
            for (int plane = 0; plane < planes.Bits; plane++)
            {
                for (int i = 0; i < groups; i++)
                {
                    indices[i] = split[(plane * groups) + i];
                }

                packed.Put((channel * planes.Bits) + plane, indices);
            }
        }

        return packed;
    }

    /// <summary>The words of a block of channels.</summary>
    internal ReadOnlySpan<ushort> Block(int block) =>
        _words.Span.Slice(block * WordsOfChannel * Lanes, WordsOfChannel * Lanes);

    private void Put(int channel, ReadOnlySpan<ushort> indices)
    {
        Span<ushort> words = _words.Span[(channel / Lanes * WordsOfChannel * Lanes)..];
        for (int word = 0; word < WordsOfChannel; word++)
        {
            ReadOnlySpan<ushort> three = indices.Slice(word * Fields, Fields);
            words[(word * Lanes) + (channel % Lanes)] =
                (ushort)(three[0] | (three[1] << FieldBits) | (three[2] << (2 * FieldBits)));
        }
    }
}
