using static Accel.CostModel.Fpga.Modules.FabricPart;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>What arithmetic takes of an UltraScale+ fabric, as Yosys maps it.</summary>
/// <remarks>
/// Source: Yosys 0.23, <c>synth_xilinx -family xcup -abc9</c> (tests/Reference/fpga_primitives.csv). A LUT makes the
/// sum bit of a carry chain, and takes up logic of few inputs in front of it; four bits are a CARRY4. All bits at
/// least 1.
/// </remarks>
public static class ArithmeticParts
{
    /// <summary>An adder or subtractor: a LUT a bit.</summary>
    public static FabricPart Adder(int bits) => Logic(bits, Regular, Carries(bits));

    /// <summary>
    /// A bit or a constant added, as in rounding up or counting: the operand goes past the LUTs into the chain.
    /// </summary>
    public static FabricPart Increment(int bits) => Logic(1, Regular, Carries(bits));

    /// <summary>One or another constant taken off: an inverter a bit in front of the chain.</summary>
    public static FabricPart Decrement(int bits) => Logic(bits, Regular, Carries(bits));

    /// <summary>Three operands: a LUT a bit to make two of them, and an adder.</summary>
    public static FabricPart TernaryAdder(int bits) => Logic((2 * bits) - 1, Regular, Carries(bits));

    /// <summary>A sum of so many values of <paramref name="bits"/> bits, written as one expression.</summary>
    /// <remarks>Yosys makes three operands two, bit by bit, until two are left (macc).</remarks>
    public static FabricPart Sum(int count, int bits)
    {
        int wide = FabricLogic.SumBits(bits, count);
        return count <= 1 ? default : Logic((count - 1) * ((bits + wide) / 2.0), Selective, Carries(wide));
    }

    /// <summary>Adds or subtracts as a bit says. Yosys makes both, and chooses in the second's LUTs.</summary>
    public static FabricPart AddSubtract(int bits) => Logic((2 * bits) + 1, Regular, 2 * Carries(bits));

    /// <summary>Negates as a bit says: an inverter a bit, a carry chain, and a choice.</summary>
    /// <param name="isMade">Whether LUTs make the word, which give its inverse too.</param>
    public static FabricPart Negate(int bits, bool isMade = false) =>
        Logic(isMade ? bits : (2 * bits) - 1, Selective, Carries(bits));

    /// <summary>Whether one number is smaller: two LUTs for each three bits, in a carry chain from 7 bits on.</summary>
    public static FabricPart Less(int bits) => bits switch
    {
        <= 3 => Logic(1, Regular),
        <= 6 => Logic((2 * bits) - 5 - (bits / 6 * 2), Selective),
        _ => Logic(2 * Ceil(bits, 3), Selective, Carries(Ceil(bits, 3))),
    };

    /// <summary>Whether a number is smaller than a constant.</summary>
    public static FabricPart LessThanConstant(int bits) =>
        bits <= 6 ? Logic(1, Regular) : Logic(Math.Ceiling(bits * 0.37), Irregular, bits < 14 ? 0 : Ceil(bits, 18));

    /// <summary>Whether two numbers are equal: two bits a LUT, and a tree over these.</summary>
    public static FabricPart Equal(int bits) => Logic(Ceil(bits, 2) + And(Ceil(bits, 2)), Selective);

    /// <summary>Whether a number is a constant, or whether all or any of its bits are set.</summary>
    public static FabricPart Reduce(int bits) => Logic(bits <= 1 ? 0 : And(bits), Selective);

    /// <summary>
    /// A multiplication as Yosys places it: in DSP slices where both operands have at least 2 bits and the product at
    /// least 9, else in LUTs.
    /// </summary>
    /// <remarks>Thresholds: <c>synth_xilinx</c>, map_dsp. An unsigned operand takes a bit more of a slice.</remarks>
    public static FabricPart Multiplier(int bits, int otherBits, bool isSigned = true) =>
        UsesDsp(bits, otherBits) ? DspMultiplier(bits, otherBits, isSigned) : FabricMultiplier(bits, otherBits);

    /// <summary>Whether Yosys takes a slice for a product.</summary>
    public static bool UsesDsp(int bits, int otherBits) => Math.Min(bits, otherBits) >= 2 && bits + otherBits >= 9;

    /// <summary>A multiplication in LUTs: partial products made two by compressors, then added.</summary>
    public static FabricPart FabricMultiplier(int bits, int otherBits)
    {
        (int wide, int narrow) = (Math.Max(bits, otherBits), Math.Min(bits, otherBits));
        double luts = wide * narrow * (narrow <= 3 ? 1 : 1.5);
        return Logic(luts, narrow <= 3 ? Regular : Irregular, narrow == 1 ? 0 : Carries(wide + narrow - 1));
    }

    /// <summary>A multiplication in slices of 27 x 18 bits; what is wider takes several, with adders between.</summary>
    public static FabricPart DspMultiplier(int bits, int otherBits, bool isSigned = true)
    {
        int sign = isSigned ? 0 : 1;
        (int wide, int narrow) = (Math.Max(bits, otherBits) + sign, Math.Min(bits, otherBits) + sign);
        int across = wide <= 27 ? 1 : Ceil(wide - 1, 26), down = narrow <= 18 ? 1 : Ceil(narrow - 1, 17);
        int adders = (across * down) - 1;
        int luts = adders == 0 ? 0 : wide + narrow - 17 + ((adders - 1) * wide);
        return new(new(luts, 0, across * down, 0, 0, 0, Carries(luts)), Selective);
    }

    /// <summary>CARRY4 blocks of a chain.</summary>
    internal static int Carries(int bits) => Ceil(bits, 4);

    /// <summary>ceil(log2 n), as $clog2 is.</summary>
    internal static int CeilLog2(int count) => FabricLogic.CeilLog2(count);

    internal static int Ceil(int value, int unit) => (value + unit - 1) / unit;

    /// <summary>LUTs of a tree of six inputs each over so many bits, as the mapper builds it.</summary>
    private static int And(int bits) => bits <= 6 ? 1 : Ceil(bits, 4) + (bits > 24 ? 1 : 0);
}
