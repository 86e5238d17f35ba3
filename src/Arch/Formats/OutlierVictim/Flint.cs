using System.Numerics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>ANT's float-integer (MICRO 2022): the decoder from a code to an exponent-integer pair.</summary>
/// <remarks>
/// <para>An unsigned code with a clear top bit is its own integer. With the top bit set, let z be the zeros that lead
/// the low bits: the pair is (2z, low bits &lt;&lt; 1), and (2 times the low bits, 1) when they are all zero. Four bits
/// give 0 to 7, 8, 10, 12, 14, 16, 24, 32 and 64.</para>
/// <para>A signed code is a sign and an unsigned code of one bit less: 0 to 3, 4, 6, 8, 16 at four bits.</para>
/// <para>Exact. Source: the unsigned values from ANT's released code and the formula of a survey (arXiv 2409.16694);
/// the integer form and the signed bit patterns are derived.</para>
/// </remarks>
public static class Flint
{
    /// <summary>The pair of an unsigned code.</summary>
    /// <param name="code">0 to <c>2^bits - 1</c>.</param>
    /// <param name="bits">2 to 8.</param>
    public static ExponentInteger Decode(int code, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, 1 << bits);
        int lowBits = bits - 1;
        int low = code & ((1 << lowBits) - 1);
        if (low == code)
        {
            return new ExponentInteger(0, code);
        }

        int zeros = lowBits - 1 - BitOperations.Log2((uint)low);
        return low == 0 ? new ExponentInteger(2 * lowBits, 1) : new ExponentInteger(2 * zeros, low << 1);
    }

    /// <summary>The pair of a signed code: the top bit is the sign.</summary>
    /// <param name="code">0 to <c>2^bits - 1</c>.</param>
    /// <param name="bits">3 to 9.</param>
    public static ExponentInteger DecodeSigned(int code, int bits)
    {
        int sign = 1 << (bits - 1);
        ExponentInteger magnitude = Decode(code & ~sign, bits - 1);
        return (code & sign) == 0 ? magnitude : magnitude with { Integer = -magnitude.Integer };
    }
}
