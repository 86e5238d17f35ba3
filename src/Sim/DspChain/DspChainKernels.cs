using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.DspChain;

/// <summary>Products of 8-bit operands by vectors, bit by bit those of a core of DSP chains.</summary>
/// <remarks>
/// Values are widened to 16 bits; neighbours along K are multiplied and added exactly. Blocks of four tokens by four
/// channels share their loads where vectors have 512 bits, otherwise four channels those of a token. Weights that are
/// not kept are zeros here (<see cref="SparseOperands.Expand"/>). Additions and multiplications that wrap at 32 bits
/// give the same bits in any order, and a multiplier may be applied to the sum of its whole group as well as to each
/// step's.
/// </remarks>
public static partial class DspChainKernels
{
    /// <summary>Tokens and channels of a block.</summary>
    private const int Block = 4;

    /// <summary>Multiplies [M x K] by [N x K] transposed into [M x N]; sums wrap at 32 bits.</summary>
    /// <param name="activations">Row-major [M x K].</param>
    /// <param name="weights">Row-major [N x K].</param>
    /// <param name="scaleGroup">Weights along K under one multiplier; 0 for none.</param>
    /// <param name="multipliers">Row-major [N x groups along K]; empty for none.</param>
    /// <param name="outputs">Receives M x N sums.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public static void Multiply(int m, int k, int n, ReadOnlySpan<sbyte> activations, ReadOnlySpan<sbyte> weights,
        int scaleGroup, ReadOnlySpan<int> multipliers, Span<int> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        Check(m, k, n, activations.Length, scaleGroup, multipliers.Length, outputs.Length);
        int group = scaleGroup == 0 ? Math.Max(1, k) : scaleGroup;
        int groups = (k + group - 1) / group;
        outputs.Clear();
        Span<int> sums = stackalloc int[Block * Block];
        for (int channel = 0; channel < n; channel += Block)
        {
            int channels = Math.Min(Block, n - channel);
            for (int token = 0; token < m; token += Block)
            {
                int tokens = Math.Min(Block, m - token);
                for (int i = 0; i < groups; i++)
                {
                    int first = i * group;
                    int width = Math.Min(group, k - first);
                    BlockSums(activations[((token * k) + first)..], weights[((channel * k) + first)..], k, width,
                        tokens, channels, sums);
                    for (int sum = 0; sum < tokens * channels; sum++)
                    {
                        (int row, int lane) = Math.DivRem(sum, channels);
                        int multiplier = scaleGroup == 0 ? 1 : multipliers[((channel + lane) * groups) + i];
                        ref int output = ref outputs[((token + row) * n) + channel + lane];
                        output = unchecked(output + (sums[sum] * multiplier));
                    }
                }
            }
        }
    }

    /// <summary>One sum, value by value: the twin of the vector code.</summary>
    internal static int DotScalar(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        int sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum = unchecked(sum + (left[i] * right[i]));
        }

        return sum;
    }

    /// <summary>Sums of up to four tokens with up to four channels, [tokens x channels].</summary>
    /// <param name="tokens">Tokens, one every <paramref name="stride"/> values.</param>
    /// <param name="weights">Channels, one every <paramref name="stride"/> values.</param>
    internal static void BlockSums(ReadOnlySpan<sbyte> tokens, ReadOnlySpan<sbyte> weights, int stride, int width,
        int rows, int channels, Span<int> sums)
    {
        if (Avx512BW.IsSupported && rows == Block && channels == Block)
        {
            WholeBlock(tokens, weights, stride, width, sums);
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            Dots(tokens.Slice(row * stride, width), weights, stride, sums.Slice(row * channels, channels));
        }
    }

    /// <summary>Sums of a token with up to four channels.</summary>
    /// <param name="channels">Channels, one every <paramref name="stride"/> values.</param>
    internal static void Dots(ReadOnlySpan<sbyte> token, ReadOnlySpan<sbyte> channels, int stride, Span<int> sums)
    {
        int whole = 0;
        sums.Clear();
        if (Avx2.IsSupported && sums.Length == Block)
        {
            whole = token.Length - (token.Length % Vector128<sbyte>.Count);
            DotsVector(token[..whole], channels, stride, sums);
        }

        for (int lane = 0; lane < sums.Length; lane++)
        {
            sums[lane] = unchecked(sums[lane]
                + DotScalar(token[whole..], channels.Slice((lane * stride) + whole, token.Length - whole)));
        }
    }

    /// <exception cref="ArgumentException">A size does not fit.</exception>
    internal static void Check(
        int m, int k, int n, int activations, int scaleGroup, int multipliers, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations, m * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs, m * n);
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            multipliers, scaleGroup == 0 ? 0 : n * ((k + scaleGroup - 1) / scaleGroup));
    }

    /// <summary>Sixteen values at a time.</summary>
    private static void DotsVector(
        ReadOnlySpan<sbyte> token, ReadOnlySpan<sbyte> channels, int stride, Span<int> sums)
    {
        // Checks once that all four channels are there.
        _ = channels.Slice(3 * stride, token.Length);
        ref sbyte left = ref MemoryMarshal.GetReference(token);
        ref sbyte right = ref MemoryMarshal.GetReference(channels);
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nuint i = 0; i < (nuint)token.Length; i += (nuint)Vector128<sbyte>.Count)
        {
            Vector256<short> own = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, i));
            s0 += Pairs(own, Vector128.LoadUnsafe(ref right, i));
            s1 += Pairs(own, Vector128.LoadUnsafe(ref right, i + (nuint)stride));
            s2 += Pairs(own, Vector128.LoadUnsafe(ref right, i + (nuint)(2 * stride)));
            s3 += Pairs(own, Vector128.LoadUnsafe(ref right, i + (nuint)(3 * stride)));
        }

        sums[0] = Vector256.Sum(s0);
        sums[1] = Vector256.Sum(s1);
        sums[2] = Vector256.Sum(s2);
        sums[3] = Vector256.Sum(s3);
    }

    private static Vector256<int> Pairs(Vector256<short> left, Vector128<sbyte> right) =>
        Avx2.MultiplyAddAdjacent(left, Avx2.ConvertToVector256Int16(right));
}
