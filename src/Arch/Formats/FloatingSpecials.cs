namespace Accel.Arch.Formats;

/// <summary>Which codes of a floating-point format are not numbers, and what overflow becomes.</summary>
public enum FloatingSpecials
{
    /// <summary>The largest exponent holds infinities and NaN; overflow rounds to infinity (IEEE 754).</summary>
    Ieee,

    /// <summary>
    /// Only the all-ones code is NaN; overflow saturates, infinity included (OCP OFP8, E4M3 in saturating mode).
    /// </summary>
    NanOnly,

    /// <summary>Every code is a number; overflow saturates, infinity included (OCP MX, FP6 and FP4).</summary>
    None,
}
