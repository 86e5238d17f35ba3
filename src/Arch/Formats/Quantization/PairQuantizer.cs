using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Arch.Formats.Quantization;

/// <summary>Codes and values of a group of outlier-victim pairs.</summary>
internal static class PairQuantizer
{
    /// <summary>See <see cref="GroupQuantizer.Encode"/>.</summary>
    public static double Encode(OutlierVictimFormat format, double scale, ReadOnlySpan<double> weights,
        Span<int> codes, Span<double> dequantized)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i += 2)
        {
            bool isPair = i + 1 < weights.Length;
            (double left, double right) = (weights[i], isPair ? weights[i + 1] : 0);
            (int leftCode, int rightCode) = scale == 0
                ? default
                : format.EncodePair(left / scale, right / scale, OutlierRule.LargerWins);
            sum += Store(i, leftCode, left, codes, dequantized);
            sum += isPair ? Store(i + 1, rightCode, right, codes, dequantized) : 0;
        }

        return sum / weights.Length;

        double Store(int at, int code, double weight, Span<int> codes, Span<double> dequantized)
        {
            double value = format.Decode(code) * scale;
            double error = value - weight;
            (codes[at], dequantized[at]) = (code, value);
            return error * error;
        }
    }
}
