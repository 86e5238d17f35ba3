namespace Accel.Sim.BitSerial;

/// <summary>The scale of a group: <c>Significand * 2^Exponent</c>, never negative.</summary>
/// <param name="Significand">8 bits of an INT8 scale, 11 bits with the hidden one of an FP16 scale.</param>
/// <param name="Exponent">0 for an INT8 scale.</param>
public readonly record struct GroupScale(int Significand, int Exponent)
{
    /// <summary>Bits of an INT8 scale, and so cycles in which a PE multiplies by it (BitMoD Sec. IV-B).</summary>
    public const int Int8Bits = 8;

    /// <summary>Bits of an FP16 scale's significand with its hidden one.</summary>
    public const int Fp16Bits = 11;

    /// <summary>The scale of weights that have none below the channel's.</summary>
    public static GroupScale One => new(1, 0);

    /// <summary>
    /// A second-level scale: an unsigned integer that the channel's FP16 scale multiplies (VS-Quant).
    /// </summary>
    public static GroupScale FromInt8(byte scale) => new(scale, 0);

    /// <summary>A group scale held in FP16.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or not a number.</exception>
    public static GroupScale FromFp16(Half scale)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(Half.IsFinite(scale) && !Half.IsNegative(scale), false, nameof(scale));
        return new GroupScale(Fp16Fields.Significand(scale), Fp16Fields.Exponent(scale) + Fp16Fields.UnitExponent);
    }

    /// <summary>The scale in binary32: exact.</summary>
    public float Value => (float)Math.ScaleB(Significand, Exponent);
}
