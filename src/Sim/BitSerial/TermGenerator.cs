namespace Accel.Sim.BitSerial;

/// <summary>The unit between weight buffer and array that turns a weight into its terms.</summary>
/// <param name="IntegerBits">Bits of the signed integers, 2 to 9; 0 for floating-point weights.</param>
public readonly record struct TermGenerator(int IntegerBits)
{
    /// <summary>The generator of FP3, FP4, their special values and flint4; weights in halves.</summary>
    public static TermGenerator Windows => default;

    /// <summary>The generator of signed integers of 2 to 9 bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 2 to 9 bits.</exception>
    public static TermGenerator Booth(int bits)
    {
        _ = BoothTerms.Count(bits);
        return new TermGenerator(bits);
    }

    /// <summary>Terms of every weight, and so cycles of a beat.</summary>
    public int Count => IntegerBits == 0 ? WindowTerms.Count : BoothTerms.Count(IntegerBits);

    /// <summary>
    /// The power of two that a weight's last place is worth: halves for floating point, ones for integers.
    /// </summary>
    public int UnitExponent => IntegerBits == 0 ? -1 : 0;

    /// <summary>Writes the <see cref="Count"/> terms of a weight given in units of its last place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight has no such terms.</exception>
    public void Generate(int weight, Span<Term> terms)
    {
        if (IntegerBits == 0)
        {
            WindowTerms.Generate(weight, terms);
        }
        else
        {
            BoothTerms.Generate(weight, IntegerBits, terms);
        }
    }
}
