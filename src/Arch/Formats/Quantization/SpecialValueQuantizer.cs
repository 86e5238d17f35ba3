namespace Accel.Arch.Formats.Quantization;

/// <summary>BitMoD's search for a group's special value (HPCA 2025, Algorithm 1).</summary>
/// <remarks>
/// For each choice in the format's order the scale is max|w| over the largest magnitude of the list, special value
/// included, clamped to [1e-5, 1e4]; it does not look at which side the largest weight is on, because a poor fit loses
/// the comparison anyway. Elements go to the nearest list value, half way to the lower one. The choice with the
/// strictly smallest mean squared error stays, so that the earlier one wins a tie.
/// </remarks>
public static class SpecialValueQuantizer
{
    /// <summary>The best choice of a group.</summary>
    /// <param name="errors">Receives the mean squared error of every choice; may be empty.</param>
    public static GroupParameters Fit(
        SpecialValueFormat format, ReadOnlySpan<double> weights, Span<double> errors = default)
    {
        double largest = Magnitudes.Largest(weights);
        GroupParameters best = default;
        double least = double.PositiveInfinity;
        for (int selector = 0; selector < format.Specials.Length; selector++)
        {
            ValueListFormat view = format.Select(selector);
            double scale = ScaleClamp.Apply(largest / view.MaxMagnitude);
            double error = ValueListKernels.MeanSquaredError(view.Values, view.Midpoints, scale, weights);
            if (error < least || selector == 0)
            {
                (best, least) = (new GroupParameters(scale, selector), error);
            }

            if (!errors.IsEmpty)
            {
                errors[selector] = error;
            }
        }

        return best;
    }
}
