namespace Accel.Arch.Workloads.Networks;

/// <summary>The window that a convolution or a pooling layer moves over its input.</summary>
internal sealed record Window(
    long Height = 1, long Width = 1, long StrideVertical = 1, long StrideHorizontal = 1, long Padding = 0)
{
    public const string FilterSummary = "Rows and columns of the window, such as 3x3; a single number for a square. "
        + "A pool without one takes the whole image.";

    public const string StrideSummary = "How far the window moves, down and across; 1 for a conv, the window for a "
        + "pool when left out.";

    public const string PaddingSummary = "Rows and columns around the input on all four sides, zeros for a conv.";

    /// <summary>Whether the window fits the padded input, and padding does not make windows of nothing else.</summary>
    public bool Fits(FeatureMap input, LayerScope scope)
    {
        if (Padding > 0 && Padding >= Math.Min(Height, Width))
        {
            scope.Fail("padding", $"must be less than the {Height}x{Width} window, got {Padding}");
            return false;
        }

        if (Height > input.Height + (2 * Padding) || Width > input.Width + (2 * Padding))
        {
            scope.Fail("filter", $"the {Height}x{Width} window is larger than the input, "
                + $"{input.Height + (2 * Padding)}x{input.Width + (2 * Padding)} with padding");
            return false;
        }

        return true;
    }

    /// <summary>The convolution that moves the window over an input.</summary>
    public Convolution Over(FeatureMap input, long channels, long filters) => new(
        input.Height, input.Width, channels, Height, Width, filters, StrideVertical, StrideHorizontal, Padding);
}
