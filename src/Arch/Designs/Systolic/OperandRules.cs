using Accel.Arch.Formats;

namespace Accel.Arch.Designs.Systolic;

/// <summary>Which formats each kind of PE multiplies, exactly but for L-Mul.</summary>
internal static class OperandRules
{
    /// <summary>
    /// The largest operand of an exponent-integer PE in units of its format, so that a product fits 31 bits
    /// (OliVe clips outliers there).
    /// </summary>
    private const long LargestUnits = 1 << 15;

    /// <summary>Bits of the operands that one PE without fusing takes as pairs.</summary>
    private const int NarrowBits = 4;

    /// <summary>Why a PE of <paramref name="bits"/> cannot multiply two formats, or null when it can.</summary>
    public static string? WhyNot(SystolicPe pe, int bits, NumberFormat weights, NumberFormat activations) => pe switch
    {
        SystolicPe.Ternary => IsTernary(weights) ? NotInteger(activations, bits) : $"{weights} is not ternary",
        SystolicPe.Shift => FixedPointValues.Of(weights) is { ArePowers: true } && weights.Bits <= bits
            ? NotInteger(activations, bits)
            : $"{weights} has values that are no powers of two",
        SystolicPe.Integer => NotInteger(weights, bits) ?? NotInteger(activations, bits),
        SystolicPe.ExponentInteger => NotPair(weights, bits) ?? NotPair(activations, bits),
        _ => NotFloating(weights, bits) ?? NotFloating(activations, bits),
    };

    /// <summary>Whether a format's values are pairs of an exponent and an integer.</summary>
    public static bool IsPair(NumberFormat format, int bits) => NotPair(format, bits) is null;

    private static bool IsTernary(NumberFormat format) =>
        FixedPointValues.Of(format) is { UnitExponent: 0, LargestUnits: 1 };

    private static string? NotInteger(NumberFormat format, int bits) => format switch
    {
        IntegerFormat { Kind: IntegerKind.Asymmetric } => $"{format} has zero points, which the array does not subtract",
        IntegerFormat when format.Bits <= bits => null,
        _ when IsTernary(format) => null,
        IntegerFormat => $"{format} is wider than the PE's {bits} bits",
        _ => $"{format} is no integer format",
    };

    private static string? NotPair(NumberFormat format, int bits)
    {
        if (NotInteger(format, bits) is null)
        {
            return null;
        }

        if (format is IntegerFormat)
        {
            return NotInteger(format, bits);
        }

        // Four bits hold a sign and three bits of integer; wider formats run on fused PEs.
        long largestOdd = format.Bits <= NarrowBits ? 7 : (1L << (bits - 1)) - 1;
        return format.Bits > bits ? $"{format} is wider than the PE's {bits} bits"
            : FixedPointValues.Of(format) is not { } values || values.LargestUnits > LargestUnits
                ? $"{format} spans too wide a range for an exponent and an integer"
            : values.LargestOdd > largestOdd ? $"{format} has values with more than {largestOdd} in the integer"
            : null;
    }

    private static string? NotFloating(NumberFormat format, int bits) =>
        format is not FloatingFormat ? $"{format} is no floating-point format"
        : format.Bits > bits ? $"{format} is wider than the PE's {bits} bits"
        : null;
}
