namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>An operand as an exponent-integer PE takes it: the value is <c>Integer * 2^Exponent</c>.</summary>
/// <remarks>
/// <para>The product of two pairs is a pair again: the sum of the exponents and the product of the integers.</para>
/// <para>Exact. Source: OliVe (ISCA 2023, arXiv 2304.07493), decoder and MAC, read in public notes on the
/// paper.</para>
/// </remarks>
/// <param name="Exponent">How far the integer is shifted left; never negative.</param>
/// <param name="Integer">The signed integer.</param>
public readonly record struct ExponentInteger(int Exponent, int Integer)
{
    /// <summary>The value, in units of the format.</summary>
    public int Value => Integer << Exponent;
}
