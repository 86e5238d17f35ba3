using System.Buffers;

namespace Accel.Arch.Formats.Quantization;

/// <summary>Quantizes the kept weights of one channel of a sparse tensor; the others become zero.</summary>
/// <remarks>
/// By the rules of <see cref="ChannelQuantizer"/>, with groups of consecutive weights counted before pruning. A scale
/// is made of a group's kept weights alone; a group without any has a scale of 1, or second-level code 0.
/// </remarks>
public static class SparseChannelQuantizer
{
    /// <summary>Quantizes a channel.</summary>
    /// <param name="kept">Which weights are kept, as <see cref="MagnitudePruner"/> marks them.</param>
    /// <param name="codes">Receives one code a weight, 0 for those that are dropped.</param>
    /// <param name="dequantized">Receives one value a weight, 0 for those that are dropped.</param>
    /// <param name="groups">Receives the parameters of each group; <see cref="TensorFormat.GroupsOf"/> of them.</param>
    /// <returns>The channel's scale, and the mean squared error with that of dropping weights.</returns>
    /// <exception cref="ArgumentException">A weight is not finite, a span is too short, or the format is a
    /// mix of widths.</exception>
    public static QuantizedChannel Quantize(TensorFormat format, ReadOnlySpan<double> channel, ReadOnlySpan<bool> kept,
        Span<int> codes, Span<double> dequantized, Span<GroupParameters> groups)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfNotEqual(kept.Length, channel.Length, nameof(kept));
        ArgumentOutOfRangeException.ThrowIfLessThan(codes.Length, channel.Length, nameof(codes));
        ArgumentOutOfRangeException.ThrowIfLessThan(dequantized.Length, channel.Length, nameof(dequantized));
        _ = Magnitudes.Largest(channel);
        int size = format.GroupSize == 0 ? channel.Length : format.GroupSize;
        groups = groups[..(int)format.GroupsOf(channel.Length)];
        double[] packed = ArrayPool<double>.Shared.Rent(channel.Length);
        double[] values = ArrayPool<double>.Shared.Rent(channel.Length);
        int[] packedCodes = ArrayPool<int>.Shared.Rent(channel.Length);
        try
        {
            Pack(channel, kept, packed);
            double largest = 0;
            int start = 0;
            for (int g = 0; g < groups.Length; g++)
            {
                int count = Kept(kept, g, size);
                groups[g] = count == 0
                    ? new GroupParameters(0)
                    : GroupQuantizer.Fit(format.Element, packed.AsSpan(start, count));
                largest = Math.Max(largest, groups[g].Scale);
                start += count;
            }

            double channelScale = ChannelQuantizer.SecondLevelScale(format, largest);
            start = 0;
            for (int g = 0; g < groups.Length; g++)
            {
                int count = Kept(kept, g, size);
                ReadOnlySpan<double> group = packed.AsSpan(start, count);
                groups[g] = count > 0 ? ChannelQuantizer.Store(format, channelScale, group, groups[g])
                    : new GroupParameters(format.Scale == ScaleFormat.Int8SecondLevel ? 0 : 1);
                if (count > 0)
                {
                    GroupQuantizer.Encode(
                        format.Element, groups[g], group, packedCodes.AsSpan(start), values.AsSpan(start));
                }

                start += count;
            }

            return new QuantizedChannel(
                channelScale, Unpack(channel, kept, packedCodes, values, codes, dequantized));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(packed);
            ArrayPool<double>.Shared.Return(values);
            ArrayPool<int>.Shared.Return(packedCodes);
        }
    }

    private static int Kept(ReadOnlySpan<bool> kept, int group, int size) =>
        kept.Slice(group * size, Math.Min(size, kept.Length - (group * size))).Count(true);

    private static void Pack(ReadOnlySpan<double> channel, ReadOnlySpan<bool> kept, Span<double> packed)
    {
        int count = 0;
        for (int i = 0; i < channel.Length; i++)
        {
            if (kept[i])
            {
                packed[count++] = channel[i];
            }
        }
    }

    /// <summary>Puts codes and values back to their places; the mean squared error, summed in order.</summary>
    private static double Unpack(ReadOnlySpan<double> channel, ReadOnlySpan<bool> kept, ReadOnlySpan<int> packedCodes,
        ReadOnlySpan<double> values, Span<int> codes, Span<double> dequantized)
    {
        int count = 0;
        double sum = 0;
        for (int i = 0; i < channel.Length; i++)
        {
            (codes[i], dequantized[i]) = kept[i] ? (packedCodes[count], values[count]) : (0, 0);
            count += kept[i] ? 1 : 0;
            double error = dequantized[i] - channel[i];
            sum += error * error;
        }

        return sum / channel.Length;
    }
}
