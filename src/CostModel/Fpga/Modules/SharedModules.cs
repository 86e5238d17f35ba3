using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>Modules that families share.</summary>
internal static class SharedModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["double_buffer"] = DoubleBuffer,
        ["fp32_add"] = Fp32Add,
        ["round_saturate"] = RoundSaturate,
        ["skew_line"] = SkewLine,
        ["stream_register"] = StreamRegister,
    };

    /// <summary>Two words of a stream, and a choice in front of the first.</summary>
    public static void StreamRegister(Recipe module)
    {
        int width = module["WIDTH", 8];
        module.Add("words", Register(2L * width)).Add("choice", Mux(2, width)).Add("valid", Register(2))
            .Add("control", Control(4));
    }

    private static void SkewLine(Recipe module) =>
        module.Add("delay", Delay(module["CYCLES", 3], module["WIDTH", 8]));

    private static void DoubleBuffer(Recipe module)
    {
        int depth = module["DEPTH", 64], address = FabricLogic.CeilLog2(depth);
        module.Add("words", Ram(2 * depth, module["WIDTH", 32])).Add("address", Counter(address))
            .Add("restart", Gate(address)).Add("halves", Register(4)).Add("control", Control(8));
    }

    private static void RoundSaturate(Recipe module)
    {
        int shift = module["SHIFT", 12], kept = module["IN_BITS", 32] - shift, bits = module["OUT_BITS", 8];
        module.Add("rounding", Increment(kept + 1) + Reduce(shift) + Function())
            .Add("clip", Reduce(kept + 2 - bits) + Gate(bits));
    }

    /// <summary>The larger operand first, the other aligned, a sum, and that normalized and rounded.</summary>
    private static void Fp32Add(Recipe module) => module
        .Add("specials", Reduce(8) + Reduce(23), 2)
        .Add("order", Less(31) + Mux(2, 31) + Mux(2, 31))
        .Add("exponents", Reduce(8) + Reduce(8) + Adder(8) + LessThanConstant(8))
        .Add("alignment", StickyShifter(27) + Gate(27))
        .Add("sum", AddSubtract(28))
        .Add("leading", LeadingZeros(27))
        .Add("bound", Less(8) + Increment(8) + Mux(2, 5))
        .Add("normalization", Shifter(27) + Mux(2, 27))
        .Add("exponent", Adder(9) + Increment(9) + Mux(2, 9))
        .Add("rounding", Increment(31) + Function() + Gate(9))
        .Add("result", Mux(4, 32) + Mux(2, 32) + Reduce(28) + LessThanConstant(9) + Control(6));
}
