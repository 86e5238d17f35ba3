using Accel.Arch.Formats;

namespace Accel.Sim.Systolic;

/// <summary>
/// The product of L-Mul (arXiv 2410.00907): mantissas are added, with an offset, instead of multiplied.
/// </summary>
/// <remarks>
/// <para>
/// x y is taken as (1 + x_m + y_m + 2^-l) 2^(x_e + y_e) with l = m for m up to 3 bits of mantissa, 3 for m = 4 and 4
/// above. The hardware is one integer addition of exponent and mantissa fields together: a mantissa sum of one or more
/// carries into the exponent, and what is left of it is the mantissa, so that there the product is
/// 2 (x_m + y_m + 2^-l) 2^(x_e + y_e).
/// </para>
/// <para>
/// Our conventions, which the paper leaves open: a zero operand makes zero, and decoders turn a format's subnormal
/// numbers, which have no leading one to add to, into zero; infinities and NaN behave as in a true product; a result
/// beyond binary32 becomes infinity, one below its normal numbers zero. Otherwise the result is exact in binary32.
/// </para>
/// </remarks>
public static class LMulProduct
{
    /// <summary>Binary32's mantissa bits.</summary>
    private const int SumMantissaBits = 23;

    private const int Bias = 127;

    private const int LargestExponent = 254;

    private const long MantissaMask = (1L << SumMantissaBits) - 1;

    /// <summary>The offset's exponent l for a mantissa of <paramref name="mantissaBits"/> bits.</summary>
    public static int Offset(int mantissaBits) => mantissaBits <= 3 ? mantissaBits : mantissaBits == 4 ? 3 : 4;

    /// <summary>The mantissa bits that decide the offset for two formats: the wider of the two.</summary>
    public static int MantissaBits(FloatingFormat left, FloatingFormat right) =>
        Math.Max(left.MantissaBits, right.MantissaBits);

    /// <summary>The product of two values of a format with so many mantissa bits.</summary>
    public static float Multiply(float x, float y, int mantissaBits)
    {
        if (!float.IsFinite(x) || !float.IsFinite(y))
        {
            return x * y;
        }

        bool isNegative = float.IsNegative(x) != float.IsNegative(y);
        if (x == 0 || y == 0)
        {
            return isNegative ? -0f : 0f;
        }

        // Both fields at once, as the adder does it; the carry of the mantissas runs into the exponent by itself.
        long sum = Fields(x) + Fields(y) + (1L << (SumMantissaBits - Offset(mantissaBits)))
            - ((long)Bias << SumMantissaBits);
        long exponent = sum >> SumMantissaBits;
        float magnitude = exponent > LargestExponent ? float.PositiveInfinity
            : exponent < 1 ? 0
            : BitConverter.Int32BitsToSingle((int)((exponent << SumMantissaBits) | (sum & MantissaMask)));
        return isNegative ? -magnitude : magnitude;
    }

    private static long Fields(float value) => BitConverter.SingleToInt32Bits(value) & 0x7FFF_FFFF;
}
