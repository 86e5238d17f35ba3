namespace Accel.Arch.Formats.Quantization;

/// <summary>
/// Scale and zero point of a group of integers, by the rules of BitMoD's released quantizer (quant_weight.py).
/// </summary>
/// <remarks>
/// Asymmetric: scale = (max - min) / (2^b - 1), zero point = round(-min / scale) clamped to the code range. As there,
/// the range need not include zero, so a group of one sign is clipped by the zero point's clamp. Where the rule would
/// divide by zero the scale is the weights' common magnitude, which represents them exactly, and 1 for a group of
/// zeros.
/// </remarks>
internal static class IntegerQuantizer
{
    public static GroupParameters Fit(IntegerFormat format, ReadOnlySpan<double> weights)
    {
        (double minimum, double maximum) = Range(weights);
        double scale = format.Kind switch
        {
            IntegerKind.Signed => Math.Max(-minimum, maximum) / format.Maximum,
            IntegerKind.Unsigned => Math.Max(0, maximum) / format.Maximum,
            _ => maximum > minimum ? (maximum - minimum) / format.Maximum : Math.Abs(maximum),
        };
        scale = scale > 0 ? scale : 1;
        return new GroupParameters(
            scale, ZeroPoint: format.Kind == IntegerKind.Asymmetric ? ZeroPoint(format, minimum, scale) : 0);
    }

    /// <summary>Codes and dequantized values; see <see cref="GroupQuantizer.Encode"/>.</summary>
    /// <remarks>Works on the levels themselves, which is several times faster than a call for each code.</remarks>
    public static double Encode(IntegerFormat format, GroupParameters parameters, ReadOnlySpan<double> weights,
        Span<int> codes, Span<double> dequantized)
    {
        double scale = parameters.Scale;
        double zero = parameters.ZeroPoint;
        double most = format.Maximum;
        double least = format.Kind == IntegerKind.Signed ? -most : 0;
        int mask = format.CodeCount - 1;
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double scaled = scale == 0 ? 0 : weights[i] / scale;
            double level = Math.Clamp(Math.Round(scaled, MidpointRounding.ToEven) + zero, least, most);
            double value = (level - zero) * scale;
            double error = value - weights[i];
            (codes[i], dequantized[i]) = ((int)level & mask, value);
            sum += error * error;
        }

        return sum / weights.Length;
    }

    /// <summary>The zero point under a given scale; 0 when the scale is 0.</summary>
    public static int ZeroPoint(IntegerFormat format, ReadOnlySpan<double> weights, double scale) =>
        scale == 0 ? 0 : ZeroPoint(format, Range(weights).Minimum, scale);

    private static int ZeroPoint(IntegerFormat format, double minimum, double scale) =>
        (int)Math.Clamp(Math.Round(-minimum / scale, MidpointRounding.ToEven), 0, format.Maximum);

    private static (double Minimum, double Maximum) Range(ReadOnlySpan<double> weights)
    {
        (double minimum, double maximum) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double weight in weights)
        {
            (minimum, maximum) = (Math.Min(minimum, weight), Math.Max(maximum, weight));
        }

        return (minimum, maximum);
    }
}
