namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>
/// OliVe's adaptive-bias float: sign, exponent, mantissa; ((1 &lt;&lt; M) + mantissa) &lt;&lt; (exponent + bias).
/// </summary>
/// <remarks>
/// <para>Unit: the least significant bit of the normal elements. Exact.</para>
/// <para>A pattern without exponent and mantissa is unused, whatever its sign, so that no outlier looks like the
/// identifier; one above <paramref name="Largest"/> is never written. Unused patterns decode to zero.</para>
/// <para>Source: OliVe (ISCA 2023), the formula as read in public notes on the paper and in a survey (arXiv
/// 2409.16694); the order of the bits and the unused patterns are derived.</para>
/// </remarks>
/// <param name="ExponentBits">Bits of the exponent.</param>
/// <param name="MantissaBits">Bits of the mantissa, the leading one not among them.</param>
/// <param name="Bias">Added to the exponent, so that the smallest outlier lies above the largest normal.</param>
/// <param name="Largest">Where outliers are clipped.</param>
public sealed record AbFloat(int ExponentBits, int MantissaBits, int Bias, int Largest)
{
    /// <summary>Bits of a pattern, the sign included.</summary>
    public int Bits => 1 + ExponentBits + MantissaBits;

    /// <summary>The pair that a pattern stands for; zero for an unused one.</summary>
    /// <param name="pattern">The bits, 0 to <c>2^Bits - 1</c>.</param>
    public ExponentInteger Decode(int pattern)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pattern);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pattern, 1 << Bits);
        int body = pattern & ((1 << (Bits - 1)) - 1);
        ExponentInteger magnitude = new(
            (body >> MantissaBits) + Bias, (1 << MantissaBits) + (body & ((1 << MantissaBits) - 1)));
        return body == 0 || magnitude.Value > Largest ? default
            : body == pattern ? magnitude
            : magnitude with { Integer = -magnitude.Integer };
    }
}
