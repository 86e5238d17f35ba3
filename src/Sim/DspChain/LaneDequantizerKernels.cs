using System.Numerics;
using System.Runtime.InteropServices;

namespace Accel.Sim.DspChain;

/// <summary>The inner loops of <see cref="LaneDequantizer"/>. Both kernels give the same bits.</summary>
public static class LaneDequantizerKernels
{
    /// <summary>Sign-extends codes of b bits and multiplies them by a group's multiplier, modulo 256.</summary>
    /// <param name="codes">One code a byte; bits above the code's are not read.</param>
    /// <param name="bits">Bits of a code, 2 to 7.</param>
    /// <param name="multiplier">1 to 127.</param>
    /// <param name="lanes">Receives one lane value a code.</param>
    public static void Dequantize(ReadOnlySpan<byte> codes, int bits, byte multiplier, Span<sbyte> lanes)
    {
        ReadOnlySpan<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(codes);
        Span<Vector<sbyte>> results = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(lanes);
        Vector<byte> mask = new((byte)((1 << bits) - 1));
        Vector<byte> sign = new((byte)(1 << (bits - 1)));
        Vector<sbyte> factor = new((sbyte)multiplier);
        for (int i = 0; i < wide.Length; i++)
        {
            results[i] = Vector.AsVectorSByte(((wide[i] & mask) ^ sign) - sign) * factor;
        }

        int done = wide.Length * Vector<byte>.Count;
        DequantizeScalar(codes[done..], bits, multiplier, lanes[done..]);
    }

    /// <summary>The scalar twin of <see cref="Dequantize"/>.</summary>
    public static void DequantizeScalar(ReadOnlySpan<byte> codes, int bits, byte multiplier, Span<sbyte> lanes)
    {
        int mask = (1 << bits) - 1;
        int sign = 1 << (bits - 1);
        for (int i = 0; i < codes.Length; i++)
        {
            lanes[i] = unchecked((sbyte)((((codes[i] & mask) ^ sign) - sign) * multiplier));
        }
    }

    /// <summary>Cuts a string of bits into codes, one a byte.</summary>
    /// <param name="at">Place of the first code's lowest bit; bit i of the string is bit i mod 8 of byte i / 8.</param>
    public static void Unpack(ReadOnlySpan<byte> packed, long at, int bits, Span<byte> codes)
    {
        int mask = (1 << bits) - 1;
        for (int i = 0; i < codes.Length; i++)
        {
            long bit = at + ((long)i * bits);
            int place = (int)(bit >> 3);
            int word = packed[place] | (place + 1 < packed.Length ? packed[place + 1] << 8 : 0);
            codes[i] = (byte)(word >> (int)(bit & 7) & mask);
        }
    }
}
