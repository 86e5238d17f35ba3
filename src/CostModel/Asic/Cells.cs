using Accel.CostModel.Fpga;

namespace Accel.CostModel.Asic;

/// <summary>The small blocks that all others are made of.</summary>
/// <remarks>
/// <para>Gates and delays were calibrated on our own synthesis of these blocks alone with Yosys and ABC for the Nangate
/// 45 nm library (tests/Reference/cost_asic_yosys.csv: adders, comparators, shifters, multiplexers, registers), where a
/// NAND gate has 0.798 um2 and a carry takes 30.5 ps. The open flow takes 1.35 times the combinational area of
/// commercial synthesis (<see cref="OpenFlow"/>), which is divided out. Whatever is built of them is predicted.</para>
/// <para>Energies: Horowitz (ISSCC 2014) for additions; other gates 0.22 additions each, calibrated on his FP32 adder.
/// A clocked flip-flop 0.31, calibrated on BitFusion's 8-bit PE, whose 0.298 pJ are a multiplication, an addition and
/// so much for its registers.</para>
/// </remarks>
public static class Cells
{
    /// <summary>
    /// Combinational area of the open flow over that of commercial synthesis: Horowitz's integer units 1.37 and
    /// BitFusion's PEs 1.27 on average, both at 45 nm; the span is 1.0 to 1.7.
    /// </summary>
    public const double OpenFlow = 1.35;

    /// <summary>Area of a NAND gate in that library, in square micrometres.</summary>
    public const double NandUm2 = 0.798;

    /// <summary>Area of a flip-flop in NAND gates: 4.52 um2.</summary>
    public const double RegisterGates = 5.67;

    private const double RegisterAdditions = 0.31;
    private const double AdditionsPerGate = 0.22;

    /// <summary>Widest adder to which the cost of a bit grows with the width.</summary>
    private const int WidestGrowth = 64;

    /// <summary>An addition or subtraction of so many bits.</summary>
    /// <remarks>4.4 um2 a bit and 0.062 more for each of its neighbours: longer carries are bought with area.</remarks>
    public static Block Adder(int bits) =>
        new(Open(bits * (4.4 + (0.062 * Math.Min(bits, WidestGrowth)))), 0, bits, bits + 2);

    /// <summary>A row of full adders that makes two numbers of three.</summary>
    public static Block Compressor(int bits) => new(Open(6.6 * bits), 0, bits, 3);

    /// <summary>A number plus one bit.</summary>
    public static Block Incrementer(int bits) => Gates(2.7 * bits) with { Carries = bits * 0.6 };

    /// <summary>Whether a number is larger than another.</summary>
    public static Block Comparator(int bits) =>
        Gates(Math.Max(2, 4 * bits - 8)) with { Carries = 3.3 * Math.Log2(Math.Max(2, bits)) };

    /// <summary>One of several words.</summary>
    public static Block Multiplexer(int ways, int bits) => ways <= 1 ? Block.None
        : Gates(1.9 * (ways - 1) * bits) with { Carries = 2.3 + (2.3 * Math.Log2(ways)) };

    /// <summary>A shift by any amount up to the width.</summary>
    public static Block Shifter(int bits) => Shifter(bits, FabricLogic.CeilLog2(bits));

    /// <summary>A shift by an amount of so many bits.</summary>
    public static Block Shifter(int bits, int stages) =>
        Gates(1.77 * bits * stages) with { Carries = stages == 0 ? 0 : 0.7 + (2.6 * stages) };

    /// <summary>The place of the first one of a word.</summary>
    public static Block LeadingOne(int bits) =>
        Gates(3.0 * bits) with { Carries = 2.5 * Math.Log2(Math.Max(2, bits)) };

    /// <summary>A bit-by-bit exclusive or, such as a conditional complement.</summary>
    public static Block Xor(int bits) => Gates(1.6 * bits) with { Carries = 2 };

    /// <summary>A bit-by-bit and, such as a mask.</summary>
    public static Block And(int bits) => Gates(1.06 * bits) with { Carries = 1 };

    /// <summary>Flip-flops that take a new word every cycle.</summary>
    public static Block Register(int bits) => new(0, bits, RegisterAdditions * bits, 0);

    /// <summary>Flip-flops that can be cleared: an and gate each, which stands still while a sum grows.</summary>
    public static Block ClearedRegister(int bits) => Register(bits) + And(bits) with { Additions = 0 };

    /// <summary>Flip-flops that can be cleared and can hold.</summary>
    public static Block HeldRegister(int bits) =>
        ClearedRegister(bits) + Multiplexer(2, bits) with { Additions = 0 };

    /// <summary>A table of constants: a word for each address, as logic.</summary>
    /// <remarks>Half of a multiplexer of all words, as constants fold it. Estimated.</remarks>
    public static Block ConstantTable(int words, int bits) => words <= 1 ? Block.None
        : Gates(0.95 * (words - 1) * bits) with { Carries = 2.3 + (2.3 * Math.Log2(words)) };

    /// <summary>Logic of so many square micrometres of the open flow, without a path.</summary>
    private static Block Gates(double openUm2) => new(Open(openUm2), 0, Open(openUm2) * AdditionsPerGate, 0);

    private static double Open(double um2) => um2 / NandUm2 / OpenFlow;
}
