using Accel.CostModel.Fpga;
using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.BitSerial;

/// <summary>The parts of bit-serial PEs, as the hardware library has them.</summary>
internal static class BitSerialModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["aligned_dot"] = AlignedDot,
        ["bit_dequantizer"] = BitDequantizer,
        ["bitserial_pe"] = BitSerialPe,
        ["booth_term"] = BoothTerm,
        ["column_sums"] = ColumnSums,
        ["fp16_unpack"] = Fp16Unpack,
        ["fp32_scale"] = Fp32Scale,
        ["fp32_to_fp16"] = Fp32ToFp16,
        ["group_add"] = GroupAdd,
        ["largest_exponent"] = LargestExponent,
        ["leading_normalizer"] = LeadingNormalizer,
        ["mac_pe"] = MacPe,
        ["weight_lane"] = WeightLane,
        ["window_decoder"] = WindowDecoder,
        ["window_term"] = module => module.Add("term", Function(3)),
    };

    private static void LeadingNormalizer(Recipe module)
    {
        int width = module["WIDTH", 24];
        module.Add("zeros", LeadingZeros(width)).Add("shift", Shifter(width));
    }

    private static void Fp16Unpack(Recipe module) => module.Module("leading_normalizer", 1, ("WIDTH", 11))
        .Add("exponent", Adder(6) + Reduce(5) + Function(4));

    private static void Fp32Scale(Recipe module)
    {
        int bits = module["BITS", 11];
        module.Add("product", Multiplier(24, bits, isSigned: false))
            .Add("rounding", Mux(2, 25) + Increment(25) + Reduce(bits))
            .Add("exponent", Adder(8) + Increment(8) + Increment(8))
            .Add("zero", Reduce(8) + Gate(32));
    }

    private static void Fp32ToFp16(Recipe module) => module
        .Add("exponent", Increment(9) + Adder(9) + Reduce(9) + Mux(2, 9))
        .Add("shift", WideShifter(11, 24, 16) + Reduce(13))
        .Add("rounding", Increment(15) + Reduce(15))
        .Add("result", Mux(2, 15) + LessThanConstant(9));

    private static void BoothTerm(Recipe module)
    {
        int pairs = (module["BITS", 8] + 1) / 2;
        module.Add("window", Mux(pairs + 1, 3)).Add("term", Function(3));
    }

    private static void WindowDecoder(Recipe module) => module.Add("value", Function(module["FORMAT", 2] switch
    {
        2 => 9,
        4 => 10,
        3 => 8,
        5 => 2,
        _ => 4,
    }));

    private static void WeightLane(Recipe module)
    {
        int mac = module["MAC", 0], format = module["FORMAT", 0], code = module["CODE_BITS", 8];
        if (format == 7)
        {
            module.Module("fp16_unpack", 1).Add("used", Gate(11));
        }
        else if (format < 2)
        {
            int bits = code + format;
            module.Add("zero-point", format == 1 ? Adder(bits) : default);
            if (mac == 0)
            {
                module.Module("booth_term", 1, ("BITS", bits)).Add("used", Function());
            }
            else
            {
                module.Add("magnitude", Negate(bits + 1)).Module("leading_normalizer", 1, ("WIDTH", 8))
                    .Add("used", Gate(8));
            }
        }
        else
        {
            module.Module("window_decoder", 1, ("FORMAT", format)).Module("window_term", 1).Add("used", Function());
        }
    }

    private static void LargestExponent(Recipe module)
    {
        int lanes = module["LANES", 4];
        module.Add("exponent", Adder(6) + Reduce(5), lanes).Add("larger", Larger(6), lanes - 1);
    }

    private static void AlignedDot(Recipe module)
    {
        int lanes = module["LANES", 4];
        module.Add("distance", TernaryAdder(6) + Reduce(5) + Function(5), lanes)
            .Add("alignment", WideShifter(11, 26, 16), lanes)
            .Add("sign", Negate(15, isMade: true), lanes)
            .Add("sum", Sum(lanes, 15));
    }

    /// <summary>An accumulator and a dot product, aligned in a window, added, normalized, rounded once.</summary>
    private static void GroupAdd(Recipe module)
    {
        int bits = module["SUM_BITS", 17], operand = Math.Max(bits, 16), window = operand + 17;
        module.Add("significand", Negate(16) + Reduce(7))
            .Add("distance", Adder(8) + Adder(7) + Mux(2, 7) + LessThanConstant(7) + Function(7))
            .Add("operands", Mux(2, operand), 2)
            .Add("alignment", WideShifter(operand, window + operand, window))
            .Add("sum", Adder(operand + 1) + Increment(18))
            .Add("magnitude", Negate(window + 1))
            .Module("leading_normalizer", 1, ("WIDTH", window + 1))
            .Add("rounding", Increment(16) + Reduce(window - 15))
            .Add("exponent", Adder(7) + Mux(2, 7) + Increment(7))
            .Add("result", Mux(2, 22) + Reduce(bits));
    }

    private static void BitDequantizer(Recipe module)
    {
        int product = 15 + module["BITS", 8];
        module.Add("held", Register(22)).Add("product", Register(product - 1))
            .Add("step", Adder(16) + Reduce(7))
            .Add("normalization", Mux(2, 22)).Add("rounding", Increment(22) + Function(2))
            .Add("exponent", Adder(8) + Adder(8) + Increment(8)).Add("zero", Gate(29));
    }

    private static void BitSerialPe(Recipe module)
    {
        int lanes = module["LANES", 4], sum = 15 + FabricLogic.CeilLog2(lanes);
        module.Module("largest_exponent", 1, ("LANES", lanes)).Module("aligned_dot", 1, ("LANES", lanes))
            .Module("group_add", 1, ("SUM_BITS", sum))
            .Module("bit_dequantizer", 1, ("BITS", module["SCALE_BITS", 8]))
            .Add("exponents", Register(12)).Add("dot", Register(sum)).Add("exponent", Adder(7) + Increment(7))
            .Add("accumulator", Register(22) + Gate(22)).Add("result", MuxRegister(29))
            .Add("control", Function(3));
    }

    /// <summary>Products in slices, added one after the other in binary32.</summary>
    private static void MacPe(Recipe module)
    {
        int lanes = module["LANES", 1], sig = module["SIG", 11], product = 11 + sig;
        module.Add("product", Multiplier(11, sig, isSigned: false), lanes)
            .Add("normalization", Mux(2, product - 1) + Register(product - 1), lanes)
            .Add("exponent", Adder(8) + Increment(8) + Gate(8) + Register(9) + Function(2), lanes)
            .Module("fp32_add", lanes)
            .Add("accumulator", Register(32) + Gate(32)).Add("result", MuxRegister(32)).Add("control", Function(2));
    }

    /// <summary>A sum for each row, read and written at one address.</summary>
    private static void ColumnSums(Recipe module)
    {
        int rows = module["ROWS", 8];
        if (module["SCALED", 0] != 0)
        {
            module.Module("fp32_scale", 1, ("BITS", module["BITS", 8]));
        }

        module.Module("fp32_add", 1).Add("sums", rows > 1 ? LutRam(rows, 32, isSinglePort: true) : Register(32))
            .Add("sum", Register(32) + Gate(32)).Add("control", Function());
    }
}
