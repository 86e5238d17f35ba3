namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>A layer as simulators of BitFusion's line see it: a square convolution over a batch of images.</summary>
/// <remarks>
/// A matrix product of M x K times K x N is <see cref="Batch"/> = M, <see cref="Channels"/> = K,
/// <see cref="Filters"/> = N, with a kernel and an output of one element.
/// </remarks>
/// <param name="Batch">Images.</param>
/// <param name="Output">Rows, and columns, of an output image.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Filters">Channels of the output.</param>
/// <param name="Kernel">Rows, and columns, of a filter.</param>
/// <param name="ActivationBits">Width of an activation.</param>
/// <param name="WeightBits">Width of a weight.</param>
/// <param name="Stride">Input pixels from one output pixel to the next.</param>
public readonly record struct LayerShape(
    long Batch, long Output, long Channels, long Filters, long Kernel, int ActivationBits, int WeightBits,
    long Stride = 1)
{
    /// <summary>Multiply-accumulates of one output: a filter's weights for so many channels.</summary>
    public long Depth(long channels) => Kernel * Kernel * channels;
}
