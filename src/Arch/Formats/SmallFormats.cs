namespace Accel.Arch.Formats;

/// <summary>Formats of a few values that belong to no larger family.</summary>
internal static class SmallFormats
{
    /// <summary>Signed 4-bit flint: a sign and a 3-bit flint code.</summary>
    /// <remarks>
    /// <para>Codes of the magnitude: 000 to 011 are 0 to 3, 110 is 4, 111 is 6, 101 is 8, 100 is 16 (ANT, MICRO 2022,
    /// in the value set of OliVe's released code). The values here are half of that, so that the smallest step is 0.5
    /// as for FP4; a scale takes up the factor.</para>
    /// <para>Two codes are zero; Encode returns the one with a clear sign.</para>
    /// </remarks>
    public static readonly ValueListFormat Flint4 = new("flint4",
        "ANT's 4-bit float-integer: 0, 0.5, 1, 1.5, 2, 3, 4, 8 with sign",
        [0, 0.5, 1, 1.5, 8, 4, 2, 3, -0.0, -0.5, -1, -1.5, -8, -4, -2, -3]);

    /// <summary>-1, 0 and 1 (BitNet b1.58), code 0 for -1, 1 for 0, 2 for 1: the digit of a base-3 index.</summary>
    /// <remarks>
    /// One element by itself takes 2 bits. Hardware that reads several at once packs them closer (three in 5 bits,
    /// five in a byte); that packing is the fabric's, not the format's.
    /// </remarks>
    public static readonly ValueListFormat Ternary = new("ternary", "-1, 0, 1 (BitNet b1.58)", [-1, 0, 1]);

    /// <summary>ANT's signed 4-bit power of two: a sign and three bits, 0 for zero and e for 2^(e - 1).</summary>
    /// <remarks>
    /// The value set is that of ANT's released code (MICRO 2022); the bit patterns are Accel's choice. Two codes are
    /// zero; Encode returns the one with a clear sign.
    /// </remarks>
    public static readonly ValueListFormat PowerOfTwo4 = new("pot4",
        "ANT's 4-bit power of two: 0, 1, 2, 4, 8, 16, 32, 64 with sign",
        [0, 1, 2, 4, 8, 16, 32, 64, -0.0, -1, -2, -4, -8, -16, -32, -64]);

    /// <summary>DenseShift at 3 bits: a sign and the exponent of a power of two, without zero.</summary>
    /// <remarks>
    /// An element of 0 becomes -1: half way goes to the lower value. The value set is recalled, not read; the bit
    /// patterns are Accel's choice.
    /// </remarks>
    public static readonly ValueListFormat DenseShift3 = new("denseshift3",
        "power of two without zero (DenseShift): 1, 2, 4, 8 with sign", [1, 2, 4, 8, -1, -2, -4, -8]);

    /// <summary>DenseShift at 4 bits; see <see cref="DenseShift3"/>.</summary>
    public static readonly ValueListFormat DenseShift4 = new("denseshift4",
        "power of two without zero (DenseShift): 1, 2, 4, ... 128 with sign",
        [1, 2, 4, 8, 16, 32, 64, 128, -1, -2, -4, -8, -16, -32, -64, -128]);
}
