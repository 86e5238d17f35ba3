namespace Accel.Arch.Formats.Quantization;

/// <summary>The statistics of a group that scales are made of.</summary>
internal static class Magnitudes
{
    /// <summary>The largest magnitude.</summary>
    /// <exception cref="ArgumentException">There are no weights, or one is NaN or infinite.</exception>
    public static double Largest(ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
        {
            throw new ArgumentException("a group has at least one weight", nameof(weights));
        }

        double largest = 0;
        foreach (double weight in weights)
        {
            double magnitude = Math.Abs(weight);
            if (!(magnitude <= double.MaxValue))
            {
                throw new ArgumentException($"weights must be finite, got {weight}", nameof(weights));
            }

            largest = Math.Max(largest, magnitude);
        }

        return largest;
    }

    /// <summary>The mean magnitude, summed in order.</summary>
    public static double Mean(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += Math.Abs(weight);
        }

        return sum / weights.Length;
    }
}
