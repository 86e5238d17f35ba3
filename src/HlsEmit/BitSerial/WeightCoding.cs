using Accel.Arch.Formats;

namespace Accel.HlsEmit.BitSerial;

/// <summary>How <c>weight_lane.v</c> takes the codes of a weight format, and what a group stores for them.</summary>
/// <param name="Element">The format; INT8 for a mean width over layers, as the PE takes whatever is narrower.</param>
/// <param name="Format">Parameter FORMAT.</param>
/// <param name="ExtraBits">Bits beside a group's scale: a zero point, or which special value it has.</param>
internal sealed record WeightCoding(NumberFormat Element, int Format, int ExtraBits)
{
    /// <summary>Bits of a special value: a sign above five bits of halves.</summary>
    private const int SpecialBits = 6;

    /// <summary>What <c>window_decoder.v</c> decodes, by name, with parameter FORMAT.</summary>
    private static readonly Dictionary<string, int> Windows = new()
    {
        ["fp4"] = 2, ["fp4-er"] = 2, ["fp4-ea"] = 2, ["fp4-er-ea"] = 2, ["fp3"] = 3, ["fp3-er"] = 3, ["fp3-ea"] = 3,
        ["fp3-er-ea"] = 3, ["flint4"] = 4, ["ternary"] = 5, ["denseshift3"] = 6,
    };

    /// <summary>Bits of a code.</summary>
    public int CodeBits => (int)Element.Bits;

    /// <summary>The power of two that a weight's last place is worth, as in <c>TermGenerator</c>.</summary>
    public int UnitExponent => Element is IntegerFormat ? 0 : -1;

    /// <summary>Parameter SPECIALS: the special values, the first in the lowest bits.</summary>
    public long Specials
    {
        get
        {
            long packed = 0;
            if (Element is SpecialValueFormat special)
            {
                for (int i = 0; i < special.Specials.Length; i++)
                {
                    double value = special.Specials[i];
                    packed |= ((value < 0 ? 32L : 0) | (long)(Math.Abs(value) * 2)) << (SpecialBits * i);
                }
            }

            return packed;
        }
    }

    /// <summary>The coding of a format; null when there is no decoder for it.</summary>
    public static WeightCoding? Of(NumberFormat element) => element switch
    {
        IntegerMix => new WeightCoding(new IntegerFormat(8, IntegerKind.Signed), 0, 0),
        IntegerFormat { Bits: > 8 } => null,
        IntegerFormat integer => new WeightCoding(
            integer, integer.Kind == IntegerKind.Signed ? 0 : 1,
            integer.Kind == IntegerKind.Asymmetric ? integer.GroupMetadataBits : 0),
        { Name: "fp16" } => new WeightCoding(element, 7, 0),
        _ => Windows.TryGetValue(element.Name, out int format)
            ? new WeightCoding(element, format, element.GroupMetadataBits)
            : null,
    };

    /// <summary>What a code stands for in a group that stores <paramref name="extra"/>.</summary>
    public double Value(int code, int extra) => Element switch
    {
        SpecialValueFormat special => special.Select(extra).Decode(code),
        _ => Element.Decode(code) - (Format == 1 ? extra : 0),
    };

    /// <summary>How many values <see cref="ExtraBits"/> can have in this format.</summary>
    public int Extras => Element switch
    {
        SpecialValueFormat special => special.Specials.Length,
        IntegerFormat { Kind: IntegerKind.Asymmetric } => Element.CodeCount,
        _ => 1,
    };
}
