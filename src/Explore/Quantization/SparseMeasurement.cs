using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;
using Accel.Arch.Formats.Sparse;
using Accel.Explore.Quantization.Tensors;

namespace Accel.Explore.Quantization;

/// <summary>Prunes and quantizes tensors to a sparse format and measures what is lost by both.</summary>
/// <remarks>
/// Channels whose patterns hang together are taken together: those that share one, or the 16 of a mix's block. Channels
/// are read once more for each format; sums do not hang on threads.
/// </remarks>
internal static class SparseMeasurement
{
    /// <summary>Measures a tensor of finite elements.</summary>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public static ChannelError[] Measure(TensorFile file, TensorInfo tensor, TensorFormat format)
    {
        WeightSparsity sparsity = format.Sparsity!;
        int channels = checked((int)tensor.Channels);
        int length = (int)tensor.ChannelLength;
        int strip = Math.Min(sparsity.StripChannels, channels);
        ChannelError[] errors = new ChannelError[channels];
        try
        {
            Parallel.For(0, (channels + strip - 1) / strip,
                () => (Stored: new byte[length * tensor.ElementBytes], Elements: new double[strip * length],
                    Buffers: new Buffers(format, strip, length)),
                (index, _, space) =>
                {
                    int first = index * strip;
                    int count = Math.Min(strip, channels - first);
                    for (int row = 0; row < count; row++)
                    {
                        file.ReadChannel(
                            tensor, first + row, space.Stored, space.Elements.AsSpan(row * length, length));
                    }

                    Measure(format, space.Elements.AsSpan(0, count * length), count, space.Buffers,
                        errors.AsSpan(first, count));
                    return space;
                }, _ => { });
        }
        catch (AggregateException error) when (error.InnerException is IOException lost)
        {
            throw new IOException(lost.Message, error);
        }

        return errors;
    }

    /// <summary>The sum of the channels' mean squared errors, of channels in memory.</summary>
    /// <param name="weights">Row-major [channels x length], finite.</param>
    public static double SumOfMeans(TensorFormat format, ReadOnlySpan<double> weights, int length)
    {
        int channels = weights.Length / length;
        int strip = Math.Min(format.Sparsity!.StripChannels, channels);
        Buffers buffers = new(format, strip, length);
        ChannelError[] errors = new ChannelError[strip];
        double sum = 0;
        for (int first = 0; first < channels; first += strip)
        {
            int count = Math.Min(strip, channels - first);
            Measure(format, weights.Slice(first * length, count * length), count, buffers, errors);
            for (int row = 0; row < count; row++)
            {
                sum += errors[row].MeanSquared;
            }
        }

        return sum;
    }

    private static void Measure(TensorFormat format, ReadOnlySpan<double> weights, int channels, Buffers buffers,
        Span<ChannelError> errors)
    {
        int length = weights.Length / channels;
        Span<bool> kept = buffers.Kept.AsSpan(0, weights.Length);
        MagnitudePruner.Prune(format.Sparsity!, channels, weights, kept);
        for (int row = 0; row < channels; row++)
        {
            ReadOnlySpan<double> channel = weights.Slice(row * length, length);
            QuantizedChannel quantized = SparseChannelQuantizer.Quantize(
                format, channel, kept.Slice(row * length, length), buffers.Codes, buffers.Dequantized, buffers.Groups);
            double largest = 0;
            for (int i = 0; i < length; i++)
            {
                largest = Math.Max(largest, Math.Abs(buffers.Dequantized[i] - channel[i]));
            }

            errors[row] = new ChannelError(quantized.MeanSquaredError, largest, default);
        }
    }

    /// <summary>What one thread needs beside the elements.</summary>
    private sealed class Buffers(TensorFormat format, int strip, int length)
    {
        public bool[] Kept { get; } = new bool[strip * length];

        public int[] Codes { get; } = new int[length];

        public double[] Dequantized { get; } = new double[length];

        public GroupParameters[] Groups { get; } = new GroupParameters[format.GroupsOf(length)];
    }
}
