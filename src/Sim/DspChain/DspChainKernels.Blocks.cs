using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.DspChain;

public static partial class DspChainKernels
{
    /// <summary>Values of a vector of 512 bits.</summary>
    private const int Wide = 32;

    /// <summary>Four tokens by four channels; what is left of K is filled up with zeros.</summary>
    private static void WholeBlock(
        ReadOnlySpan<sbyte> tokens, ReadOnlySpan<sbyte> weights, int stride, int width, Span<int> sums)
    {
        int whole = width - (width % Wide);
        sums[..(Block * Block)].Clear();
        if (whole > 0)
        {
            AddBlock(tokens, weights, stride, whole, sums);
        }

        if (whole < width)
        {
            Span<sbyte> rest = stackalloc sbyte[2 * Block * Wide];
            rest.Clear();
            for (int i = 0; i < Block; i++)
            {
                tokens.Slice((i * stride) + whole, width - whole).CopyTo(rest[(i * Wide)..]);
                weights.Slice((i * stride) + whole, width - whole).CopyTo(rest[((Block + i) * Wide)..]);
            }

            AddBlock(rest[..(Block * Wide)], rest[(Block * Wide)..], Wide, Wide, sums);
        }
    }

    /// <summary>Thirty-two values at a time, of eight rows: sixteen sums in registers.</summary>
    private static void AddBlock(
        ReadOnlySpan<sbyte> tokens, ReadOnlySpan<sbyte> weights, int stride, int width, Span<int> sums)
    {
        // Vectors are read past no row's end: rows of the stride hold the width.
        _ = tokens.Slice((Block - 1) * stride, width);
        _ = weights.Slice((Block - 1) * stride, width);
        ref sbyte x = ref MemoryMarshal.GetReference(tokens);
        ref sbyte y = ref MemoryMarshal.GetReference(weights);
        (nuint second, nuint third, nuint fourth) = ((nuint)stride, (nuint)(2 * stride), (nuint)(3 * stride));
        Vector512<int> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<int> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<int> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector512<int> s30 = default, s31 = default, s32 = default, s33 = default;
        for (nuint i = 0; i < (nuint)width; i += Wide)
        {
            Vector512<short> y0 = Load(ref y, i), y1 = Load(ref y, i + second);
            Vector512<short> y2 = Load(ref y, i + third), y3 = Load(ref y, i + fourth);
            Vector512<short> one = Load(ref x, i);
            s00 += Pairs(one, y0);
            s01 += Pairs(one, y1);
            s02 += Pairs(one, y2);
            s03 += Pairs(one, y3);
            one = Load(ref x, i + second);
            s10 += Pairs(one, y0);
            s11 += Pairs(one, y1);
            s12 += Pairs(one, y2);
            s13 += Pairs(one, y3);
            one = Load(ref x, i + third);
            s20 += Pairs(one, y0);
            s21 += Pairs(one, y1);
            s22 += Pairs(one, y2);
            s23 += Pairs(one, y3);
            one = Load(ref x, i + fourth);
            s30 += Pairs(one, y0);
            s31 += Pairs(one, y1);
            s32 += Pairs(one, y2);
            s33 += Pairs(one, y3);
        }

        AddRow(sums, s00, s01, s02, s03);
        AddRow(sums[Block..], s10, s11, s12, s13);
        AddRow(sums[(2 * Block)..], s20, s21, s22, s23);
        AddRow(sums[(3 * Block)..], s30, s31, s32, s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Load(ref sbyte values, nuint at) =>
        Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref values, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Pairs(Vector512<short> left, Vector512<short> right) =>
        Avx512BW.MultiplyAddAdjacent(left, right);

    private static void AddRow(
        Span<int> sums, Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d)
    {
        sums[0] = unchecked(sums[0] + Vector512.Sum(a));
        sums[1] = unchecked(sums[1] + Vector512.Sum(b));
        sums[2] = unchecked(sums[2] + Vector512.Sum(c));
        sums[3] = unchecked(sums[3] + Vector512.Sum(d));
    }
}
