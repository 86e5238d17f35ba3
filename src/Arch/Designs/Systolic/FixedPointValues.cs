using System.Collections.Concurrent;
using Accel.Arch.Formats;

namespace Accel.Arch.Designs.Systolic;

/// <summary>What a format's values need of a multiplier when all are whole multiples of one power of two.</summary>
/// <param name="UnitExponent">The unit is 2 to this power; in it every value is a whole number.</param>
/// <param name="LargestUnits">The largest magnitude in units.</param>
/// <param name="LargestOdd">The largest odd part of a magnitude: what is left once trailing zeros are shifted
/// out.</param>
/// <param name="ArePowers">Whether every value but zero is a power of two with a sign.</param>
public sealed record FixedPointValues(int UnitExponent, long LargestUnits, long LargestOdd, bool ArePowers)
{
    /// <summary>Bits of a significand below which no format has a unit: binary64's.</summary>
    private const int MostBits = 52;

    private static readonly ConcurrentDictionary<NumberFormat, FixedPointValues?> Known = new();

    /// <summary>The figures of a format, or null when its values span too wide a range, or it has none.</summary>
    /// <remarks>Asked for every design point of a sweep, so each format's answer is kept.</remarks>
    public static FixedPointValues? Of(NumberFormat format) => Known.GetOrAdd(format, static format =>
    {
        if (format.CodeCount == 0 || format.CarriesOwnExponent)
        {
            return null;
        }

        int unit = int.MaxValue;
        foreach (double value in format.Values)
        {
            unit = value == 0 ? unit : Math.Min(unit, LowestBit(value));
        }

        if (unit == int.MaxValue || Math.ILogB(format.MaxMagnitude) - unit >= MostBits)
        {
            return null;
        }

        long largest = 0, odd = 0;
        foreach (double value in format.Values)
        {
            long units = (long)Math.ScaleB(Math.Abs(value), -unit);
            largest = Math.Max(largest, units);
            odd = Math.Max(odd, units == 0 ? 0 : units >> (int)long.TrailingZeroCount(units));
        }

        return new FixedPointValues(unit, largest, odd, odd == 1);
    });

    /// <summary>The exponent of the lowest one in a value's binary form.</summary>
    private static int LowestBit(double value)
    {
        int exponent = Math.ILogB(value);
        long significand = (long)Math.ScaleB(Math.Abs(value), MostBits - exponent);
        return exponent - MostBits + (int)long.TrailingZeroCount(significand);
    }
}
