using System.Collections.Concurrent;
using Accel.Arch.Formats;

namespace Accel.Arch.Designs.BitSerial;

/// <summary>How many cycles a PE needs for one beat of a weight format.</summary>
public static class TermCount
{
    /// <summary>Bits of the fixed-point form that the floating-point term generator takes: I3..I0 and F0.</summary>
    private const int FixedPointLimit = 16;

    private static readonly ConcurrentDictionary<NumberFormat, bool> TwoWindows = new();

    /// <summary>The terms of a weight, or null when the fabric's PE cannot multiply the format.</summary>
    /// <remarks>
    /// Source: BitMoD Sec. IV-A: radix-4 Booth for integers, two leading-one windows for FP3 and FP4.
    /// </remarks>
    public static int? Of(BitSerialFabric fabric, NumberFormat weights) => fabric.Pe switch
    {
        BitSerialPe.Fp16 => weights.Name == "fp16" ? 1 : null,
        BitSerialPe.Fp16Int8 => weights is IntegerFormat or IntegerMix && SignedBits(weights) <= 8 ? 1 : null,
        _ => OfBitSerial(weights),
    };

    private static int? OfBitSerial(NumberFormat weights) => weights switch
    {
        IntegerFormat { Bits: <= 8 } => ((int)SignedBits(weights) + 1) / 2,
        IntegerMix => null,
        _ => FitsTwoWindows(weights) ? 2 : null,
    };

    /// <summary>Bits of the signed integers that a PE multiplies by.</summary>
    /// <remarks>
    /// One bit more than the code has holds code minus zero point, and an unsigned code with its sign.
    /// </remarks>
    private static double SignedBits(NumberFormat integer) =>
        integer.Bits + (integer is IntegerFormat { Kind: not IntegerKind.Signed } ? 1 : 0);

    /// <summary>Whether every value is a multiple of one half, at most 8, with at most two ones.</summary>
    /// <remarks>Asked for every design point of a sweep, so each format's answer is kept.</remarks>
    private static bool FitsTwoWindows(NumberFormat format) => TwoWindows.GetOrAdd(format, static format =>
    {
        if (format.CodeCount is 0 or > 16)
        {
            return false;
        }

        foreach (double value in format.Values)
        {
            double halves = Math.Abs(value) * 2;
            if (!(halves <= FixedPointLimit) || halves != Math.Floor(halves)
                || System.Numerics.BitOperations.PopCount((uint)halves) > 2)
            {
                return false;
            }
        }

        return true;
    });
}
