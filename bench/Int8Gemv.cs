using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Bench;

/// <summary>A plain product of int8 weights and one int8 token, as fast as .NET's vector instructions allow.</summary>
/// <remarks>
/// Four channels share the token's loads. Any int8 weights: nothing is made of their being ternary. Activations are
/// -127 to 127. Each way gives the bits of the scalar sum.
/// </remarks>
internal static class Int8Gemv
{
    private const int Rows = 4;

    /// <summary>Both operands are widened to 16 bits and multiplied in pairs, 32 weights an instruction.</summary>
    public static void Widened(int k, ReadOnlySpan<short> token, ReadOnlySpan<sbyte> weights, Span<int> outputs)
    {
        ref short x = ref MemoryMarshal.GetReference(token);
        ref sbyte w = ref MemoryMarshal.GetReference(weights);
        for (int row = 0; row < outputs.Length; row += Rows)
        {
            Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default;
            ref sbyte w0 = ref Unsafe.Add(ref w, row * k);
            ref sbyte w1 = ref Unsafe.Add(ref w0, k);
            ref sbyte w2 = ref Unsafe.Add(ref w1, k);
            ref sbyte w3 = ref Unsafe.Add(ref w2, k);
            for (nuint i = 0; i < (nuint)k; i += 32)
            {
                Vector512<short> a = Vector512.LoadUnsafe(ref x, i);
                s0 += Pairs(a, ref w0, i);
                s1 += Pairs(a, ref w1, i);
                s2 += Pairs(a, ref w2, i);
                s3 += Pairs(a, ref w3, i);
            }

            (outputs[row], outputs[row + 1]) = (Vector512.Sum(s0), Vector512.Sum(s1));
            (outputs[row + 2], outputs[row + 3]) = (Vector512.Sum(s2), Vector512.Sum(s3));
        }
    }

    /// <summary>
    /// Magnitudes of activations times weights that take their signs, bytes multiplied in pairs (which cannot saturate
    /// at 16 bits: 2 x 127 x 128), then pairs of pairs; 32 weights an instruction.
    /// </summary>
    public static void Bytes(
        int k, ReadOnlySpan<sbyte> token, ReadOnlySpan<byte> magnitudes, ReadOnlySpan<sbyte> weights,
        Span<int> outputs)
    {
        ref sbyte x = ref MemoryMarshal.GetReference(token);
        ref byte m = ref MemoryMarshal.GetReference(magnitudes);
        ref sbyte w = ref MemoryMarshal.GetReference(weights);
        for (int row = 0; row < outputs.Length; row += Rows)
        {
            Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
            ref sbyte w0 = ref Unsafe.Add(ref w, row * k);
            ref sbyte w1 = ref Unsafe.Add(ref w0, k);
            ref sbyte w2 = ref Unsafe.Add(ref w1, k);
            ref sbyte w3 = ref Unsafe.Add(ref w2, k);
            for (nuint i = 0; i < (nuint)k; i += 32)
            {
                Vector256<sbyte> sign = Vector256.LoadUnsafe(ref x, i);
                Vector256<byte> magnitude = Vector256.LoadUnsafe(ref m, i);
                s0 += Quads(sign, magnitude, ref w0, i);
                s1 += Quads(sign, magnitude, ref w1, i);
                s2 += Quads(sign, magnitude, ref w2, i);
                s3 += Quads(sign, magnitude, ref w3, i);
            }

            (outputs[row], outputs[row + 1]) = (Vector256.Sum(s0), Vector256.Sum(s1));
            (outputs[row + 2], outputs[row + 3]) = (Vector256.Sum(s2), Vector256.Sum(s3));
        }
    }

    private static Vector512<int> Pairs(Vector512<short> token, ref sbyte weights, nuint at) =>
        Avx512BW.MultiplyAddAdjacent(
            token, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref weights, at)));

    private static Vector256<int> Quads(
        Vector256<sbyte> sign, Vector256<byte> magnitude, ref sbyte weights, nuint at)
    {
        Vector256<sbyte> signed = Avx2.Sign(Vector256.LoadUnsafe(ref weights, at), sign);
        return AvxVnni.IsSupported
            ? AvxVnni.MultiplyWideningAndAdd(default, magnitude, signed)
            : Avx2.MultiplyAddAdjacent(
                Avx2.MultiplyAddAdjacent(magnitude, signed), Vector256.Create((short)1));
    }
}
