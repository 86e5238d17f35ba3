namespace Accel.CostModel.Fpga;

/// <summary>What plain logic takes of an UltraScale+ fabric, in LUTs.</summary>
/// <remarks>
/// Source: Yosys 0.23, <c>synth_xilinx -family xcup</c> (tests/Reference/cost_fpga_yosys_ultrascaleplus.csv), and the
/// geometry of a slice, UG574: a LUT6 is also two LUT5s of the same inputs, MUXF7 and MUXF8 join up to four LUTs.
/// Carry chains, MUXF7 and MUXF8 come with the LUTs and are not counted.
/// </remarks>
public static class FabricLogic
{
    /// <summary>An adder, subtractor or accumulator: a LUT for each bit of the result.</summary>
    /// <remarks>Exact for the 8 to 48 bits that were mapped.</remarks>
    public static double Adder(int bits) => bits;

    /// <summary>An adder of three operands. Two LUTs a bit as Yosys maps it; the fabric could do with one.</summary>
    public static double TernaryAdder(int bits) => 2.0 * bits;

    /// <summary>The bits of a sum of so many values.</summary>
    public static int SumBits(int bits, int count) => bits + CeilLog2(count);

    /// <summary>A balanced tree of two-operand adders, each as wide as its sum.</summary>
    public static double AdderTree(int count, int bits)
    {
        double luts = 0;
        for (int level = 1; count > 1; level++)
        {
            luts += (count / 2) * Adder(bits + level);
            count = (count + 1) / 2;
        }

        return luts;
    }

    /// <summary>A multiplexer: a LUT6 chooses one bit of four; four with MUXF7 and MUXF8 one of sixteen.</summary>
    /// <remarks>Ideal; Yosys takes up to half more from 8 ways on.</remarks>
    public static double Multiplexer(int ways, int bits)
    {
        double each = 0;
        while (ways > 1)
        {
            int leaves = (ways + 3) / 4;
            each += leaves;
            ways = (leaves + 3) / 4;
        }

        return each * bits;
    }

    /// <summary>A multiplication in carry rows: a LUT for each pair of bits.</summary>
    /// <remarks>Exact up to 8 x 8, 16 x 4 and 16 x 8; wider ones take 1.4 times as many.</remarks>
    public static double Multiplier(int bits, int otherBits) => (double)bits * otherBits;

    /// <summary>A comparison of two numbers: three quarters of a LUT a bit, measured at 16 and 32 bits.</summary>
    public static double Comparator(int bits) => Math.Ceiling(0.75 * bits);

    /// <summary>ceil(log2 n), 0 for n of at most 1.</summary>
    public static int CeilLog2(int count) => count <= 1 ? 0 : 32 - int.LeadingZeroCount(count - 1);
}
