using Accel.Sim.TableLookup;

namespace Accel.Sim.Transformer;

/// <summary>INT8 activations by the largest magnitude of their token, in binary32.</summary>
/// <remarks>
/// The scale is max |x| / 127, an activation x (127 / max |x|) rounded half to even: -127 to 127. A token whose largest
/// magnitude is below <see cref="FloatArithmetic.Least"/> has scale 0 and zeros. <see cref="ActivationQuantizer"/> is
/// the same in binary64, and differs by one where an element is half way between two integers but for some 1e-7 of it.
/// </remarks>
public static class TokenQuantizer
{
    /// <summary>To a number of magnitude below 2^22 this adds its nearest integer in the low bits.</summary>
    private const float Rounder = 12582912;

    /// <summary>Quantizes a token.</summary>
    /// <param name="token">Finite numbers.</param>
    /// <param name="quantized">Receives as many INT8 values.</param>
    /// <returns>The scale, which multiplies the sums.</returns>
    public static float Quantize(ReadOnlySpan<float> token, Span<sbyte> quantized)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(quantized.Length, token.Length);
        float largest = 0;
        foreach (float value in token)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        bool hasScale = largest >= FloatArithmetic.Least;
        float inverse = hasScale ? LookupArithmetic.MaximumActivation / largest : 0;
        for (int i = 0; i < token.Length; i++)
        {
            float rounded = (token[i] * inverse) + Rounder;
            quantized[i] = unchecked((sbyte)BitConverter.SingleToInt32Bits(rounded));
        }

        return hasScale ? largest / LookupArithmetic.MaximumActivation : 0;
    }
}
