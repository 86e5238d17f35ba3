using System.Numerics;

namespace Accel.Sim.BitSerial;

/// <summary>
/// The same GEMM as <see cref="BitSerialReference"/>, a vector of tokens at a time, equal bit by bit.
/// </summary>
public static class BitSerialKernels
{
    /// <inheritdoc cref="BitSerialReference.Multiply"/>
    public static void Multiply(BitSerialOperands operands, int lanes, Span<Half> outputs)
    {
        ArgumentNullException.ThrowIfNull(operands);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, PeArithmetic.MaximumLanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, operands.M * operands.N, nameof(outputs));
        ActivationVectors activations = new(operands);
        int width = ActivationVectors.Width;
        Span<float> lanesOut = stackalloc float[width];
        for (int n = 0; n < operands.N; n++)
        {
            var channelScale = new Vector<float>((float)operands.ChannelScales[n]);
            for (int m = 0; m < operands.M; m += width)
            {
                Vector<float> sum = Vector<float>.Zero;
                for (int group = 0; group < operands.Groups; group++)
                {
                    sum += operands.IsBitSerial
                        ? Group(operands, lanes, n, group, m, activations)
                        : MacGroup(operands, n, group, m, activations);
                }

                (sum * channelScale).CopyTo(lanesOut);
                for (int i = 0; i < Math.Min(width, operands.M - m); i++)
                {
                    outputs[(m + i) * operands.N + n] = (Half)lanesOut[i];
                }
            }
        }
    }

    private static Vector<float> Group(
        BitSerialOperands operands, int lanes, int n, int group, int m, ActivationVectors activations)
    {
        Vector<float> accumulator = Vector<float>.Zero;
        int end = Math.Min(operands.K, (group + 1) * operands.GroupSize);
        for (int k = group * operands.GroupSize; k < end; k += lanes)
        {
            int place = activations.At(m, k);
            for (int term = 0; term < operands.TermsPerWeight; term++)
            {
                ReadOnlySpan<Term> terms = operands.TermsAt(n, term, k, Math.Min(lanes, end - k));
                Vector<int> largest = PeVectors.LargestExponent(terms, activations, place);
                accumulator = PeVectors.Accumulate(
                    accumulator, PeVectors.Multiply(terms, activations, place, largest, operands.UnitExponent));
            }
        }

        return PeVectors.Dequantize(accumulator, operands.GroupScaleAt(n, group));
    }

    private static Vector<float> MacGroup(
        BitSerialOperands operands, int n, int group, int m, ActivationVectors activations)
    {
        int start = group * operands.GroupSize;
        ReadOnlySpan<float> weights =
            operands.WeightsAt(n, start, Math.Min(operands.GroupSize, operands.K - start));
        Vector<float> accumulator = Vector<float>.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            accumulator += activations.Values(activations.At(m, start + i)) * weights[i];
        }

        return accumulator * operands.GroupScaleAt(n, group).Value;
    }
}
