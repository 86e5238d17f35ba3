using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

/// <summary>
/// How far an output may be from the exact product of its operands, after each rounding's documentation.
/// </summary>
/// <remarks>
/// Roundings are bounded by half a unit in the last place of their own result, so that the bound itself is rigorous:
/// <see cref="PeArithmetic"/> (alignment, accumulator, dequantization, sum, output) and <see cref="MacArithmetic"/>.
/// </remarks>
internal static class ErrorBound
{
    private const double Binary32 = 1.0 / (1 << 24);

    /// <summary>The bound of one output; infinity where FP16 overflows.</summary>
    public static double Of(BitSerialOperands operands, int lanes, int m, int n)
    {
        double bound = 0;
        float sum = 0;
        for (int group = 0; group < operands.Groups; group++)
        {
            GroupScale scale = operands.GroupScaleAt(n, group);
            (float value, double error) = operands.IsBitSerial
                ? Terms(operands, lanes, m, n, group, scale)
                : Macs(operands, m, n, group, scale);
            sum += value;
            bound += error + (Math.Abs(sum) * Binary32);
        }

        double channel = (double)operands.ChannelScales[n];
        float scaled = sum * (float)operands.ChannelScales[n];
        Half output = (Half)scaled;
        double binary16 = Math.Max(Math.Abs((double)output) / (1 << 11), Math.ScaleB(1, -25));
        return (bound * channel) + (Math.Abs(scaled) * Binary32) + binary16;
    }

    private static (float Value, double Error) Terms(
        BitSerialOperands operands, int lanes, int m, int n, int group, GroupScale scale)
    {
        double error = 0;
        GroupAccumulator accumulator = GroupAccumulator.Zero;
        int end = Math.Min(operands.K, (group + 1) * operands.GroupSize);
        for (int k = group * operands.GroupSize; k < end; k += lanes)
        {
            int count = Math.Min(lanes, end - k);
            for (int t = 0; t < operands.TermsPerWeight; t++)
            {
                ReadOnlySpan<Half> activations = operands.ActivationsAt(m, k, count);
                ReadOnlySpan<Term> terms = operands.TermsAt(n, t, k, count);
                int active = 0;
                foreach (Term term in terms)
                {
                    active += term.Mantissa;
                }

                if (active > 0)
                {
                    int largest = PeArithmetic.LargestExponent(activations, terms);
                    error += (active - 1)
                        * Math.ScaleB(1, largest - 28 + terms[0].BlockSignificance + operands.UnitExponent);
                }

                accumulator = accumulator.Add(PeArithmetic.Multiply(activations, terms, operands.UnitExponent));
                error += accumulator.Significand == 0 ? 0 : Math.ScaleB(1, accumulator.Exponent - 1);
            }
        }

        float value = PeArithmetic.Dequantize(accumulator, scale);
        return (value, (error * scale.Value) + (Math.Abs(value) / (1 << PeArithmetic.DequantizedBits)));
    }

    private static (float Value, double Error) Macs(
        BitSerialOperands operands, int m, int n, int group, GroupScale scale)
    {
        double error = 0;
        float accumulator = 0;
        int end = Math.Min(operands.K, (group + 1) * operands.GroupSize);
        for (int k = group * operands.GroupSize; k < end; k++)
        {
            accumulator = MacArithmetic.Accumulate(
                accumulator, operands.ActivationsAt(m, k, 1), operands.WeightsAt(n, k, 1));
            error += Math.Abs(accumulator) * Binary32;
        }

        float value = MacArithmetic.Dequantize(accumulator, scale);
        return (value, (error * scale.Value) + (Math.Abs(value) * Binary32));
    }
}
