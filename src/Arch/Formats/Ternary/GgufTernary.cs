using System.Buffers.Binary;

namespace Accel.Arch.Formats.Ternary;

/// <summary>The ternary blocks of GGUF files: TQ1_0 and TQ2_0, 256 weights and a binary16 scale each.</summary>
/// <remarks>
/// <para>TQ1_0, 54 bytes (1.6875 bits a weight): bytes 0 to 31 have weights i, 32 + i, ... 128 + i of the first 160;
/// bytes 32 to 47 have weights i, 16 + i, ... 64 + i of the next 80; bytes 48 to 51 have weights i, 4 + i, 8 + i and
/// 12 + i of the last 16 and a digit 0. Digits are w + 1 in base 3, the first in the highest power, and the byte is the
/// number times 256 / 243, rounded up, so that multiplying by 3 pushes digits out at the top.</para>
/// <para>TQ2_0, 66 bytes (2.0625 bits): for each half of 128 weights, 32 bytes with weights i, 32 + i, 64 + i and 96 +
/// i as w + 1, the first in the low two bits. The scale is last in both, low byte first.</para>
/// <para>Source: ggml's reference quantizers (ggml-quants.c). Exact; allocates nothing.</para>
/// </remarks>
public static class GgufTernary
{
    /// <summary>Weights of a block.</summary>
    public const int Block = 256;

    /// <summary>Bytes of a block of TQ1_0.</summary>
    public const int Tq1Bytes = 54;

    /// <summary>Bytes of a block of TQ2_0.</summary>
    public const int Tq2Bytes = 66;

    /// <summary>Packs a block as TQ1_0.</summary>
    /// <param name="weights">256 of -1, 0 and 1.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public static void EncodeTq1(ReadOnlySpan<sbyte> weights, Half scale, Span<byte> block)
    {
        Check(weights.Length, block.Length, Tq1Bytes);
        Demand.Ternary(weights);
        for (int i = 0; i < 52; i++)
        {
            (int first, int stride, int count) = Run(i);
            int number = 0;
            for (int digit = 0; digit < 5; digit++)
            {
                number = (number * 3) + (digit < count ? weights[first + (digit * stride)] + 1 : 0);
            }

            block[i] = (byte)(((number * 256) + 242) / 243);
        }

        BinaryPrimitives.WriteHalfLittleEndian(block[52..], scale);
    }

    /// <summary>The weights and scale of a block of TQ1_0; the twin of <see cref="EncodeTq1"/>.</summary>
    /// <remarks>Any byte has digits; what an encoder does not write decodes as ggml does.</remarks>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public static Half DecodeTq1(ReadOnlySpan<byte> block, Span<sbyte> weights)
    {
        Check(weights.Length, block.Length, Tq1Bytes);
        for (int i = 0; i < 52; i++)
        {
            (int first, int stride, int count) = Run(i);
            int rest = block[i];
            for (int digit = 0; digit < count; digit++)
            {
                weights[first + (digit * stride)] = (sbyte)((rest * 3 >> 8) - 1);
                rest = rest * 3 & 255;
            }
        }

        return BinaryPrimitives.ReadHalfLittleEndian(block[52..]);
    }

    /// <summary>Packs a block as TQ2_0.</summary>
    /// <param name="weights">256 of -1, 0 and 1.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public static void EncodeTq2(ReadOnlySpan<sbyte> weights, Half scale, Span<byte> block)
    {
        Check(weights.Length, block.Length, Tq2Bytes);
        Demand.Ternary(weights);
        block[..Tq2Bytes].Clear();
        for (int i = 0; i < Block; i++)
        {
            block[(i / 128 * 32) + (i % 32)] |= (byte)((weights[i] + 1) << (i % 128 / 32 * 2));
        }

        BinaryPrimitives.WriteHalfLittleEndian(block[64..], scale);
    }

    /// <summary>The weights and scale of a block of TQ2_0; the twin of <see cref="EncodeTq2"/>.</summary>
    /// <exception cref="ArgumentException">A code is 3, or a size does not fit.</exception>
    public static Half DecodeTq2(ReadOnlySpan<byte> block, Span<sbyte> weights)
    {
        Check(weights.Length, block.Length, Tq2Bytes);
        for (int i = 0; i < Block; i++)
        {
            int code = block[(i / 128 * 32) + (i % 32)] >> (i % 128 / 32 * 2) & 3;
            Demand.That(code < 3, "a code is 3");
            weights[i] = (sbyte)(code - 1);
        }

        return BinaryPrimitives.ReadHalfLittleEndian(block[64..]);
    }

    /// <summary>The weights of a byte of TQ1_0: the first, the step to the next, and how many.</summary>
    private static (int First, int Stride, int Count) Run(int position) => position switch
    {
        < 32 => (position, 32, 5),
        < 48 => (160 + position - 32, 16, 5),
        _ => (240 + position - 48, 4, 4),
    };

    private static void Check(int weights, int bytes, int wanted)
    {
        Demand.That(weights == Block, "a block is of 256 weights");
        Demand.That(bytes >= wanted, "the block does not fit");
    }
}
