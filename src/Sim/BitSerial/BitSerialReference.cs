namespace Accel.Sim.BitSerial;

/// <summary>A whole GEMM in the arithmetic of the PEs, one value at a time: the scalar reference.</summary>
public static class BitSerialReference
{
    /// <summary>Computes the outputs.</summary>
    /// <param name="lanes">Weights of a beat, 1 to 32: alignment depends on it.</param>
    /// <param name="outputs">Row-major [M x N].</param>
    public static void Multiply(BitSerialOperands operands, int lanes, Span<Half> outputs)
    {
        ArgumentNullException.ThrowIfNull(operands);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, PeArithmetic.MaximumLanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, operands.M * operands.N, nameof(outputs));
        for (int m = 0; m < operands.M; m++)
        {
            for (int n = 0; n < operands.N; n++)
            {
                float sum = 0;
                for (int group = 0; group < operands.Groups; group++)
                {
                    GroupScale scale = operands.GroupScaleAt(n, group);
                    sum += operands.IsBitSerial
                        ? PeArithmetic.Dequantize(Group(operands, lanes, m, n, group), scale)
                        : MacArithmetic.Dequantize(MacGroup(operands, m, n, group), scale);
                }

                outputs[m * operands.N + n] = PeArithmetic.Finish(sum, operands.ChannelScales[n]);
            }
        }
    }

    /// <summary>The accumulator after one group of one output.</summary>
    public static GroupAccumulator Group(BitSerialOperands operands, int lanes, int m, int n, int group)
    {
        ArgumentNullException.ThrowIfNull(operands);
        GroupAccumulator accumulator = GroupAccumulator.Zero;
        int end = Math.Min(operands.K, (group + 1) * operands.GroupSize);
        for (int k = group * operands.GroupSize; k < end; k += lanes)
        {
            int count = Math.Min(lanes, end - k);
            ReadOnlySpan<Half> activations = operands.ActivationsAt(m, k, count);
            for (int term = 0; term < operands.TermsPerWeight; term++)
            {
                accumulator = accumulator.Add(
                    PeArithmetic.Multiply(activations, operands.TermsAt(n, term, k, count), operands.UnitExponent));
            }
        }

        return accumulator;
    }

    private static float MacGroup(BitSerialOperands operands, int m, int n, int group)
    {
        int start = group * operands.GroupSize;
        int count = Math.Min(operands.GroupSize, operands.K - start);
        return MacArithmetic.Accumulate(
            0, operands.ActivationsAt(m, start, count), operands.WeightsAt(n, start, count));
    }
}
