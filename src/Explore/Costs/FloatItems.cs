using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Costs;

/// <summary>Floating-point blocks by the names of their formats.</summary>
internal static class FloatItems
{
    private const string Exact = "exact";

    /// <summary>Keys that name a format.</summary>
    private const string FormatKey = "format", SumKey = "acc";

    private const int LeastBits = 2, MostBits = 1024;

    /// <summary>Bits that an exact accumulator has for the number of its products: 2^7 of them.</summary>
    private const int GuardBits = 7;

    private static readonly (string Name, int Exponent, int Mantissa)[] Formats =
    [
        .. NumberFormats.All.OfType<FloatingFormat>().Select(format =>
            (format.Name, (int)format.Bits - 1 - format.MantissaBits, format.MantissaBits)),
        ("fp32", 8, 23),
    ];

    /// <summary>A multiply-accumulate.</summary>
    /// <exception cref="NotPricedException">A format is none.</exception>
    public static Block Mac(string format, string sum)
    {
        (int exponent, int mantissa) = Find(format, FormatKey);
        if (sum == Exact)
        {
            return Floats.ExactMac(exponent, mantissa, Floats.ExactBits(exponent, mantissa, GuardBits));
        }

        if (int.TryParse(sum, NumberStyles.None, CultureInfo.InvariantCulture, out int bits))
        {
            return bits is >= LeastBits and <= MostBits ? Floats.ExactMac(exponent, mantissa, bits)
                : throw new NotPricedException($"fp-mac.acc must have {LeastBits} to {MostBits} bits, got {bits}")
                {
                    Parameter = SumKey,
                };
        }

        (int sumExponent, int sumMantissa) = Find(sum, SumKey);
        return Floats.Mac(exponent, mantissa, sumExponent, sumMantissa);
    }

    /// <summary>A multiply-accumulate in the fabric of an FPGA.</summary>
    /// <inheritdoc cref="Mac"/>
    public static Estimate MacInFabric(string format, string sum, bool? dsp)
    {
        (int exponent, int mantissa) = Find(format, FormatKey);
        if (sum == Exact)
        {
            return FabricBlocks.ExactFloatMac(
                exponent, mantissa, Floats.ExactBits(exponent, mantissa, GuardBits), dsp);
        }

        if (int.TryParse(sum, NumberStyles.None, CultureInfo.InvariantCulture, out int bits))
        {
            return bits is >= LeastBits and <= MostBits ? FabricBlocks.ExactFloatMac(exponent, mantissa, bits, dsp)
                : throw new NotPricedException($"fp-mac.acc must have {LeastBits} to {MostBits} bits, got {bits}")
                {
                    Parameter = SumKey,
                };
        }

        (int sumExponent, int sumMantissa) = Find(sum, SumKey);
        return FabricBlocks.FloatMac(exponent, mantissa, sumExponent, sumMantissa, dsp);
    }

    /// <summary>An L-Mul multiplier in the fabric of an FPGA.</summary>
    /// <exception cref="NotPricedException">The format is none.</exception>
    public static Estimate LMulInFabric(string format)
    {
        (int exponent, int mantissa) = Find(format, FormatKey);
        return FabricBlocks.LMul(exponent, mantissa);
    }

    /// <summary>An L-Mul multiplier.</summary>
    /// <exception cref="NotPricedException">The format is none.</exception>
    public static Block LMul(string format)
    {
        (int exponent, int mantissa) = Find(format, FormatKey);
        return Floats.LMul(exponent, mantissa);
    }

    private static (int Exponent, int Mantissa) Find(string name, string key)
    {
        int index = Array.FindIndex(Formats, format => format.Name == name);
        return index >= 0 ? (Formats[index].Exponent, Formats[index].Mantissa)
            : throw new NotPricedException($"there is no floating-point format '{name}'",
                NearestName.Hint(name, [.. Formats.Select(format => format.Name)]))
            {
                Parameter = key,
            };
    }
}
