namespace Accel.Sim.BitSerial;

/// <summary>Radix-4 Booth terms of signed integers (BitMoD, HPCA 2025, Sec. IV-A).</summary>
/// <remarks>
/// Digit i looks at bits 2i+1, 2i and 2i-1 and is worth -2, -1, 0, +1 or +2 times 4^i. Digit 4, which only nine-bit
/// integers have (an eight-bit code minus its zero point), is never 2; it is sent with block significance 6 and two
/// more in the exponent, so that the fields keep the widths of Fig. 5.
/// </remarks>
public static class BoothTerms
{
    public const int MinimumBits = 2;

    public const int MaximumBits = 9;

    private const int LargestBlockSignificance = 6;

    /// <summary>Terms of an integer: one for every two bits, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 2 to 9 bits.</exception>
    public static int Count(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, MinimumBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaximumBits);
        return (bits + 1) / 2;
    }

    /// <summary>Writes the terms, least significant first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value does not fit the bits.</exception>
    public static void Generate(int value, int bits, Span<Term> terms)
    {
        int count = Count(bits);
        int limit = 1 << bits - 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, limit);

        for (int i = 0; i < count; i++)
        {
            // The bit to the right of bit 0 is zero; shifting right copies the sign to the left of the top bit.
            int window = value << 1 >> 2 * i & 7;
            int significance = Math.Min(2 * i, LargestBlockSignificance);
            int carried = 2 * i - significance;
            terms[i] = window switch
            {
                0 or 7 => new Term(false, 0, 0, significance),
                1 or 2 => new Term(false, carried, 1, significance),
                3 => new Term(false, carried + 1, 1, significance),
                4 => new Term(true, carried + 1, 1, significance),
                _ => new Term(true, carried, 1, significance),
            };
        }
    }
}
