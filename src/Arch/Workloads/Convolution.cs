namespace Accel.Arch.Workloads;

/// <summary>The convolution that a matrix product was lowered from, for one image.</summary>
/// <remarks>
/// Lowered (im2col): M = output pixels, row by row; K = filter rows x filter columns x channels, the channel innermost;
/// N = filters. Inputs lie row by row, the channel innermost. Padding is zeros around the image on all sides.
/// </remarks>
/// <param name="Height">Rows of the input, without padding.</param>
/// <param name="Width">Columns of the input, without padding.</param>
/// <param name="Channels">Channels of the input, all of which every filter sees.</param>
/// <param name="KeepsPartialWindow">
/// Whether a last window that hangs over the edge counts, what lies outside being zero, as SCALE-Sim has it.
/// </param>
public sealed record Convolution(
    long Height, long Width, long Channels, long FilterHeight, long FilterWidth, long Filters, long StrideVertical = 1,
    long StrideHorizontal = 1, long Padding = 0, bool KeepsPartialWindow = false)
{
    /// <summary>Rows of the output.</summary>
    public long OutputHeight => Outputs(Height, FilterHeight, StrideVertical);

    /// <summary>Columns of the output.</summary>
    public long OutputWidth => Outputs(Width, FilterWidth, StrideHorizontal);

    public long M => OutputHeight * OutputWidth;

    public long K => FilterHeight * FilterWidth * Channels;

    public long N => Filters;

    private long Outputs(long extent, long filter, long stride) =>
        ((extent + (2 * Padding) - filter + (KeepsPartialWindow ? stride - 1 : 0)) / stride) + 1;
}
