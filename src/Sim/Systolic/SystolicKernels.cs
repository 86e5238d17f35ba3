using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.Systolic;

/// <summary>Integer products of 16-bit operands by vectors, bit by bit those of a 32-bit accumulator.</summary>
/// <remarks>
/// Blocks of four tokens by four channels share their loads; two neighbours along K are multiplied and added in one
/// instruction where the machine has it. Integer additions in 32 bits give the same bits in any order as long as they
/// wrap. Whether an array's accumulator overflows on the way depends on the order: <see cref="CannotOverflow"/> says
/// when none can, whatever the order; where one might, callers take <see cref="SystolicReference"/>.
/// </remarks>
public static class SystolicKernels
{
    /// <summary>Tokens and channels of a block.</summary>
    private const int Block = 4;

    /// <summary>Whether no partial sum of a product can leave 32 bits.</summary>
    /// <param name="largestLeft">The largest magnitude of one operand.</param>
    /// <param name="largestRight">The largest magnitude of the other.</param>
    public static bool CannotOverflow(int k, long largestLeft, long largestRight) =>
        (Int128)largestLeft * largestRight * k <= int.MaxValue;

    /// <summary>Multiplies [M x K] by [N x K] transposed into [M x N]; sums wrap at 32 bits.</summary>
    /// <param name="activations">Row-major [M x K].</param>
    /// <param name="weights">Row-major [N x K].</param>
    /// <param name="outputs">Receives M x N sums.</param>
    /// <exception cref="ArgumentException">A span does not have its size.</exception>
    public static void Multiply(
        int m, int k, int n, ReadOnlySpan<short> activations, ReadOnlySpan<short> weights, Span<int> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, m * k, nameof(activations));
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, m * n, nameof(outputs));
        int wholeM = m - (m % Block);
        int wholeN = n - (n % Block);
        Span<int> block = stackalloc int[Block * Block];
        for (int token = 0; token < wholeM; token += Block)
        {
            for (int channel = 0; channel < wholeN; channel += Block)
            {
                MultiplyBlock(
                    activations.Slice(token * k, Block * k), weights.Slice(channel * k, Block * k), k, block);
                for (int i = 0; i < Block; i++)
                {
                    block.Slice(i * Block, Block).CopyTo(outputs[(((token + i) * n) + channel)..]);
                }
            }
        }

        Edges(m, k, n, wholeM, wholeN, activations, weights, outputs);
    }

    /// <summary>One sum, value by value: the twin of the vector code.</summary>
    public static int Dot(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
    {
        int sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum = unchecked(sum + (left[i] * right[i]));
        }

        return sum;
    }

    private static void Edges(
        int m, int k, int n, int wholeM, int wholeN, ReadOnlySpan<short> activations, ReadOnlySpan<short> weights,
        Span<int> outputs)
    {
        for (int token = 0; token < m; token++)
        {
            for (int channel = token < wholeM ? wholeN : 0; channel < n; channel++)
            {
                outputs[(token * n) + channel] = VectorDot(
                    activations.Slice(token * k, k), weights.Slice(channel * k, k));
            }
        }
    }

    private static int VectorDot(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
    {
        ref short x = ref MemoryMarshal.GetReference(left);
        ref short y = ref MemoryMarshal.GetReference(right);
        Vector256<int> sum = Vector256<int>.Zero;
        int whole = left.Length - (left.Length % Vector256<short>.Count);
        for (int i = 0; i < whole; i += Vector256<short>.Count)
        {
            sum += Pairs(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i));
        }

        return unchecked(Vector256.Sum(sum) + Dot(left[whole..], right[whole..]));
    }

    private static void MultiplyBlock(
        ReadOnlySpan<short> activations, ReadOnlySpan<short> weights, int k, Span<int> sums)
    {
        ref short x = ref MemoryMarshal.GetReference(activations);
        ref short y = ref MemoryMarshal.GetReference(weights);
        Vector256<int> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector256<int> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector256<int> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector256<int> s30 = default, s31 = default, s32 = default, s33 = default;
        int whole = k - (k % Vector256<short>.Count);
        for (int i = 0; i < whole; i += Vector256<short>.Count)
        {
            Vector256<short> y0 = Vector256.LoadUnsafe(ref y, (nuint)i);
            Vector256<short> y1 = Vector256.LoadUnsafe(ref y, (nuint)(i + k));
            Vector256<short> y2 = Vector256.LoadUnsafe(ref y, (nuint)(i + (2 * k)));
            Vector256<short> y3 = Vector256.LoadUnsafe(ref y, (nuint)(i + (3 * k)));
            Vector256<short> one = Vector256.LoadUnsafe(ref x, (nuint)i);
            (s00, s01, s02, s03) =
                (s00 + Pairs(one, y0), s01 + Pairs(one, y1), s02 + Pairs(one, y2), s03 + Pairs(one, y3));
            one = Vector256.LoadUnsafe(ref x, (nuint)(i + k));
            (s10, s11, s12, s13) =
                (s10 + Pairs(one, y0), s11 + Pairs(one, y1), s12 + Pairs(one, y2), s13 + Pairs(one, y3));
            one = Vector256.LoadUnsafe(ref x, (nuint)(i + (2 * k)));
            (s20, s21, s22, s23) =
                (s20 + Pairs(one, y0), s21 + Pairs(one, y1), s22 + Pairs(one, y2), s23 + Pairs(one, y3));
            one = Vector256.LoadUnsafe(ref x, (nuint)(i + (3 * k)));
            (s30, s31, s32, s33) =
                (s30 + Pairs(one, y0), s31 + Pairs(one, y1), s32 + Pairs(one, y2), s33 + Pairs(one, y3));
        }

        Store(sums, 0, s00, s01, s02, s03);
        Store(sums, 1, s10, s11, s12, s13);
        Store(sums, 2, s20, s21, s22, s23);
        Store(sums, 3, s30, s31, s32, s33);
        if (whole < k)
        {
            for (int i = 0; i < Block * Block; i++)
            {
                int token = i / Block, channel = i % Block;
                sums[i] = unchecked(sums[i] + Dot(
                    activations[((token * k) + whole)..((token + 1) * k)],
                    weights[((channel * k) + whole)..((channel + 1) * k)]));
            }
        }
    }

    private static void Store(
        Span<int> sums, int token, Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        Span<int> row = sums.Slice(token * Block, Block);
        (row[0], row[1], row[2], row[3]) =
            (Vector256.Sum(a), Vector256.Sum(b), Vector256.Sum(c), Vector256.Sum(d));
    }

    /// <summary>Products of neighbours, added two by two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pairs(Vector256<short> left, Vector256<short> right)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(left, right);
        }

        // Sums of other neighbours are as good: only the total counts.
        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(left);
        (Vector256<int> otherLow, Vector256<int> otherHigh) = Vector256.Widen(right);
        return (low * otherLow) + (high * otherHigh);
    }
}
