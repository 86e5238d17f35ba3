namespace Accel.Sim.BitSerial;

/// <summary>A finite FP16 number as hardware unpacks it: <c>(-1)^sign * significand * 2^(exponent - 25)</c>.</summary>
/// <remarks>
/// Subnormals are exact: exponent 1 without the hidden bit. Infinities and NaN have no place in a PE.
/// </remarks>
internal static class Fp16Fields
{
    /// <summary>Weight of the significand's last bit at exponent 0: bias 15 and ten fraction bits.</summary>
    public const int UnitExponent = -25;

    /// <summary>The exponent field, but 1 for subnormals and zero: 1 to 30.</summary>
    public static int Exponent(Half value) => Math.Max(Field(value), 1);

    /// <summary>Eleven bits with the hidden one.</summary>
    public static int Significand(Half value) =>
        BitConverter.HalfToUInt16Bits(value) & 0x3ff | (Field(value) == 0 ? 0 : 0x400);

    private static int Field(Half value) => BitConverter.HalfToUInt16Bits(value) >> 10 & 31;
}
