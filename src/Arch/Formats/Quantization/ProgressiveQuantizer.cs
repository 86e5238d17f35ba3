namespace Accel.Arch.Formats.Quantization;

/// <summary>Two-level quantization of narrow weights that are multiplied in wider integer lanes.</summary>
/// <remarks>
/// <para>First a channel is quantized to whole numbers of a lane with one FP16 scale, symmetrically: w8 = round(w / s)
/// in INT8 lanes. Then each group gets a whole multiplier u, and each weight a code q = round(w8 / u) of b bits. What
/// the lane multiplies is q * u exactly: it never leaves the lane, since u is at most
/// floor((2^(lane-1) - 1) / (2^(b-1) - 1)), and no fraction is lost before the channel's scale. All rounding is half to
/// even; codes are symmetric, so that -2^(b-1) is unused.</para>
/// <para>The two levels, whole numbers inside the lane, are QServe's progressive group quantization (arXiv 2405.04532,
/// Sec. 4.1), which has zero points too; these are left out, and u is the one with the least squared error in the lane,
/// the smallest of equal ones. A byte is stored a group and FP16 a channel, as many bits as of <c>int4/128</c>.</para>
/// </remarks>
public static class ProgressiveQuantizer
{
    /// <summary>The usual group, along K.</summary>
    public const int DefaultGroup = 128;

    /// <summary>The fewest and the most bits of a code.</summary>
    public const int MinimumBits = 2, MaximumBits = 7;

    /// <summary>The largest code: 2^(b-1) - 1.</summary>
    public static int LargestCode(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, MinimumBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaximumBits);
        return (1 << (bits - 1)) - 1;
    }

    /// <summary>The largest multiplier of a group: 127, 42, 18, 8, 4 and 2 for 2 to 7 bits in INT8 lanes.</summary>
    /// <param name="bits">Bits of a code.</param>
    /// <param name="laneBits">Bits of a lane, above those of a code and at most 8.</param>
    public static int LimitOf(int bits, int laneBits = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(laneBits, bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(laneBits, 8);
        return LargestLane(laneBits) / LargestCode(bits);
    }

    /// <summary>Quantizes a channel.</summary>
    /// <param name="bits">Bits of a code, 2 to 7.</param>
    /// <param name="group">Consecutive weights that share a multiplier; the last group may be partial.</param>
    /// <param name="channel">Finite weights.</param>
    /// <param name="codes">Receives one code a weight.</param>
    /// <param name="multipliers">Receives one multiplier a group, 1 to <see cref="LimitOf"/>.</param>
    /// <returns>The channel's scale, an FP16 number: a weight is about q * u * scale.</returns>
    /// <exception cref="ArgumentException">A weight is not finite, or a span is too short.</exception>
    public static double Quantize(int bits, int group, ReadOnlySpan<double> channel, Span<sbyte> codes,
        Span<byte> multipliers, int laneBits = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(codes.Length, channel.Length, nameof(codes));
        ArgumentOutOfRangeException.ThrowIfLessThan(
            multipliers.Length, (channel.Length + group - 1) / group, nameof(multipliers));
        int most = LargestCode(bits);
        int limit = LimitOf(bits, laneBits);
        int lane = LargestLane(laneBits);
        double largest = Magnitudes.Largest(channel);
        double scale = ChannelQuantizer.ToFp16(largest > 0 ? largest / lane : 1);
        for (int start = 0; start < channel.Length; start += group)
        {
            int size = Math.Min(group, channel.Length - start);
            Span<sbyte> of = codes.Slice(start, size);
            for (int i = 0; i < size; i++)
            {
                double level = Math.Round(channel[start + i] / scale, MidpointRounding.ToEven);
                of[i] = (sbyte)Math.Clamp(level, -lane, lane);
            }

            int multiplier = Choose(of, most, limit);
            multipliers[start / group] = (byte)multiplier;
            for (int i = 0; i < size; i++)
            {
                of[i] = (sbyte)Code(of[i], multiplier, most);
            }
        }

        return scale;
    }

    private static int LargestLane(int laneBits) => (1 << (laneBits - 1)) - 1;

    private static int Choose(ReadOnlySpan<sbyte> levels, int most, int limit)
    {
        (int best, long least) = (1, long.MaxValue);
        for (int multiplier = 1; multiplier <= limit; multiplier++)
        {
            long sum = 0;
            foreach (sbyte level in levels)
            {
                long error = level - (Code(level, multiplier, most) * multiplier);
                sum += error * error;
            }

            (best, least) = sum < least ? (multiplier, sum) : (best, least);
        }

        return best;
    }

    /// <summary>The level over the multiplier, half to even, clamped.</summary>
    private static int Code(int level, int multiplier, int most)
    {
        int magnitude = Math.Abs(level);
        int code = magnitude / multiplier;
        int twice = 2 * (magnitude - (code * multiplier));
        code += twice > multiplier || (twice == multiplier && (code & 1) == 1) ? 1 : 0;
        code = Math.Min(code, most);
        return level < 0 ? -code : code;
    }
}
