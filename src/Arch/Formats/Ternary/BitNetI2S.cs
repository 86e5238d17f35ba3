using System.Buffers.Binary;

namespace Accel.Arch.Formats.Ternary;

/// <summary>bitnet.cpp's I2_S layout on x86: one ternary weight in two bits.</summary>
/// <remarks>
/// <para>A code is w + 1. 128 weights take 32 bytes; byte i has weights i, 32 + i, 64 + i and 96 + i of them, the first
/// in its top two bits. A tail of 32 bytes follows the matrix, a binary32 scale in its first four, low byte
/// first.</para>
/// <para>Source: microsoft/BitNet, src/ggml-bitnet-mad.cpp. Not covered: the blocks of 64 of its Arm form, and the
/// later form that has four rows in a byte. Exact; allocates nothing.</para>
/// </remarks>
public static class BitNetI2S
{
    private const int Block = 128;
    private const int BlockBytes = 32;
    private const int TailBytes = 32;

    /// <summary>Bytes of so many weights and of the tail.</summary>
    public static int PackedBytes(int weights) => (weights / 4) + TailBytes;

    /// <summary>Packs weights, all rows after each other.</summary>
    /// <param name="weights">A whole number of 128, of -1, 0 and 1.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public static void Encode(ReadOnlySpan<sbyte> weights, float scale, Span<byte> packed)
    {
        Check(weights.Length, packed.Length);
        Demand.Ternary(weights);
        packed[..PackedBytes(weights.Length)].Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            packed[At(i)] |= (byte)((weights[i] + 1) << Shift(i));
        }

        BinaryPrimitives.WriteSingleLittleEndian(packed[(weights.Length / 4)..], scale);
    }

    /// <summary>The weights and the scale; the twin of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentException">A code is 3, or a size does not fit.</exception>
    public static float Decode(ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Check(weights.Length, packed.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            int code = packed[At(i)] >> Shift(i) & 3;
            Demand.That(code < 3, "a code is 3");
            weights[i] = (sbyte)(code - 1);
        }

        return BinaryPrimitives.ReadSingleLittleEndian(packed[(weights.Length / 4)..]);
    }

    private static int At(int weight) => (weight / Block * BlockBytes) + (weight % BlockBytes);

    private static int Shift(int weight) => 6 - (2 * (weight % Block / BlockBytes));

    private static void Check(int weights, int bytes)
    {
        Demand.That(weights % Block == 0, "the weights are not a whole number of 128");
        Demand.That(bytes >= PackedBytes(weights), "there are fewer bytes than the weights take");
    }
}
