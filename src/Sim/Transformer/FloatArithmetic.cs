namespace Accel.Sim.Transformer;

/// <summary>The functions of the units beside a ternary engine, of binary32 operators in an order that is written
/// down.</summary>
/// <remarks>
/// Every operator rounds to nearest even and none is fused with another, so that all platforms, and the HLS headers of
/// the same names, give the same bits. No unit makes or needs a subnormal number, which the adders and multipliers of
/// an FPGA do not have.
/// </remarks>
public static class FloatArithmetic
{
    /// <summary>Numbers that pass between units in a cycle, and halves of a word of memory.</summary>
    public const int Lanes = 16;

    /// <summary>2^-100: what is smaller becomes 0 where it could become subnormal later.</summary>
    public const float Least = 7.8886090522101181e-31f;

    private const float LeastExponent = -33;

    /// <summary>e to the power of a number that is not positive.</summary>
    /// <remarks>0 below -33; else a Taylor polynomial of degree 7 by Horner's rule in what is left of the number when
    /// the nearest whole multiple of ln 2 is taken away in two parts, times that power of two.</remarks>
    /// <returns>1 of 0; within 4e-7 of itself elsewhere, and 0 instead of what is below 2^-47.</returns>
    public static float Exponential(float x)
    {
        if (!(x >= LeastExponent))
        {
            return 0;
        }

        int n = (int)((x * 1.44269504f) - 0.5f);
        float whole = n;
        float r = (x - (whole * 0.693359375f)) + (whole * 0.000212194440f);
        float sum = (r * (1f / 5040f)) + (1f / 720f);
        sum = (sum * r) + (1f / 120f);
        sum = (sum * r) + (1f / 24f);
        sum = (sum * r) + (1f / 6f);
        sum = (sum * r) + 0.5f;
        sum = (sum * r) + 1f;
        sum = (sum * r) + 1f;
        return sum * BitConverter.Int32BitsToSingle((127 + n) << 23);
    }

    /// <summary>One over the square root of a positive number.</summary>
    /// <remarks>An integer guess, then three steps of Newton.</remarks>
    /// <returns>Within 4e-7 of itself for numbers from 2^-100 to 2^100.</returns>
    public static float ReciprocalRoot(float x)
    {
        float half = 0.5f * x;
        float y = BitConverter.UInt32BitsToSingle(0x5F375A86u - (BitConverter.SingleToUInt32Bits(x) >> 1));
        for (int step = 0; step < 3; step++)
        {
            float square = (half * y) * y;
            y *= 1.5f - square;
        }

        return y;
    }

    /// <summary>The sum of a power of two of numbers: neighbours are added, then neighbours of those sums.</summary>
    /// <param name="terms">What is added; holds sums of parts afterwards.</param>
    public static float Tree(Span<float> terms)
    {
        for (int count = terms.Length / 2; count > 0; count /= 2)
        {
            for (int i = 0; i < count; i++)
            {
                terms[i] = terms[2 * i] + terms[(2 * i) + 1];
            }
        }

        return terms[0];
    }

    /// <summary>The sum of the products of two words of <see cref="Lanes"/> numbers, by a tree.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Span<float> products = stackalloc float[Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            products[i] = left[i] * right[i];
        }

        return Tree(products);
    }
}
