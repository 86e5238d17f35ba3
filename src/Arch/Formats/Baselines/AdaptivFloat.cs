namespace Accel.Arch.Formats.Baselines;

/// <summary>AdaptivFloat: a small float without subnormals whose exponent bias is chosen for each tensor.</summary>
/// <remarks>
/// <para>Sign, exponent, mantissa: 2^(exponent + bias) (1 + mantissa / 2^M). The code without exponent and mantissa is
/// zero instead of its smallest value. The bias makes the largest exponent that of the tensor's largest magnitude, so
/// that no scale is needed. Elements beyond the largest value saturate; below the smallest one they go to it or to
/// zero, whichever is nearer; half way goes to the lower value.</para>
/// <para>Exact but for the powers of two that binary64 cannot hold. Source: AdaptivFloat (DAC 2020), recalled, not
/// read; the paper's treatment of ties is not known.</para>
/// </remarks>
public sealed class AdaptivFloat
{
    private readonly ValueListFormat _unbiased;

    /// <param name="bits">Bits of a code, 3 to 8.</param>
    /// <param name="exponentBits">Bits of the exponent, 1 to <c>bits - 1</c>, and at most 5.</param>
    public AdaptivFloat(int bits, int exponentBits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(exponentBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponentBits, Math.Min(5, bits - 1));
        (Bits, ExponentBits) = (bits, exponentBits);
        int mantissaBits = bits - 1 - exponentBits;
        double[] magnitudes = [.. Enumerable.Range(0, 1 << (bits - 1)).Select(code => code == 0 ? 0 : Math.ScaleB(
            1 + Math.ScaleB(code & ((1 << mantissaBits) - 1), -mantissaBits), code >> mantissaBits))];
        _unbiased = new ValueListFormat($"adaptivfloat{bits}-e{exponentBits}", "AdaptivFloat with a bias of 0",
            [.. magnitudes, .. magnitudes.Select(value => -value)]);
    }

    public int Bits { get; }

    public int ExponentBits { get; }

    /// <summary>The values with a bias of 0, ascending.</summary>
    public ReadOnlySpan<double> UnbiasedValues => _unbiased.Values;

    /// <summary>The bias for a tensor whose largest magnitude is given; 0 for a tensor of zeros.</summary>
    public int BiasFor(double largestMagnitude) =>
        largestMagnitude > 0 ? Math.ILogB(largestMagnitude) - ((1 << ExponentBits) - 1) : 0;

    /// <summary>The code of the nearest value.</summary>
    public int Encode(double value, int bias) => _unbiased.Encode(Math.ScaleB(value, -bias));

    /// <summary>The value of a code.</summary>
    public double Decode(int code, int bias) => Math.ScaleB(_unbiased.Decode(code), bias);
}
