using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.FabricPart;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.Fpga;

/// <summary>Prices of single blocks in an UltraScale+ fabric, as <c>accel cost</c> asks for them.</summary>
/// <remarks>
/// Checked against two mappings by Yosys 0.23: tests/Reference/fpga_primitives.csv, and without <c>-abc9</c>
/// tests/Reference/cost_fpga_yosys_ultrascaleplus.csv.
/// </remarks>
public static class FabricBlocks
{
    /// <summary>Two numbers added: a LUT a bit, in a carry chain.</summary>
    public static Estimate Adder(int bits) => ArithmeticParts.Adder(bits).ToEstimate();

    /// <summary>Flip-flops.</summary>
    public static Estimate Register(int bits) =>
        StorageParts.Register(bits).ToEstimate() with { Source = "a flip-flop a bit (UG574)" };

    /// <summary>One of so many words.</summary>
    public static Estimate Mux(int ways, int bits) => Whole(SelectionParts.Mux(ways, bits), 0);

    /// <summary>A number shifted by up to its own width.</summary>
    /// <remarks>0.62 n log2 n lies between both mappings, of which one takes 0.57 and the other 0.73.</remarks>
    public static Estimate Shifter(int bits) =>
        Logic(Math.Round(0.62 * bits * Math.Log2(bits)), 0.25).ToEstimate();

    /// <summary>Whether one number is smaller than another.</summary>
    public static Estimate Comparator(int bits) => Less(bits).ToEstimate();

    /// <summary>The place of a word's first one.</summary>
    public static Estimate LeadingOne(int bits) => Whole(LeadingZeros(bits), 0);

    /// <summary>A multiplication of two integers.</summary>
    /// <param name="dsp">In slices, or in LUTs; null for where Yosys would put it.</param>
    public static Estimate Multiplier(int bits, int otherBits, bool? dsp = null) =>
        Product(bits, otherBits, dsp).ToEstimate();

    /// <summary>A multiplication and an accumulator, which a slice has up to 48 bits.</summary>
    /// <inheritdoc cref="Multiplier"/>
    /// <param name="accumulator">Its bits.</param>
    public static Estimate Mac(int bits, int otherBits, int accumulator, bool? dsp = null)
    {
        FabricPart product = Product(bits, otherBits, dsp);
        bool isInside = product.Taken.Dsps == 1 && accumulator <= 48;
        return (isInside ? product
            : product + ArithmeticParts.Adder(accumulator) + StorageParts.Register(accumulator)).ToEstimate();
    }

    /// <summary>
    /// A product of two small floats added to a fixed-point number that no product is lost in (Kulisch).
    /// </summary>
    /// <remarks>Every code of an exponent field counts as one, as in formats without infinities.</remarks>
    /// <param name="accumulator">Its bits.</param>
    public static Estimate ExactFloatMac(int exponent, int mantissa, int accumulator, bool? dsp = null)
    {
        int places = Math.Min((2 * (1 << exponent)) - 3, accumulator), product = (2 * mantissa) + 2;
        return Whole(Product(mantissa + 1, mantissa + 1, dsp, isSigned: false) + ArithmeticParts.Adder(exponent + 1)
            + WideShifter(product, accumulator, places) + ArithmeticParts.Adder(accumulator)
            + StorageParts.Register(accumulator), 0.2);
    }

    /// <summary>A product of two floats added to a float.</summary>
    /// <param name="sumExponent">Exponent bits of the accumulator.</param>
    /// <param name="sumMantissa">Its mantissa bits.</param>
    public static Estimate FloatMac(int exponent, int mantissa, int sumExponent, int sumMantissa, bool? dsp = null) =>
        Whole(Product(mantissa + 1, mantissa + 1, dsp, isSigned: false) + ArithmeticParts.Adder(exponent + 1)
            + Increment(sumExponent) + SelectionParts.Mux(2, (2 * mantissa) + 2)
            + FloatAdder(sumExponent, sumMantissa) + StorageParts.Register(1 + sumExponent + sumMantissa), 0.3);

    /// <summary>
    /// A multiplication by one addition of exponent and mantissa fields together (L-Mul), zero and overflow apart.
    /// </summary>
    public static Estimate LMul(int exponent, int mantissa) =>
        Whole(ArithmeticParts.Adder(exponent + mantissa + 1) + Increment(exponent + mantissa + 2) + Reduce(exponent)
            + Reduce(exponent) + LessThanConstant(exponent + 2) + Function(2) + Gate(exponent + mantissa), 0.25);

    /// <summary>In whole LUTs, and no surer than blocks of the kind were off in another mapping.</summary>
    private static Estimate Whole(in FabricPart part, double uncertainty) => new FabricPart(
        part.Taken with { Luts = Math.Round(part.Taken.Luts) },
        Math.Max(part.LutUncertainty, uncertainty)).ToEstimate();

    private static FabricPart FloatAdder(int exponent, int mantissa)
    {
        int all = exponent + mantissa, wide = mantissa + 4;
        return Less(all) + SelectionParts.Mux(2, 2 * all) + ArithmeticParts.Adder(exponent) + Reduce(exponent)
            + StickyShifter(wide) + Gate(wide) + AddSubtract(wide + 1) + LeadingZeros(wide)
            + SelectionParts.Shifter(wide) + ArithmeticParts.Adder(exponent + 1) + SelectionParts.Mux(2, exponent)
            + Increment(all) + Function(3) + Gate(all);
    }

    private static FabricPart Product(int bits, int otherBits, bool? dsp, bool isSigned = true) =>
        dsp ?? UsesDsp(bits, otherBits) ? DspMultiplier(bits, otherBits, isSigned) : CarryRows(bits, otherBits);

    /// <summary>
    /// Partial products added in carry rows: a LUT for each pair of bits, exact up to 8 x 8, 16 x 4 and 16 x 8; 1.42 of
    /// that where both operands are wider than 8 bits.
    /// </summary>
    private static FabricPart CarryRows(int bits, int otherBits)
    {
        (int wide, int narrow) = (Math.Max(bits, otherBits), Math.Min(bits, otherBits));
        return narrow <= 8 ? Logic(wide * narrow, Regular, (narrow - 1) * Carries(wide + 1))
            : Logic(Math.Round(1.42 * wide * narrow), Selective, (narrow - 1) * Carries(wide + 1));
    }
}
