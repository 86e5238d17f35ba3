using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>How much of a convolution's input DRAM delivers for a block of its output pixels, in elements.</summary>
/// <remarks>
/// <para>The feature map lies in DRAM as it is, without the im2col copies, and is fetched by whole rows of all columns
/// and channels. <c>m</c> pixels are taken as <c>ceil(m / output columns)</c> output rows; those need the input rows
/// under their windows, halo included: <c>(rows - 1) x min(stride, filter rows) + filter rows</c>, at most the rows of
/// the image that any window touches. A block that begins within an output row finds that row's input left by the
/// block before. Blocks over several images need whole images and a part of one; one that runs over the border of two
/// is charged as if it lay within an image.</para>
/// <para>A chunk of K takes its share of the channels, rounded up to whole elements.</para>
/// <para>So a block's fetch depends on its size alone and grows with it, and parts fetch together no less than the
/// whole: halos are read again for every block, also where all of the input would stay on chip.</para>
/// </remarks>
internal readonly struct InputFootprint
{
    private readonly long _outputColumns;
    private readonly long _imagePixels;
    private readonly long _imageElements;
    private readonly long _rowElements;
    private readonly long _rowStep;
    private readonly long _firstRows;
    private readonly long _imageRows;
    private readonly long _k;

    public InputFootprint(Convolution convolution)
    {
        _outputColumns = convolution.OutputWidth;
        _imagePixels = convolution.M;
        _rowElements = convolution.Width * convolution.Channels;
        _rowStep = Math.Min(convolution.StrideVertical, convolution.FilterHeight);
        _firstRows = convolution.FilterHeight;
        _imageRows = RowsTouched(convolution);
        _k = convolution.K;
        _imageElements = convolution.Height * _rowElements;
    }

    /// <summary>Whether there is a footprint other than the product's own activations.</summary>
    public bool IsSet => _imagePixels > 0;

    /// <summary>A product whose input is fetched as it is multiplied, or the footprint of its convolution.</summary>
    /// <remarks>A filter of one pixel that visits every pixel reads the matrix that the feature map is.</remarks>
    public static InputFootprint Of(GemmOperator gemm) => gemm.Convolution is
        null or { FilterHeight: 1, FilterWidth: 1, StrideVertical: 1, StrideHorizontal: 1, Padding: 0 }
            ? default
            : new InputFootprint(gemm.Convolution);

    /// <summary>Elements fetched for a block of <paramref name="m"/> pixels and a chunk of K.</summary>
    public long Elements(long m, long k)
    {
        long images = m / _imagePixels;
        long pixels = m - (images * _imagePixels);
        long rows = images * _imageRows;
        if (pixels > 0)
        {
            long outputRows = (pixels + _outputColumns - 1) / _outputColumns;
            rows += Math.Min(_imageRows, ((outputRows - 1) * _rowStep) + _firstRows);
        }

        long elements = rows * _rowElements;
        return k == _k ? elements : ((elements * k) + _k - 1) / _k;
    }

    /// <summary>Elements of the whole input of as many images as <paramref name="m"/> pixels are.</summary>
    public long Tensor(long m) => m / _imagePixels * _imageElements;

    /// <summary>Rows of an image that a window touches; padding is no row, and strides may step over some.</summary>
    private static long RowsTouched(Convolution convolution)
    {
        long filter = convolution.FilterHeight;
        long last = convolution.OutputHeight - 1;
        long below = (last * convolution.StrideVertical) + filter - convolution.Padding - convolution.Height;
        return (last * Math.Min(convolution.StrideVertical, filter)) + filter - convolution.Padding
            - Math.Clamp(below, 0, filter);
    }
}
