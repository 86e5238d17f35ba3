namespace Accel.HlsEmit.Systolic;

/// <summary>How <c>operand_edge</c> takes an operand's codes and what it makes of them.</summary>
/// <param name="Format">Its parameter FORMAT.</param>
/// <param name="LaneBits">Bits of a code; of outlier-victim pairs those of both.</param>
/// <param name="Bits">Bits of what a PE takes.</param>
/// <param name="ExponentBits">How many of them are an exponent; 0 for integers.</param>
/// <param name="Specials">Of floating-point numbers, parameter SPECIALS of the multipliers; else 0.</param>
internal readonly record struct EdgeFormat(int Format, int LaneBits, int Bits, int ExponentBits, int Specials)
{
    /// <summary>The first FORMAT of pairs.</summary>
    public const int FirstPaired = 7;

    public bool IsPaired => Format >= FirstPaired;
}
