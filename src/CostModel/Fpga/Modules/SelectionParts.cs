using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.FabricPart;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>What choices and shifts take of an UltraScale+ fabric, as Yosys maps them.</summary>
/// <remarks>
/// Source: tests/Reference/fpga_primitives.csv. MUXF7 to MUXF9 come with the LUTs and are not counted.
/// </remarks>
public static class SelectionParts
{
    /// <summary>One of so many words, by a binary number.</summary>
    /// <remarks>Ideal are 1 LUT a bit for four ways and 4 for sixteen.</remarks>
    public static FabricPart Mux(int ways, int bits) =>
        Logic(bits * MuxLuts(ways), ways <= 4 ? Regular : ways <= 16 ? Selective : Irregular);

    /// <summary>The same of words that lie side by side and are no power of two wide: Yosys shifts them all.</summary>
    public static FabricPart Slice(int ways, int bits) => Logic(bits * (ways switch
    {
        <= 1 => 0,
        2 => 1,
        <= 4 => 1.4,
        _ => (int.IsPow2(ways) ? 0.85 : 1.07) * ways,
    }), Selective);

    /// <summary>A word or nothing: a LUT a bit, where no other logic takes it up.</summary>
    public static FabricPart Gate(int bits) => Logic(bits, Selective);

    /// <summary>Any function of up to six inputs.</summary>
    public static FabricPart Function(int outputs = 1) => Logic(outputs, Selective);

    /// <summary>Logic without a form, counted by eye in the source.</summary>
    public static FabricPart Control(double luts) => Logic(luts, Irregular);

    /// <summary>A word shifted by any number of places up to its own width.</summary>
    /// <remarks>0.75 n log2 n - 0.3 n; ideal is a LUT for two levels, half of n log2 n.</remarks>
    public static FabricPart Shifter(int bits) => bits < 2 ? default
        : Logic((0.75 * bits * Math.Log2(bits)) - (0.3 * bits), Selective);

    /// <summary>The same, with all that is shifted out kept as one bit.</summary>
    public static FabricPart StickyShifter(int bits) =>
        Shifter(bits) + Logic(Math.Max(1, (1.15 * bits) - 5), Selective);

    /// <summary>A word placed in a wider one, by any number of so many places.</summary>
    /// <remarks>Between a shifter of the word and one of the wider word: (0.2 wide + 0.72 bits) log2 places.</remarks>
    public static FabricPart WideShifter(int bits, int wide, int places) => places <= 1 || bits < 1 ? default
        : Logic(((0.2 * wide) + (0.72 * bits)) * Math.Log2(places), Selective);

    /// <summary>How many zeros lead: a LUT a bit.</summary>
    public static FabricPart LeadingZeros(int bits) => Logic(1.05 * bits, Selective);

    /// <summary>The larger of two numbers.</summary>
    public static FabricPart Larger(int bits) => Less(bits) + Mux(2, bits);

    /// <summary>A line for each value of a number.</summary>
    public static FabricPart Decoder(int bits) => Logic(1 << bits, Regular);

    internal static double MuxLuts(int ways) => ways switch
    {
        <= 1 => 0,
        <= 4 => 1,
        <= 16 => ways / 2.7,
        _ => ways / 2.1,
    };
}
