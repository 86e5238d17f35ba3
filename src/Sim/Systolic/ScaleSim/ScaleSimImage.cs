using Accel.Arch.Workloads;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>The image of a convolution as SCALE-Sim addresses it.</summary>
/// <remarks>
/// One address for each channel of each pixel, row by row, channels innermost. SCALE-Sim has no padding: its users give
/// the padded size, so that padding is read as any pixel is. A window that hangs over the edge asks only for the pixels
/// inside. Source: scalesim/compute/operand_matrix.py.
/// </remarks>
internal readonly struct ScaleSimImage(Convolution convolution)
{
    public long Height => convolution.Height + (2 * convolution.Padding);

    public long Width => convolution.Width + (2 * convolution.Padding);

    /// <summary>Whether two windows share a pixel.</summary>
    public bool Overlaps =>
        (convolution.FilterHeight > convolution.StrideVertical && convolution.OutputHeight > 1)
        || (convolution.FilterWidth > convolution.StrideHorizontal && convolution.OutputWidth > 1);

    /// <summary>Pixels, times channels, that at least one window asks for.</summary>
    public long DistinctPixels => convolution.Channels
        * Distinct(Height, convolution.FilterHeight, convolution.StrideVertical, convolution.OutputHeight)
        * Distinct(Width, convolution.FilterWidth, convolution.StrideHorizontal, convolution.OutputWidth);

    private static long Distinct(long extent, long filter, long stride, long outputs)
    {
        long last = (outputs - 1) * stride;
        return filter > stride
            ? Math.Min(extent, last + filter)
            : ((outputs - 1) * filter) + Math.Clamp(extent - last, 0, filter);
    }
}
