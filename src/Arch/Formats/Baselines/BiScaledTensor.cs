namespace Accel.Arch.Formats.Baselines;

/// <summary>BiScaled fixed point: two's-complement codes under a fine or a wide power-of-two scale, one bit to say
/// which.</summary>
/// <remarks>
/// <para>The wide scale is the smallest that holds the largest magnitude. An element takes the fine scale when its code
/// fits there, the wide one otherwise. Half to even; codes are symmetric.</para>
/// <para>Exact. Source: BiScaled-DNN (DAC 2019), recalled, not read: the paper's way to store which elements are wide
/// and to choose the scales may differ. Here it is a bit an element, and the fine scale is the one with the smallest
/// squared error, the wider of equals.</para>
/// </remarks>
/// <param name="Bits">Bits of a code, 2 to 8.</param>
/// <param name="FineExponent">The fine scale is 2 to this power.</param>
/// <param name="WideExponent">The wide scale is 2 to this power; never below the fine one.</param>
public sealed record BiScaledTensor(int Bits, int FineExponent, int WideExponent)
{
    /// <summary>Stored bits of an element: its code and the bit that picks the scale.</summary>
    public int BitsPerElement => Bits + 1;

    /// <summary>The largest code.</summary>
    public int Largest => (1 << (Bits - 1)) - 1;

    /// <summary>Chooses both scales for a tensor.</summary>
    /// <exception cref="ArgumentException">There are no elements, or one is not finite.</exception>
    public static BiScaledTensor Fit(ReadOnlySpan<double> tensor, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        double largest = Quantization.Magnitudes.Largest(tensor);
        BiScaledTensor best = new(bits, 0, 0);
        if (largest == 0)
        {
            return best;
        }

        int wide = Math.ILogB(largest) - bits + 2;
        wide += Level(largest, wide) > best.Largest ? 1 : 0;
        best = new BiScaledTensor(bits, wide, wide);
        double least = best.SquaredError(tensor);
        for (int fine = wide - 1; fine > wide - bits; fine--)
        {
            BiScaledTensor next = new(bits, fine, wide);
            double error = next.SquaredError(tensor);
            (best, least) = error < least ? (next, error) : (best, least);
        }

        return best;
    }

    /// <summary>The code of an element and whether it has the wide scale; saturates.</summary>
    public (int Code, bool IsWide) Encode(double value)
    {
        double fine = Level(value, FineExponent);
        bool isWide = Math.Abs(fine) > Largest;
        return ((int)Math.Clamp(isWide ? Level(value, WideExponent) : fine, -Largest, Largest), isWide);
    }

    /// <summary>The value of a code.</summary>
    public double Decode(int code, bool isWide) => Math.ScaleB(code, isWide ? WideExponent : FineExponent);

    private static double Level(double value, int exponent) =>
        Math.Round(Math.ScaleB(value, -exponent), MidpointRounding.ToEven);

    private double SquaredError(ReadOnlySpan<double> tensor)
    {
        double sum = 0;
        foreach (double value in tensor)
        {
            (int code, bool isWide) = Encode(value);
            double error = Decode(code, isWide) - value;
            sum += error * error;
        }

        return sum;
    }
}
