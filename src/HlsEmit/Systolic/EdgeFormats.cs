using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;

namespace Accel.HlsEmit.Systolic;

/// <summary>Which formats the decoders of the hardware library know.</summary>
internal static class EdgeFormats
{
    private const int AsItIs = 0, Unsigned = 1, Ternary = 2, Flint = 3, Power = 4, Dense = 5, SmallFloat = 6;

    /// <summary>Bits of a signed integer of -1, 0 or 1.</summary>
    private const int SignBits = 2;

    /// <summary>The edge of an operand, or null when no decoder makes of it what the PE takes.</summary>
    /// <param name="isWeight">Whether it is the operand that a ternary or shift PE does not multiply.</param>
    public static EdgeFormat? Of(SystolicPe pe, bool isWeight, NumberFormat format) => pe switch
    {
        SystolicPe.FloatingPoint or SystolicPe.LMul => format is FloatingFormat floating ? Float(floating) : null,
        SystolicPe.Ternary or SystolicPe.Shift when isWeight => OfPower(format),
        SystolicPe.ExponentInteger => OfInteger(format) ?? OfPower(format) ?? OfPair(format),
        _ => OfInteger(format),
    };

    private static EdgeFormat Float(FloatingFormat format)
    {
        int bits = (int)format.Bits;
        return new EdgeFormat(AsItIs, bits, bits, bits - 1 - format.MantissaBits, (int)format.Specials);
    }

    private static EdgeFormat? OfInteger(NumberFormat format) => format switch
    {
        IntegerFormat { Kind: IntegerKind.Signed } => new EdgeFormat(AsItIs, (int)format.Bits, (int)format.Bits, 0, 0),
        IntegerFormat { Kind: IntegerKind.Unsigned } =>
            new EdgeFormat(Unsigned, (int)format.Bits, (int)format.Bits + 1, 0, 0),
        ValueListFormat { Name: "ternary" } => new EdgeFormat(Ternary, SignBits, SignBits, 0, 0),
        _ => null,
    };

    /// <summary>Powers of two with a sign; the only integers among them are ternary.</summary>
    private static EdgeFormat? OfPower(NumberFormat format)
    {
        int bits = (int)format.Bits;
        return format.Name switch
        {
            "ternary" => OfInteger(format),
            "pot4" or "fp3" => new EdgeFormat(Power, bits, bits - 1 + SignBits, bits - 1, 0),
            "denseshift3" or "denseshift4" => new EdgeFormat(Dense, bits, bits - 1 + SignBits, bits - 1, 0),
            _ => null,
        };
    }

    private static EdgeFormat? OfPair(NumberFormat format)
    {
        switch (format)
        {
            case ValueListFormat { Name: "flint4" }:
                return new EdgeFormat(Flint, 4, 7, 3, 0);
            case FloatingFormat { Specials: FloatingSpecials.None } small:
                int bits = (int)small.Bits;
                return new EdgeFormat(SmallFloat, bits, bits + 1, bits - 1 - small.MantissaBits, 0);
            case OutlierVictimFormat pairs:
                // The largest exponents are 5, 6, 12 and 5.
                int exponentBits = pairs.Equals(OutlierVictimFormats.Int8) ? 4 : 3;
                int kind = OutlierVictimFormats.All.ToList().IndexOf(pairs);
                return new EdgeFormat(EdgeFormat.FirstPaired + kind, 2 * pairs.SlotBits, exponentBits + pairs.SlotBits,
                    exponentBits, 0);
            default:
                return null;
        }
    }
}
