using System.Numerics;
using System.Runtime.InteropServices;

namespace Accel.Arch.Formats.Quantization;

/// <summary>Rounding to a short list of values: the inner loop of the special-value search.</summary>
/// <remarks>
/// A value is the lowest list entry plus the steps of all midpoints below the element. The entries are small multiples
/// of a power of two, so that this sum is exact in any order and both kernels give the same bits.
/// </remarks>
public static class ValueListKernels
{
    /// <summary>Elements rounded at a time, so that the buffer lies on the stack.</summary>
    private const int Block = 128;

    /// <summary>Mean squared error of a group rounded to <c>scale</c> times the list, summed in order.</summary>
    /// <param name="values">The list, ascending.</param>
    /// <param name="midpoints">The bounds between neighbours.</param>
    public static double MeanSquaredError(
        ReadOnlySpan<double> values, ReadOnlySpan<double> midpoints, double scale, ReadOnlySpan<double> weights)
    {
        Span<double> rounded = stackalloc double[Block];
        double sum = 0;
        for (int start = 0; start < weights.Length; start += Block)
        {
            ReadOnlySpan<double> block = weights[start..Math.Min(start + Block, weights.Length)];
            Round(values, midpoints, scale, block, rounded);
            for (int i = 0; i < block.Length; i++)
            {
                double error = (rounded[i] * scale) - block[i];
                sum += error * error;
            }
        }

        return sum / weights.Length;
    }

    /// <summary>The list entry nearest to each weight over the scale; half way goes to the lower one.</summary>
    public static void Round(ReadOnlySpan<double> values, ReadOnlySpan<double> midpoints, double scale,
        ReadOnlySpan<double> weights, Span<double> rounded)
    {
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(weights);
        Span<Vector<double>> results = MemoryMarshal.Cast<double, Vector<double>>(rounded);
        Vector<double> divisor = new(scale);
        for (int i = 0; i < wide.Length; i++)
        {
            Vector<double> scaled = wide[i] / divisor;
            Vector<double> value = new(values[0]);
            for (int step = 0; step < midpoints.Length; step++)
            {
                Vector<long> above = Vector.GreaterThan(scaled, new Vector<double>(midpoints[step]));
                value += Vector.ConditionalSelect(
                    above, new Vector<double>(values[step + 1] - values[step]), Vector<double>.Zero);
            }

            results[i] = value;
        }

        int done = wide.Length * Vector<double>.Count;
        RoundScalar(values, midpoints, scale, weights[done..], rounded[done..]);
    }

    /// <summary>The scalar twin of <see cref="Round"/>.</summary>
    public static void RoundScalar(ReadOnlySpan<double> values, ReadOnlySpan<double> midpoints, double scale,
        ReadOnlySpan<double> weights, Span<double> rounded)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            double scaled = weights[i] / scale;
            int index = 0;
            foreach (double midpoint in midpoints)
            {
                index += scaled > midpoint ? 1 : 0;
            }

            rounded[i] = values[index];
        }
    }
}
