namespace Accel.Arch.Formats.Quantization;

/// <summary>Quantizes one channel of a tensor with everything that its format stores, scales included.</summary>
/// <remarks>
/// <para>Each group's scale, special value and zero point are chosen with an exact scale
/// (<see cref="GroupQuantizer.Fit"/>). Then the scales are rounded to what is stored, and the elements are coded with
/// the rounded scales, so that codes and scales agree.</para>
/// <para><c>Fp16</c>: each scale is rounded to FP16, kept between the smallest and the largest positive FP16
/// number.</para>
/// <para><c>Int8SecondLevel</c> (VS-Quant; BitMoD Sec. III-C with the symmetric rule of its Eq. 1): the channel stores
/// S = max(scales) / 127 in FP16 and each group the code round(scale / S), half to even, at most 127. A group whose
/// code is 0 becomes all zeros. The only released code that quantizes scales uses 255 unsigned levels instead of 127
/// and searches the special value after it; the released accuracy code leaves the scales as they are.</para>
/// </remarks>
public static class ChannelQuantizer
{
    /// <summary>The largest code of a symmetric INT8 scale.</summary>
    private const int LargestScaleCode = 127;

    /// <summary>Quantizes a channel.</summary>
    /// <param name="codes">Receives one code an element.</param>
    /// <param name="dequantized">Receives one value an element.</param>
    /// <param name="groups">Receives the parameters of each group; <see cref="TensorFormat.GroupsOf"/> of them.</param>
    /// <exception cref="ArgumentException">A weight is not finite, a span is too short, or the format is a
    /// mix.</exception>
    public static QuantizedChannel Quantize(TensorFormat format, ReadOnlySpan<double> channel, Span<int> codes,
        Span<double> dequantized, Span<GroupParameters> groups)
    {
        int size = format.GroupSize == 0 ? channel.Length : format.GroupSize;
        groups = groups[..(int)format.GroupsOf(channel.Length)];
        double largest = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            groups[g] = GroupQuantizer.Fit(format.Element, Group(channel, g, size));
            largest = Math.Max(largest, groups[g].Scale);
        }

        double channelScale = SecondLevelScale(format, largest);
        double sum = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            ReadOnlySpan<double> group = Group(channel, g, size);
            groups[g] = Store(format, channelScale, group, groups[g]);
            int start = g * size;
            sum += group.Length * GroupQuantizer.Encode(
                format.Element, groups[g], group, codes[start..], dequantized[start..]);
        }

        return new QuantizedChannel(channelScale, sum / channel.Length);
    }

    private static ReadOnlySpan<double> Group(ReadOnlySpan<double> channel, int group, int size) =>
        channel.Slice(group * size, Math.Min(size, channel.Length - (group * size)));

    /// <summary>What a channel stores of its largest group's scale; 0 where groups store theirs.</summary>
    internal static double SecondLevelScale(TensorFormat format, double largest) =>
        format.Scale == ScaleFormat.Int8SecondLevel ? ToFp16(largest / LargestScaleCode) : 0;

    /// <summary>A group's parameters with the scale as it is stored.</summary>
    internal static GroupParameters Store(
        TensorFormat format, double channelScale, ReadOnlySpan<double> group, GroupParameters parameters)
    {
        switch (format.Scale)
        {
            case ScaleFormat.None:
                return parameters;
            case ScaleFormat.Fp16:
                return GroupQuantizer.WithScale(format.Element, group, parameters, ToFp16(parameters.Scale));
            default:
                double levels = Math.Round(parameters.Scale / channelScale, MidpointRounding.ToEven);
                int code = (int)Math.Min(levels, LargestScaleCode);
                return GroupQuantizer.WithScale(format.Element, group, parameters, code * channelScale)
                    with { ScaleCode = code };
        }
    }

    /// <summary>Rounds a positive scale to FP16 without letting it become zero or infinite.</summary>
    internal static double ToFp16(double scale) =>
        (double)(Half)Math.Clamp(scale, (double)Half.Epsilon, (double)Half.MaxValue);
}
