using Accel.Arch.Formats.Quantization;

namespace Accel.Sim.DspChain;

/// <summary>Widens packed codes of b bits to the whole numbers that the lanes of a slice multiply.</summary>
/// <remarks>
/// <para>What stands between the weight buffer and the chains where weights are narrower than lanes: an unpacker that
/// cuts a word of the buffer into codes, the sign's extension, which is wires, and a multiplier of b bits by the bits
/// of the group's multiplier (<see cref="MultiplierBits"/>; b x 5 for 4-bit codes in INT8 lanes). No scale is applied
/// here: the channel's FP16 scale follows the sum.</para>
/// <para>The codes of <see cref="ProgressiveQuantizer"/> never leave the lane. A code that it does not use, -2^(b-1),
/// may do so with a large multiplier; the product then wraps to 8 bits as the multiplier's low bits do.</para>
/// </remarks>
public static class LaneDequantizer
{
    /// <summary>Bits of a group's multiplier: 7, 6, 5, 4, 3 and 2 for codes of 2 to 7 bits in INT8 lanes.</summary>
    public static int MultiplierBits(int bits, int laneBits = 8) =>
        32 - int.LeadingZeroCount(ProgressiveQuantizer.LimitOf(bits, laneBits));

    /// <summary>Dequantizes packed codes, a group after the other.</summary>
    /// <param name="packed">Codes in two's complement without gaps, the first in the lowest bits.</param>
    /// <param name="bits">Bits of a code, 2 to 7.</param>
    /// <param name="multipliers">One multiplier a group, 1 to 127.</param>
    /// <param name="group">Consecutive codes that share a multiplier.</param>
    /// <param name="lanes">Receives one lane value a code; its length says how many there are.</param>
    /// <exception cref="ArgumentException">A span is too short, or a multiplier out of range.</exception>
    public static void Dequantize(
        ReadOnlySpan<byte> packed, int bits, ReadOnlySpan<byte> multipliers, int group, Span<sbyte> lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, ProgressiveQuantizer.MinimumBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, ProgressiveQuantizer.MaximumBits);
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 1);
        if ((packed.Length * 8L) < (long)lanes.Length * bits || (long)multipliers.Length * group < lanes.Length)
        {
            throw new ArgumentException("codes or multipliers are missing", nameof(packed));
        }

        if (multipliers.ContainsAnyExceptInRange((byte)1, (byte)127))
        {
            throw new ArgumentException("a multiplier is from 1 to 127", nameof(multipliers));
        }

        byte[] codes = new byte[Math.Min(group, lanes.Length)];
        for (int start = 0; start < lanes.Length; start += group)
        {
            int size = Math.Min(group, lanes.Length - start);
            LaneDequantizerKernels.Unpack(packed, (long)start * bits, bits, codes.AsSpan(0, size));
            LaneDequantizerKernels.Dequantize(
                codes.AsSpan(0, size), bits, multipliers[start / group], lanes.Slice(start, size));
        }
    }
}
