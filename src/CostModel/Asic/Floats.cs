using Accel.CostModel.Fpga;

namespace Accel.CostModel.Asic;

/// <summary>Floating-point arithmetic, of numbers with a sign, an exponent and a mantissa field.</summary>
/// <remarks>
/// Structures are counted; what control, sign logic and special values add to an adder is 1.3 of it, calibrated on one
/// unit of our own synthesis (E4M3 into FP16). Units of vendors' libraries are larger: published FP16 and FP32 units
/// take 1.5 to 4 times the area (Horowitz at 45 nm, BitMoD at 28 nm), as they are built for a clock that these
/// structures would not reach; see <see cref="LogicPricer"/> on pressure of time.
/// </remarks>
public static class Floats
{
    private const double Control = 1.3;

    /// <summary>Guard, round and sticky bit.</summary>
    private const int ExtraBits = 3;

    /// <summary>An exact product: significands multiplied, exponents added; nothing is rounded.</summary>
    public static Block ExactMultiplier(int exponentBits, int mantissaBits) =>
        ExactMultiplier(exponentBits, mantissaBits, mantissaBits);

    /// <inheritdoc cref="ExactMultiplier(int, int)"/>
    public static Block ExactMultiplier(int exponentBits, int mantissaBits, int otherMantissaBits) =>
        Multipliers.Integer(mantissaBits + 1, otherMantissaBits + 1) + Cells.Adder(exponentBits)
            + Cells.And(exponentBits) + Cells.Xor(1);

    /// <summary>A multiplier that takes and gives subnormals and rounds: IEEE 754.</summary>
    public static Block RoundedMultiplier(int exponentBits, int mantissaBits)
    {
        int significand = mantissaBits + 1;
        Block normalise = Cells.LeadingOne(significand).Then(Cells.Shifter(significand));
        Block denormalise = Cells.Shifter(2 * significand).Then(Cells.Incrementer(significand));
        Block exponents = Cells.Adder(exponentBits + 1) * 3;
        return (normalise * 2).Then(ExactMultiplier(exponentBits, mantissaBits)).Then(denormalise) + exponents;
    }

    /// <summary>An adder that aligns, adds, normalises and rounds to nearest even.</summary>
    public static Block Adder(int exponentBits, int mantissaBits)
    {
        int significand = mantissaBits + 1;
        int width = significand + ExtraBits;
        Block align = Cells.Adder(exponentBits).Then(Cells.Multiplexer(2, 2 * significand))
            .Then(Cells.Shifter(width));
        Block add = Cells.Xor(width).Then(Cells.Adder(width));
        Block normalise = Cells.LeadingOne(width).Then(Cells.Shifter(width)) + Cells.Adder(exponentBits);
        Block round = Cells.Incrementer(significand) + Cells.Incrementer(exponentBits);
        Block path = align.Then(add).Then(normalise).Then(round) + Cells.Incrementer(width)
            + Cells.Multiplexer(2, exponentBits);
        return path with { Gates = path.Gates * Control, Additions = path.Additions * Control };
    }

    /// <summary>An exact product added to a floating-point accumulator.</summary>
    public static Block Mac(int exponentBits, int mantissaBits, int sumExponentBits, int sumMantissaBits) =>
        ExactMultiplier(exponentBits, mantissaBits).Then(Adder(sumExponentBits, sumMantissaBits))
            + Cells.Register(1 + sumExponentBits + sumMantissaBits);

    /// <summary>An exact product, shifted by its exponent into an integer accumulator: no rounding anywhere.</summary>
    /// <remarks>Kulisch's accumulator; each stage of the shift is as wide as its result can be.</remarks>
    public static Block ExactMac(int exponentBits, int mantissaBits, int accumulatorBits)
    {
        int width = 2 * (mantissaBits + 1);
        Block shift = Block.None;
        for (int stage = 0; stage <= exponentBits; stage++)
        {
            width = Math.Min(accumulatorBits, width + (1 << stage));
            shift = shift.Then(Cells.Shifter(width, 1));
        }

        return ExactMultiplier(exponentBits, mantissaBits).Then(shift).Then(Cells.Xor(accumulatorBits))
            .Then(Cells.Adder(accumulatorBits)) + Cells.HeldRegister(accumulatorBits);
    }

    /// <summary>L-Mul (arXiv 2410.00907): one addition of exponent and mantissa fields and of an offset.</summary>
    public static Block LMul(int exponentBits, int mantissaBits) =>
        Cells.Compressor(exponentBits + mantissaBits).Then(Cells.Adder(exponentBits + mantissaBits)) + Cells.Xor(1);

    /// <summary>Bits of an accumulator that holds every product exactly: the span of exponents, doubled.</summary>
    /// <param name="guardBits">Bits for the number of products.</param>
    public static int ExactBits(int exponentBits, int mantissaBits, int guardBits) =>
        (2 * ((1 << exponentBits) - 2)) + (2 * (mantissaBits + 1)) + guardBits;

    /// <summary>ceil(log2 n).</summary>
    internal static int Log2(int n) => FabricLogic.CeilLog2(n);
}
