using Accel.Arch.Designs.BitSerial;
using Accel.CostModel.Asic;

namespace Accel.CostModel.BitSerial;

/// <summary>What the PEs of bit-serial arrays are made of, stage by stage as the machines define them.</summary>
/// <remarks>After BitMoD (HPCA 2025), Fig. 5 and Sec. IV; widths are those of our own PE.</remarks>
internal static class BitSerialBlocks
{
    private const int ExponentBits = 6, SignificandBits = 11, AlignedBits = 14, SumBits = 15;

    private const int AccumulatorExponentBits = 7;

    private const int HalfExponentBits = 5, HalfMantissaBits = 10, TermBits = 4, DequantizedBits = 21;

    /// <summary>One instance of a component of the inventory.</summary>
    public static Block Of(in Component component, BitSerialFabric fabric) => component.Role switch
    {
        ComponentRole.Accumulator => ColumnAccumulator,
        ComponentRole.Edge => TermEncoder,
        _ when fabric.Pe != BitSerialPe.BitSerial => MacLane(fabric.Pe),
        _ when component.Kind.EndsWith("-core", StringComparison.Ordinal) => Core(fabric.Lanes),
        _ => Lane,
    };

    /// <summary>A lane: its exponent, the distance to the largest, alignment and sign; operands are kept.</summary>
    public static Block Lane => Cells.Adder(ExponentBits) + Cells.Adder(ExponentBits).Then(Cells.Shifter(AlignedBits))
        .Then(Cells.Xor(AlignedBits + 1)) + Cells.Register(SignificandBits + ExponentBits + TermBits);

    /// <summary>What the lanes share: largest exponent, adder tree, group accumulator and dequantizer.</summary>
    public static Block Core(int lanes) => Largest(lanes) + Dot(lanes) + Accumulate(lanes) + Dequantize;

    /// <summary>The largest exponent of the lanes.</summary>
    public static Block Largest(int lanes)
    {
        Block one = Cells.Comparator(ExponentBits).Then(Cells.Multiplexer(2, ExponentBits));
        Block tree = Block.None;
        for (int level = lanes; level > 1; level = (level + 1) / 2)
        {
            tree = tree.Then(one * (level / 2));
        }

        return Cells.Adder(ExponentBits).Then(tree) + Cells.Register(ExponentBits);
    }

    private static Block Dot(int lanes) => Multipliers.Tree(lanes, SumBits)
        + Cells.Register(SumBits + Floats.Log2(lanes) + ExponentBits);

    /// <summary>An aligned addition of the dot product, rounded to 15 bits.</summary>
    private static Block Accumulate(int lanes)
    {
        int width = SumBits + Floats.Log2(lanes) + 3;
        Block align = Cells.Adder(AccumulatorExponentBits).Then(Cells.Multiplexer(2, 2 * width))
            .Then(Cells.Shifter(width));
        Block normalise = Cells.LeadingOne(width).Then(Cells.Shifter(width)).Then(Cells.Incrementer(SumBits));
        return align.Then(Cells.Adder(width)).Then(normalise) + Cells.Adder(AccumulatorExponentBits)
            + Cells.Register(SumBits + AccumulatorExponentBits);
    }

    /// <summary>A bit of the scale a cycle: a row of ands, an addition, a shift register, and a rounding.</summary>
    /// <remarks>At work for 8 cycles of a group's 64: 128 weights of two terms in four lanes.</remarks>
    private static Block Dequantize => (Cells.And(SumBits).Then(Cells.Adder(SumBits + 1))
            + Cells.Incrementer(DequantizedBits)
            + Cells.Register((2 * SumBits) + DequantizedBits + AccumulatorExponentBits)).ActiveFor(8.0 / 64);

    /// <summary>
    /// Terms of a weight: Booth digits or the windows of a special value, a term each cycle, and the weight's register.
    /// </summary>
    public static Block TermEncoder =>
        (Multipliers.BoothDigit + Cells.LeadingOne(5)).Then(Cells.Multiplexer(4, TermBits))
        + Cells.ConstantTable(16, 5) + Cells.HeldRegister(8 + TermBits);

    /// <summary>A PE of a baseline: an FP16 multiplier, for FP16 or INT8 weights, and behind a register an FP16
    /// adder.</summary>
    public static Block MacLane(BitSerialPe pe) => (pe == BitSerialPe.Fp16
            ? Floats.RoundedMultiplier(HalfExponentBits, HalfMantissaBits)
            : Floats.ExactMultiplier(HalfExponentBits, HalfMantissaBits, 7).Then(Cells.LeadingOne(SignificandBits + 8))
                .Then(Cells.Shifter(SignificandBits + 8)))
        + Floats.Adder(HalfExponentBits, HalfMantissaBits) + Cells.Register(3 * 16);

    /// <summary>An FP32 adder below a column, and its register.</summary>
    public static Block ColumnAccumulator => Floats.Adder(8, 23) + Cells.Register(32);
}
