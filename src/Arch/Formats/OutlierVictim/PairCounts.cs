using Accel.Arch.Formats.Quantization;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Counts the kinds of pairs in a quantized channel, dropped outliers among them.</summary>
public static class PairCounts
{
    /// <summary>The pairs of a channel under the scales that its quantization chose.</summary>
    /// <param name="format">A tensor format whose elements are pairs.</param>
    /// <param name="channel">The elements before quantization.</param>
    /// <param name="groups">What <see cref="ChannelQuantizer.Quantize"/> stored for each group.</param>
    /// <exception cref="ArgumentException">The format's elements are no pairs.</exception>
    public static PairStatistics Of(
        TensorFormat format, ReadOnlySpan<double> channel, ReadOnlySpan<GroupParameters> groups)
    {
        if (format.Element is not OutlierVictimFormat pairs)
        {
            throw new ArgumentException($"{format} does not store pairs", nameof(format));
        }

        int size = format.GroupSize == 0 ? channel.Length : format.GroupSize;
        PairStatistics sum = default;
        for (int start = 0; start < channel.Length; start += size)
        {
            ReadOnlySpan<double> group = channel.Slice(start, Math.Min(size, channel.Length - start));
            sum += Of(pairs, group, groups[start / size].Scale);
        }

        return sum;
    }

    /// <summary>The pairs of elements that share a scale; a scale of 0 makes all of them normal.</summary>
    public static PairStatistics Of(OutlierVictimFormat format, ReadOnlySpan<double> elements, double scale)
    {
        PairStatistics sum = default;
        for (int i = 0; i < elements.Length; i += 2)
        {
            sum = sum.With(IsOutlier(elements[i]), i + 1 < elements.Length && IsOutlier(elements[i + 1]));
        }

        return sum;

        bool IsOutlier(double element) => scale != 0 && Math.Abs(element / scale) >= format.OutlierBorder;
    }
}
