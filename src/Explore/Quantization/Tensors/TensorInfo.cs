namespace Accel.Explore.Quantization.Tensors;

/// <summary>A tensor of a file, without its elements.</summary>
/// <remarks>
/// The first dimension counts channels and the others together are a channel's elements, in row-major order; a tensor
/// of one dimension or none is one channel.
/// </remarks>
/// <param name="Name">Its name in the file.</param>
/// <param name="Element">How an element is stored.</param>
/// <param name="Shape">The extents, none of them 0.</param>
/// <param name="Offset">Where the elements begin, in bytes from the start of the file.</param>
public sealed record TensorInfo(string Name, TensorElement Element, IReadOnlyList<long> Shape, long Offset)
{
    /// <summary>Channels; 1 for a vector.</summary>
    public long Channels => Shape.Count > 1 ? Shape[0] : 1;

    /// <summary>Elements of a channel.</summary>
    public long ChannelLength => Elements / Channels;

    /// <summary>Elements in all.</summary>
    public long Elements => Shape.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes => SizeOf(Element);

    /// <summary>Bytes of an element of a type.</summary>
    public static int SizeOf(TensorElement element) => element switch
    {
        TensorElement.Fp64 => 8,
        TensorElement.Fp32 => 4,
        _ => 2,
    };
}
