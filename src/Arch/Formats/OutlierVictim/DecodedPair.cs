namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>The two values of a byte that holds a 4-bit pair, in units of the format.</summary>
/// <param name="Left">The element at the even position, from the low four bits.</param>
/// <param name="Right">The element at the odd position, from the high four bits.</param>
public readonly record struct DecodedPair(short Left, short Right);
