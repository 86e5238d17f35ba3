namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>OliVe's choice of the threshold between normal elements and outliers, which is that of the scale.</summary>
/// <remarks>
/// <para>The start is three standard deviations (of a sample, n - 1) beyond the mean, on the side that reaches further.
/// Of the candidates 75, 77, ... 249 % of it, the first with the smallest mean squared error after rounding in pairs
/// stays.</para>
/// <para>A channel of zeros has scale 1. Sums run in a fixed order. Source: OliVe's released code (rules and step) and
/// its scripts (limits).</para>
/// </remarks>
public static class ThresholdSearch
{
    /// <summary>The first candidate, in percent of the start.</summary>
    public const int FirstPercent = 75;

    /// <summary>The last candidate, in percent of the start.</summary>
    public const int LastPercent = 249;

    private const int StepPercent = 2;
    private const double Sigmas = 3;

    /// <summary>The best threshold of elements that share a scale.</summary>
    /// <param name="weights">Finite elements; those at 2k and 2k + 1 are a pair.</param>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public static ThresholdFit Fit(
        OutlierVictimFormat format, ReadOnlySpan<double> weights, OutlierRule rule = OutlierRule.LargerWins)
    {
        double start = Start(weights);
        if (!(start > 0))
        {
            return new ThresholdFit(0, FirstPercent, format.LargestNormal, 1, 0);
        }

        (int best, double least) = (FirstPercent, double.PositiveInfinity);
        for (int percent = FirstPercent; percent <= LastPercent; percent += StepPercent)
        {
            double error = PairKernels.SquaredError(format, Scale(format, start, percent), weights, rule, least);
            if (error < least)
            {
                (best, least) = (percent, error);
            }
        }

        return new ThresholdFit(
            start, best, Threshold(start, best), Scale(format, start, best), least / weights.Length);
    }

    /// <summary>
    /// OliVe's choice of a 4-bit tensor's normal type: the one with the smaller sum of channel errors.
    /// </summary>
    /// <param name="tensor">Finite elements, channel after channel.</param>
    /// <param name="channelLength">Elements of a channel; all of them for one scale a tensor.</param>
    /// <returns><see cref="OutlierVictimFormats.Int4"/>, also on a tie, or
    /// <see cref="OutlierVictimFormats.Flint4"/>.</returns>
    /// <exception cref="ArgumentException">The tensor is no whole number of channels.</exception>
    public static OutlierVictimFormat ChooseNormals(
        ReadOnlySpan<double> tensor, int channelLength, OutlierRule rule = OutlierRule.LargerWins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channelLength);
        if (tensor.Length % channelLength != 0)
        {
            throw new ArgumentException("a tensor is a whole number of channels", nameof(tensor));
        }

        (double integers, double flints) = (0, 0);
        for (int start = 0; start < tensor.Length; start += channelLength)
        {
            ReadOnlySpan<double> channel = tensor.Slice(start, channelLength);
            integers += Fit(OutlierVictimFormats.Int4, channel, rule).MeanSquaredError;
            flints += Fit(OutlierVictimFormats.Flint4, channel, rule).MeanSquaredError;
        }

        return flints < integers ? OutlierVictimFormats.Flint4 : OutlierVictimFormats.Int4;
    }

    /// <summary>The three-sigma start; 0 for zeros.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public static double Start(ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
        {
            throw new ArgumentException("a channel has at least one element", nameof(weights));
        }

        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        double mean = sum / weights.Length;
        double squares = 0;
        foreach (double weight in weights)
        {
            squares += (weight - mean) * (weight - mean);
        }

        double reach = weights.Length == 1 ? 0 : Sigmas * Math.Sqrt(squares / (weights.Length - 1));
        return Math.Max(Math.Abs(mean + reach), Math.Abs(mean - reach));
    }

    private static double Threshold(double start, int percent) => start * percent / 100;

    /// <summary>
    /// Positive and finite, also where the quotient is too small or the start too large for a number.
    /// </summary>
    private static double Scale(OutlierVictimFormat format, double start, int percent) =>
        Math.Clamp(Threshold(start, percent) / format.LargestNormal, double.Epsilon, double.MaxValue);
}
