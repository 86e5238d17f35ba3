using System.Numerics;
using Accel.Arch.Formats.Ternary;

namespace Accel.Arch.Formats.Sparse;

/// <summary>The kept codes of a tensor, their positions, and the descriptors of a mix, packed into bits.</summary>
/// <remarks>
/// Three parts without gaps, each field with its least bit first:
/// <list type="bullet">
/// <item>codes of kept weights, channel by channel, along K;</item>
/// <item>positions within blocks, ascending, once for the channels that share a pattern, in their order;</item>
/// <item>of a mix, a byte a block with its N, for 16 channels after 16 channels, along K.</item>
/// </list>
/// FlightLLM publishes that there are positions and a descriptor of a block, not their order; this is Accel's.
/// </remarks>
public sealed class SparseBlocks
{
    private readonly byte[] _bytes;

    private SparseBlocks(WeightSparsity sparsity, int elementBits, int channels, int k, byte[] bytes)
    {
        (Sparsity, ElementBits, Channels, K, _bytes) = (sparsity, elementBits, channels, k, bytes);
        BitCount = sparsity.StorageBits(channels, k, elementBits);
    }

    public WeightSparsity Sparsity { get; }

    public int ElementBits { get; }

    /// <summary>Output channels.</summary>
    public int Channels { get; }

    /// <summary>Weights of a channel, dropped ones included.</summary>
    public int K { get; }

    /// <summary>Bits in use; the rest of the last byte is zero.</summary>
    public long BitCount { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    private long PositionsAt => Channels * Sparsity.KeptOf(K) * ElementBits;

    private long DescriptorsAt => PositionsAt + ((Channels + Sparsity.SharedBy - 1) / Sparsity.SharedBy
        * Sparsity.KeptOf(K) * Sparsity.IndexBits);

    /// <summary>Packs a tensor.</summary>
    /// <param name="codes">Row-major [channels x K]; those of dropped weights are not read.</param>
    /// <param name="kept">Row-major [channels x K]: which weights are kept.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a code has more bits, or what is kept is not of the
    /// sparsity.</exception>
    public static SparseBlocks Encode(WeightSparsity sparsity, int elementBits, int channels,
        ReadOnlySpan<int> codes, ReadOnlySpan<bool> kept)
    {
        ArgumentNullException.ThrowIfNull(sparsity);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(elementBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementBits, 16);
        int k = codes.Length / channels;
        if (codes.Length != channels * k || kept.Length != codes.Length)
        {
            throw new ArgumentException("codes and kept have one entry for each weight", nameof(codes));
        }

        SparsePattern.Demand(sparsity, channels, kept);
        long bits = sparsity.StorageBits(channels, k, elementBits);
        SparseBlocks packed = new(sparsity, elementBits, channels, k, new byte[BitString.Bytes(bits)]);
        packed.WriteCodes(codes, kept);
        packed.WritePositions(kept);
        packed.WriteDescriptors(kept);
        return packed;
    }

    /// <summary>Unpacks a tensor: the codes, 0 for dropped weights, and which are kept.</summary>
    /// <param name="codes">Row-major [channels x K].</param>
    /// <param name="kept">Row-major [channels x K].</param>
    /// <remarks>Reads the positions and descriptors alone to learn the pattern.</remarks>
    public void Decode(Span<int> codes, Span<bool> kept)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, Channels * K, nameof(codes));
        ArgumentOutOfRangeException.ThrowIfNotEqual(kept.Length, Channels * K, nameof(kept));
        codes.Clear();
        kept.Clear();
        int blocks = (int)Sparsity.BlocksOf(K);
        int perChannel = (int)Sparsity.KeptOf(K);
        long code = 0;
        for (int channel = 0; channel < Channels; channel++)
        {
            long position = PositionsAt + ((long)(channel / Sparsity.SharedBy) * perChannel * Sparsity.IndexBits);
            for (int block = 0; block < blocks; block++)
            {
                int start = block * Sparsity.Block;
                int count = Math.Min(KeptOfBlock(channel, block, blocks), K - start);
                for (int i = 0; i < count; i++)
                {
                    int at = (channel * K) + start + BitString.Get(_bytes, position, Sparsity.IndexBits);
                    codes[at] = BitString.Get(_bytes, code, ElementBits);
                    kept[at] = true;
                    position += Sparsity.IndexBits;
                    code += ElementBits;
                }
            }
        }
    }

    private int KeptOfBlock(int channel, int block, int blocks) => Sparsity.IsMix
        ? BitString.Get(
            _bytes, DescriptorsAt + (8L * ((channel / WeightSparsity.MixChannels * blocks) + block)), 8)
        : Sparsity.Low;

    private void WriteCodes(ReadOnlySpan<int> codes, ReadOnlySpan<bool> kept)
    {
        long bit = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            if (!kept[i])
            {
                continue;
            }

            if (codes[i] < 0 || 32 - BitOperations.LeadingZeroCount((uint)codes[i]) > ElementBits)
            {
                throw new ArgumentException($"a code has {ElementBits} bits, got {codes[i]}", nameof(codes));
            }

            BitString.Put(_bytes, bit, ElementBits, codes[i]);
            bit += ElementBits;
        }
    }

    private void WritePositions(ReadOnlySpan<bool> kept)
    {
        long bit = PositionsAt;
        for (int channel = 0; channel < Channels; channel += Sparsity.SharedBy)
        {
            for (int i = 0; i < K; i++)
            {
                if (kept[(channel * K) + i])
                {
                    BitString.Put(_bytes, bit, Sparsity.IndexBits, i % Sparsity.Block);
                    bit += Sparsity.IndexBits;
                }
            }
        }
    }

    private void WriteDescriptors(ReadOnlySpan<bool> kept)
    {
        if (!Sparsity.IsMix)
        {
            return;
        }

        long bit = DescriptorsAt;
        for (int channel = 0; channel < Channels; channel += WeightSparsity.MixChannels)
        {
            for (int start = 0; start < K; start += Sparsity.Block)
            {
                ReadOnlySpan<bool> row = kept.Slice(channel * K, K);
                BitString.Put(_bytes, bit, 8, SparsePattern.KeptOfBlock(Sparsity, row, start));
                bit += 8;
            }
        }
    }
}
