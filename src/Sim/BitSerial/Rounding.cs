using System.Numerics;

namespace Accel.Sim.BitSerial;

/// <summary>The one rounding of the bit-serial PE: to a number of significant bits, to nearest, ties to even.</summary>
internal static class Rounding
{
    /// <inheritdoc cref="ToSignificant(Int128, int, int)"/>
    /// <remarks>In one word: the sums of nearly all cycles fit.</remarks>
    public static (int Significand, int Exponent) ToSignificant(long value, int exponent, int bits)
    {
        if (value == 0)
        {
            return (0, 0);
        }

        ulong magnitude = (ulong)Math.Abs(value);
        int excess = 64 - BitOperations.LeadingZeroCount(magnitude) - bits;
        int rounded;
        if (excess <= 0)
        {
            rounded = (int)(magnitude << -excess);
        }
        else
        {
            ulong kept = magnitude >> excess;
            ulong dropped = magnitude - (kept << excess);
            ulong half = 1UL << excess - 1;
            bool up = dropped > half || (dropped == half && (kept & 1) == 1);
            rounded = (int)kept + (up ? 1 : 0);
        }

        if (rounded == 1 << bits)
        {
            rounded >>= 1;
            excess++;
        }

        return (value < 0 ? -rounded : rounded, exponent + excess);
    }

    /// <summary>Rounds <c>value * 2^exponent</c> and normalises it.</summary>
    /// <returns>A significand of exactly <paramref name="bits"/> bits with sign, or 0, and the weight of its last
    /// bit.</returns>
    public static (int Significand, int Exponent) ToSignificant(Int128 value, int exponent, int bits)
    {
        if (value == 0)
        {
            return (0, 0);
        }

        Int128 magnitude = Int128.Abs(value);
        int excess = 128 - (int)Int128.LeadingZeroCount(magnitude) - bits;
        int rounded = excess <= 0 ? (int)(magnitude << -excess) : RoundAway(magnitude, excess);
        if (rounded == 1 << bits)
        {
            rounded >>= 1;
            excess++;
        }

        return (value < 0 ? -rounded : rounded, exponent + excess);
    }

    private static int RoundAway(Int128 magnitude, int excess)
    {
        Int128 kept = magnitude >> excess;
        Int128 dropped = magnitude - (kept << excess);
        Int128 half = Int128.One << excess - 1;
        bool up = dropped > half || dropped == half && (kept & 1) == 1;
        return (int)kept + (up ? 1 : 0);
    }
}
