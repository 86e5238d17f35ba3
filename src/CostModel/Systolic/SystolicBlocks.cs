using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;

namespace Accel.CostModel.Systolic;

/// <summary>What the PEs of systolic arrays, their decoders and accumulators are made of.</summary>
/// <remarks>Every PE keeps both operands for its neighbours.</remarks>
internal static class SystolicBlocks
{
    /// <summary>Binary32.</summary>
    private const int SumExponentBits = 8, SumMantissaBits = 23;

    /// <summary>Exponents of pairs of exponent and integer (OliVe, ISCA 2023, Sec. IV).</summary>
    private const int PairExponentBits = 4;

    /// <summary>One instance of a component of the inventory.</summary>
    public static Block Of(in Component component, SystolicFabric fabric, Precision precision)
    {
        SystolicPe pe = fabric.PeOf(precision);
        bool isFloating = pe is SystolicPe.FloatingPoint or SystolicPe.LMul;
        int bits = pe is SystolicPe.Integer or SystolicPe.ExponentInteger ? fabric.MinimumBits : fabric.Bits;
        return component.Role switch
        {
            ComponentRole.Pe when component.Kind == ComponentKinds.FusionAdder => FusionAdder(bits),
            ComponentRole.Pe => Pe(pe, bits, SumBits(fabric, bits)),
            ComponentRole.Accumulator => Accumulator(isFloating, fabric.AccumulatorBits),
            _ when component.Kind == ComponentKinds.ValueDecoder => FlintDecoder,
            _ => PairDecoder(bits),
        };
    }

    /// <summary>A PE for operands of a width; sums of so many bits where they are integers.</summary>
    public static Block Pe(SystolicPe pe, int bits, int sumBits)
    {
        (int exponent, int mantissa) = bits >= 16 ? (5, 10) : (4, 3);
        return pe switch
        {
            SystolicPe.Ternary => Cells.And(bits).Then(Cells.Xor(bits)).ThenAdd(Cells.Adder(sumBits))
                + Cells.ClearedRegister(sumBits) + Cells.Register(bits + 2),
            SystolicPe.Shift => Cells.Shifter(2 * bits, 3).Then(Cells.Xor(2 * bits)).ThenAdd(Cells.Adder(sumBits))
                + Cells.ClearedRegister(sumBits) + Cells.Register(bits + 4),
            SystolicPe.Integer => Multipliers.Integer(bits, bits).ThenAdd(Cells.Adder(sumBits))
                + Cells.ClearedRegister(sumBits) + Cells.Register(2 * bits),
            SystolicPe.ExponentInteger => Multipliers.Integer(bits, bits).Then(Cells.Shifter(2 * bits, 3))
                .ThenAdd(Cells.Adder(sumBits)) + Cells.Adder(PairExponentBits) + Cells.ClearedRegister(sumBits)
                + Cells.Register(2 * (bits + PairExponentBits)),
            SystolicPe.FloatingPoint => Floats.Mac(exponent, mantissa, SumExponentBits, SumMantissaBits)
                + Cells.Register(2 * bits),
            _ => Floats.LMul(exponent, mantissa).Then(Floats.Adder(SumExponentBits, SumMantissaBits))
                + Cells.Register(32 + (2 * bits)),
        };
    }

    /// <summary>Bits of a narrow PE's sum: those of the fabric, or its products' and 8 for their number.</summary>
    public static int SumBits(SystolicFabric fabric, int bits) =>
        fabric.Splits > 1 ? Math.Min(fabric.AccumulatorBits, (2 * bits) + 8) : fabric.AccumulatorBits;

    /// <summary>
    /// A decoder of outlier-victim pairs: two codes compared with the victim's, each outlier's exponent and integer
    /// taken apart, and the normal value chosen where there is none.
    /// </summary>
    public static Block PairDecoder(int bits) =>
        (Cells.And(bits).Then(Cells.Adder(bits)).Then(Cells.Multiplexer(2, bits + PairExponentBits))
            + Cells.Register(bits + PairExponentBits)) * 2;

    /// <summary>A decoder of flint: the first one splits exponent from mantissa (ANT, MICRO 2022).</summary>
    public static Block FlintDecoder => Cells.LeadingOne(4).Then(Cells.ConstantTable(4, 3));

    /// <summary>An adder of the four products of narrow PEs that are fused, for each of them a quarter.</summary>
    public static Block FusionAdder(int bits) => Multipliers.Tree(4, 2 * bits).ActiveFor(0.25);

    /// <summary>An accumulator below a column.</summary>
    public static Block Accumulator(bool isFloating, int bits) => isFloating
        ? Floats.Adder(SumExponentBits, SumMantissaBits) + Cells.Register(32)
        : Cells.Adder(bits) + Cells.HeldRegister(bits);
}
