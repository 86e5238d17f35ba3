using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Arch.Formats.Quantization;
using Accel.Explore.Quantization.Tensors;

namespace Accel.Explore.Quantization;

/// <summary>Quantizes a real tensor to formats and measures what each loses.</summary>
/// <remarks>
/// Channels are quantized by <see cref="ChannelQuantizer"/>, on all cores; sums run in the channels' order, so that the
/// answer does not hang on threads. Each channel is read once for all dense formats, and once more for each sparse one
/// (<see cref="SparseMeasurement"/>).
/// </remarks>
public static class TensorMeasurement
{
    /// <summary>Measures a tensor; null with a diagnostic when an element is not finite.</summary>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public static TensorErrors? Measure(TensorFile file, TensorInfo tensor, IReadOnlyList<TensorFormat> formats,
        SourceLocation where, DiagnosticBag diagnostics)
    {
        int channels = checked((int)tensor.Channels);
        ChannelError[][] errors = [.. formats.Select(_ => new ChannelError[channels])];
        (double Mean, double Squares)[] moments = new (double, double)[channels];
        int[] strange = new int[channels];
        try
        {
            Parallel.For(0, channels, () => new Workspace(tensor, formats), (channel, _, space) =>
            {
                strange[channel] = file.ReadChannel(tensor, channel, space.Stored, space.Elements);
                if (strange[channel] < 0)
                {
                    moments[channel] = Moments(space.Elements);
                    for (int i = 0; i < formats.Count; i++)
                    {
                        if (formats[i].Sparsity is null)
                        {
                            errors[i][channel] = Measure(formats[i], space);
                        }
                    }
                }

                return space;
            }, _ => { });
        }
        catch (AggregateException error) when (error.InnerException is IOException lost)
        {
            throw new IOException(lost.Message, error);
        }

        int first = Array.FindIndex(strange, index => index >= 0);
        if (first >= 0)
        {
            diagnostics.Error(DiagnosticCodes.DataFile, where,
                $"'{tensor.Name}' holds NaN or infinity, first in channel {first} at {strange[first]}");
            return null;
        }

        for (int i = 0; i < formats.Count; i++)
        {
            if (formats[i].Sparsity is not null)
            {
                errors[i] = SparseMeasurement.Measure(file, tensor, formats[i]);
            }
        }

        double variance = Variance(moments, tensor.ChannelLength);
        return new TensorErrors(tensor, variance,
            [.. formats.Select((format, i) => Fold(format, errors[i], variance, tensor.ChannelLength))]);
    }

    private static ChannelError Measure(TensorFormat format, Workspace space)
    {
        Span<GroupParameters> groups = space.Groups.AsSpan(0, (int)format.GroupsOf(space.Elements.Length));
        QuantizedChannel channel = ChannelQuantizer.Quantize(
            format, space.Elements, space.Codes, space.Dequantized, groups);
        double largest = 0;
        for (int i = 0; i < space.Elements.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(space.Dequantized[i] - space.Elements[i]));
        }

        return new ChannelError(channel.MeanSquaredError, largest,
            format.Element is OutlierVictimFormat ? PairCounts.Of(format, space.Elements, groups) : default);
    }

    private static FormatError Fold(TensorFormat format, ChannelError[] channels, double variance, long length)
    {
        (double sum, double largest, PairStatistics pairs) = (0, 0, default(PairStatistics));
        foreach (ChannelError channel in channels)
        {
            sum += channel.MeanSquared;
            largest = Math.Max(largest, channel.MaxAbsolute);
            pairs += channel.Pairs;
        }

        double mean = sum / channels.Length;
        return new FormatError(format, mean, variance > 0 ? mean / variance : null, largest,
            format.BitsPerElement(length), format.Element is OutlierVictimFormat ? pairs : null);
    }

    /// <summary>Mean of a channel and sum of squared differences from it.</summary>
    private static (double Mean, double Squares) Moments(ReadOnlySpan<double> elements)
    {
        double sum = 0, squares = 0;
        foreach (double element in elements)
        {
            sum += element;
        }

        double mean = sum / elements.Length;
        foreach (double element in elements)
        {
            squares += (element - mean) * (element - mean);
        }

        return (mean, squares);
    }

    private static double Variance((double Mean, double Squares)[] channels, long length)
    {
        double mean = channels.Average(channel => channel.Mean);
        double squares = channels.Sum(channel =>
            channel.Squares + (length * (channel.Mean - mean) * (channel.Mean - mean)));
        return squares / length / channels.Length;
    }

    /// <summary>The buffers of one thread.</summary>
    private sealed class Workspace
    {
        public Workspace(TensorInfo tensor, IReadOnlyList<TensorFormat> formats)
        {
            int length = (int)tensor.ChannelLength;
            Stored = new byte[length * tensor.ElementBytes];
            Elements = new double[length];
            Codes = new int[length];
            Dequantized = new double[length];
            Groups = new GroupParameters[formats.Max(format => format.GroupsOf(length))];
        }

        public byte[] Stored { get; }

        public double[] Elements { get; }

        public int[] Codes { get; }

        public double[] Dequantized { get; }

        public GroupParameters[] Groups { get; }
    }
}
