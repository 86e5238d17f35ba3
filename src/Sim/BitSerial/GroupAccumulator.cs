namespace Accel.Sim.BitSerial;

/// <summary>A bit-serial PE's accumulator: <c>Significand * 2^Exponent</c> with 15 significant bits.</summary>
/// <remarks>
/// <para>Zero is significand 0; otherwise the significand's magnitude is 2^14 to 2^15 - 1 (hidden one included).</para>
/// <para>
/// Range. In hardware the exponent of the leading bit is held in seven bits with bias 64, 0 standing for zero, so -63
/// to 63. It can neither overflow nor underflow for groups of up to 4096 weights. Below: every dot product is a
/// multiple of 2^-28 (activation exponent 1, unit 2^-1: 1 - 28 - 1), sums of multiples are multiples, and rounding only
/// ever moves to a coarser multiple, so a value that is not zero is at least 2^-28. Above: an aligned product is below
/// 2^14, its last bit weighs at most 2^(33 - 28) (activation exponent 30, term exponent 3), and the block significance
/// is at most 6, so a lane adds less than 2^25 a cycle. 4096 weights of at most 5 terms add less than 2^12 * 2^3 * 2^25
/// = 2^40, and 5 * 4096 roundings, each by a factor of at most 1 + 2^-15, less than double that: below 2^41.
/// </para>
/// </remarks>
public readonly record struct GroupAccumulator(int Significand, int Exponent)
{
    public const int SignificantBits = 15;

    /// <summary>Width of the hardware's exponent field, and what it adds to the leading bit's exponent.</summary>
    public const int ExponentBits = 7, ExponentBias = 64;

    /// <summary>The longest group for which overflow is ruled out.</summary>
    public const int MaximumGroup = 4096;

    public static GroupAccumulator Zero => default;

    /// <summary>Exponent of the leading bit; only for values other than zero.</summary>
    public int LeadingExponent => Exponent + SignificantBits - 1;

    public double Value => Math.ScaleB(Significand, Exponent);

    /// <summary>The exact sum with a dot product, rounded once: see <see cref="PeArithmetic"/>.</summary>
    public GroupAccumulator Add(DotProduct product)
    {
        if (product.Sum == 0)
        {
            return this;
        }

        if (Significand == 0)
        {
            (int first, int exponent) = Rounding.ToSignificant((long)product.Sum, product.Exponent, SignificantBits);
            return new GroupAccumulator(first, exponent);
        }

        // Most exponents are so near to each other that 26 bits and their distance fit a word.
        int low = Math.Min(Exponent, product.Exponent);
        if (Math.Abs(Exponent - product.Exponent) <= LargestNearDistance)
        {
            long near = ((long)Significand << Exponent - low) + ((long)product.Sum << product.Exponent - low);
            (int significand, int rounded) = Rounding.ToSignificant(near, low, SignificantBits);
            return new GroupAccumulator(significand, rounded);
        }

        // Exponents differ by 55 at most, and 55 + 26 bits fit.
        Int128 sum = ((Int128)Significand << Exponent - low) + ((Int128)product.Sum << product.Exponent - low);
        return Round(sum, low);
    }

    private const int LargestNearDistance = 36;

    private static GroupAccumulator Round(Int128 sum, int exponent)
    {
        (int significand, int rounded) = Rounding.ToSignificant(sum, exponent, SignificantBits);
        return new GroupAccumulator(significand, rounded);
    }
}
