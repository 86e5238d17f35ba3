namespace Accel.Sim.TableLookup;

/// <summary>INT8 activations by the largest magnitude of their token.</summary>
/// <remarks>
/// The scale is max |x| / 127; an activation is x over the scale, rounded half to even: -127 to 127, never -128. A
/// token of zeros (or one so small that its scale vanishes) has scale 0 and zeros. The division and the scale are
/// binary64; hardware that scales in fewer bits may round an activation half way to the other side.
/// </remarks>
public static class ActivationQuantizer
{
    /// <summary>Quantizes a token.</summary>
    /// <param name="quantized">Receives as many INT8 values.</param>
    /// <returns>The scale, which multiplies the sums.</returns>
    /// <exception cref="ArgumentException">An activation is not finite, or a span has another length.</exception>
    public static double Quantize(ReadOnlySpan<double> activations, Span<sbyte> quantized)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(quantized.Length, activations.Length, nameof(quantized));
        double largest = 0;
        foreach (double activation in activations)
        {
            if (!double.IsFinite(activation))
            {
                throw new ArgumentException("an activation is not finite", nameof(activations));
            }

            largest = Math.Max(largest, Math.Abs(activation));
        }

        double scale = largest / LookupArithmetic.MaximumActivation;
        for (int i = 0; i < activations.Length; i++)
        {
            double scaled = scale > 0 ? Math.Round(activations[i] / scale, MidpointRounding.ToEven) : 0;
            quantized[i] = (sbyte)Math.Clamp(
                scaled, -LookupArithmetic.MaximumActivation, LookupArithmetic.MaximumActivation);
        }

        return scale;
    }

    /// <summary>Quantizes tokens one by one.</summary>
    /// <param name="activations">Row-major [M x K].</param>
    /// <param name="quantized">Receives [M x K].</param>
    /// <param name="scales">Receives M scales.</param>
    public static void Quantize(int k, ReadOnlySpan<double> activations, Span<sbyte> quantized, Span<double> scales)
    {
        for (int token = 0; token < scales.Length; token++)
        {
            scales[token] = Quantize(activations.Slice(token * k, k), quantized.Slice(token * k, k));
        }
    }
}
