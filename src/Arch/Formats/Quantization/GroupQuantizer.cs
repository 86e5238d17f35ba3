using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Arch.Formats.Quantization;

/// <summary>Quantizes one group: weights that share a scale.</summary>
/// <remarks>
/// <para>The rules, by format (BitMoD, HPCA 2025, Algorithm 1, and its released quant_weight.py):</para>
/// <list type="bullet">
/// <item>signed integers: scale = max|w| / (2^(b-1) - 1), half to even, clipped to +-(2^(b-1) - 1);</item>
/// <item>unsigned integers: scale = max(w) / (2^b - 1), negative weights become 0;</item>
/// <item>asymmetric integers: <see cref="IntegerQuantizer"/>;</item>
/// <item>special-value formats: <see cref="SpecialValueQuantizer"/>;</item>
/// <item>ternary: scale = mean|w| (BitNet b1.58, arXiv 2402.17764, Eq. 1 to 3, there over a tensor);</item>
/// <item>outlier-victim pairs: <see cref="ThresholdSearch"/>; the elements at 2k and 2k + 1 of the group are a pair,
/// the larger of two outliers stays;</item>
/// <item>formats with an exponent of their own: no scale;</item>
/// <item>all others: scale = max|w| / largest value of the format, clamped to [1e-5, 1e4].</item>
/// </list>
/// <para>Elements are divided by the scale, never multiplied by its reciprocal, so that ties stay ties. Weights must be
/// finite. Sums run in the order of the elements.</para>
/// </remarks>
public static class GroupQuantizer
{
    /// <summary>
    /// Quantizes with the scale as computed: parameters, codes, dequantized values and the mean squared error.
    /// </summary>
    /// <param name="codes">Receives one code an element.</param>
    /// <param name="dequantized">Receives one value an element.</param>
    public static QuantizedGroup Quantize(
        NumberFormat element, ReadOnlySpan<double> weights, Span<int> codes, Span<double> dequantized)
    {
        GroupParameters parameters = Fit(element, weights);
        return new QuantizedGroup(parameters, Encode(element, parameters, weights, codes, dequantized));
    }

    /// <summary>Chooses scale, special value and zero point, with the scale not rounded to its stored format.</summary>
    /// <exception cref="ArgumentException">The group is empty, a weight is not finite, or the format is a
    /// mix.</exception>
    public static GroupParameters Fit(NumberFormat element, ReadOnlySpan<double> weights)
    {
        double largest = Magnitudes.Largest(weights);
        return element switch
        {
            IntegerFormat integer => IntegerQuantizer.Fit(integer, weights),
            IntegerMix mix =>
                throw new ArgumentException($"{mix} is a mix over layers; quantize with {mix.Narrow} or {mix.Wide}"),
            SpecialValueFormat special => SpecialValueQuantizer.Fit(special, weights),
            OutlierVictimFormat pairs => new GroupParameters(ThresholdSearch.Fit(pairs, weights).Scale),
            { CarriesOwnExponent: true } => new GroupParameters(1),
            { Name: "ternary" } => new GroupParameters(ScaleClamp.Apply(Magnitudes.Mean(weights))),
            _ => new GroupParameters(ScaleClamp.Apply(largest / element.MaxMagnitude)),
        };
    }

    /// <summary>
    /// The group's parameters once its scale is rounded to what is stored; a zero point follows the new scale.
    /// </summary>
    public static GroupParameters WithScale(
        NumberFormat element, ReadOnlySpan<double> weights, GroupParameters parameters, double scale) => parameters with
        {
            Scale = scale,
            ZeroPoint = element is IntegerFormat { Kind: IntegerKind.Asymmetric } integer
                ? IntegerQuantizer.ZeroPoint(integer, weights, scale)
                : 0,
        };

    /// <summary>Codes and dequantized values of a group under given parameters.</summary>
    /// <remarks>A scale of 0, which a second-level scale can round to, makes every element 0.</remarks>
    /// <returns>The mean squared error of the dequantized values.</returns>
    public static double Encode(NumberFormat element, GroupParameters parameters, ReadOnlySpan<double> weights,
        Span<int> codes, Span<double> dequantized)
    {
        if (element is IntegerFormat integer)
        {
            return IntegerQuantizer.Encode(integer, parameters, weights, codes, dequantized);
        }

        if (element is OutlierVictimFormat pairs)
        {
            return PairQuantizer.Encode(pairs, parameters.Scale, weights, codes, dequantized);
        }

        double scale = parameters.Scale;
        NumberFormat view = element is SpecialValueFormat special ? special.Select(parameters.Selector) : element;
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int code = view.Encode(scale == 0 ? 0 : weights[i] / scale);
            double value = view.Decode(code) * scale;
            double error = value - weights[i];
            (codes[i], dequantized[i]) = (code, value);
            sum += error * error;
        }

        return sum / weights.Length;
    }
}
