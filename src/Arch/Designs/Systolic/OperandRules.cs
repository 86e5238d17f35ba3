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
    public static OperandFault? WhyNot(SystolicPe pe, int bits, NumberFormat weights, NumberFormat activations) =>
        pe switch
        {
            SystolicPe.Ternary => IsTernary(weights)
                ? NotInteger(activations, bits)
                : new OperandFault(OperandFaultKind.NotTernary, weights),
            SystolicPe.Shift => NotPowers(weights, bits) ?? NotInteger(activations, bits),
            SystolicPe.Integer => NotInteger(weights, bits) ?? NotInteger(activations, bits),
            SystolicPe.ExponentInteger => NotPair(weights, bits) ?? NotPair(activations, bits),
            _ => NotFloating(weights, bits) ?? NotFloating(activations, bits),
        };

    /// <summary>Whether a format's values are pairs of an exponent and an integer.</summary>
    public static bool IsPair(NumberFormat format, int bits) => NotPair(format, bits) is null;

    private static bool IsTernary(NumberFormat format) =>
        FixedPointValues.Of(format) is { UnitExponent: 0, LargestUnits: 1 };

    private static OperandFault? NotPowers(NumberFormat format, int bits) =>
        FixedPointValues.Of(format) is not { ArePowers: true } ? new OperandFault(OperandFaultKind.NotPowers, format)
        : format.Bits > bits ? new OperandFault(OperandFaultKind.TooWide, format, bits)
        : null;

    private static OperandFault? NotInteger(NumberFormat format, int bits) => format switch
    {
        IntegerFormat { Kind: IntegerKind.Asymmetric } => new OperandFault(OperandFaultKind.ZeroPoints, format),
        IntegerFormat when format.Bits <= bits => null,
        _ when IsTernary(format) => null,
        IntegerFormat => new OperandFault(OperandFaultKind.TooWide, format, bits),
        _ => new OperandFault(OperandFaultKind.NotInteger, format),
    };

    private static OperandFault? NotPair(NumberFormat format, int bits)
    {
        OperandFault? notInteger = NotInteger(format, bits);
        if (notInteger is null || format is IntegerFormat)
        {
            return notInteger;
        }

        // Four bits hold a sign and three bits of integer; wider formats run on fused PEs.
        long largestOdd = format.Bits <= NarrowBits ? 7 : (1L << (bits - 1)) - 1;
        return format.Bits > bits ? new OperandFault(OperandFaultKind.TooWide, format, bits)
            : format is SpecialValueFormat ? new OperandFault(OperandFaultKind.SpecialValues, format)
            : FixedPointValues.Of(format) is not { } values || values.LargestUnits > LargestUnits
                ? new OperandFault(OperandFaultKind.TooFarApart, format)
            : values.LargestOdd > largestOdd ? new OperandFault(OperandFaultKind.LargeIntegers, format, largestOdd)
            : null;
    }

    private static OperandFault? NotFloating(NumberFormat format, int bits) =>
        format is not FloatingFormat ? new OperandFault(OperandFaultKind.NotFloating, format)
        : format.Bits > bits ? new OperandFault(OperandFaultKind.TooWide, format, bits)
        : null;
}
