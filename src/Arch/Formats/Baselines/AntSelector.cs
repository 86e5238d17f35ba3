using Accel.Arch.Formats.Quantization;

namespace Accel.Arch.Formats.Baselines;

/// <summary>ANT's choice of a number type for a tensor, and of the scale for each channel.</summary>
/// <remarks>
/// <para>For each type, every channel takes the clipping threshold among 75, 76, ... 149 % of its largest magnitude (95
/// to 149 % above 6 bits) with the smallest mean squared error, the first of equals. The type with the smallest sum of
/// those errors over the channels stays; a tie goes to the first of int, flint, power of two, float.</para>
/// <para>Weights have a channel for each row, activations one for the tensor. Source: ANT's released code (search and
/// order: quant_modules.py; the limits are the defaults of its programs).</para>
/// </remarks>
public static class AntSelector
{
    private const int FirstPercent = 75;
    private const int FirstPercentOfWide = 95;
    private const int LastPercent = 149;
    private const int NarrowBits = 6;

    /// <summary>The type with the smallest error.</summary>
    /// <param name="tensor">Finite elements, channel after channel.</param>
    /// <param name="channelLength">Elements of a channel; all of them for one scale a tensor.</param>
    /// <param name="bits">Bits of a code, 3 to 8.</param>
    /// <param name="kinds">The candidates; all four if empty. An earlier one wins a tie.</param>
    /// <exception cref="ArgumentException">The tensor is no whole number of channels, or an element is not
    /// finite.</exception>
    public static AntChoice Choose(ReadOnlySpan<double> tensor, int channelLength, int bits, bool isSigned,
        params ReadOnlySpan<AntKind> kinds)
    {
        AntChoice? best = null;
        foreach (AntKind kind in kinds.IsEmpty ? Enum.GetValues<AntKind>() : kinds)
        {
            AntChoice choice = Fit(new AntGrid(kind, bits, isSigned), tensor, channelLength);
            best = best is null || choice.SummedError < best.SummedError ? choice : best;
        }

        return best!;
    }

    /// <summary>The scales of a tensor's channels for one type.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Choose"/>.</exception>
    public static AntChoice Fit(AntGrid grid, ReadOnlySpan<double> tensor, int channelLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channelLength);
        if (tensor.IsEmpty || tensor.Length % channelLength != 0)
        {
            throw new ArgumentException("a tensor is a whole number of channels", nameof(tensor));
        }

        double[] scales = new double[tensor.Length / channelLength];
        double sum = 0;
        for (int channel = 0; channel < scales.Length; channel++)
        {
            (scales[channel], double error) = FitChannel(grid, tensor.Slice(channel * channelLength, channelLength));
            sum += error;
        }

        return new AntChoice(grid, sum, scales);
    }

    private static (double Scale, double Error) FitChannel(AntGrid grid, ReadOnlySpan<double> channel)
    {
        double largest = Magnitudes.Largest(channel);
        (double best, double least) = (1, double.PositiveInfinity);
        if (largest == 0)
        {
            return (best, 0);
        }

        int first = grid.Bits > NarrowBits ? FirstPercentOfWide : FirstPercent;
        for (int percent = first; percent <= LastPercent; percent++)
        {
            double scale = largest * percent / 100 / grid.Largest;
            double error = ValueListKernels.MeanSquaredError(grid.Values, grid.BelowBounds, scale, channel);
            (best, least) = error < least ? (scale, error) : (best, least);
        }

        return (best, least);
    }
}
