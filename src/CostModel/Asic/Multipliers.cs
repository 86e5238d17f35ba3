namespace Accel.CostModel.Asic;

/// <summary>Multipliers of integers, and what adds up their products.</summary>
public static class Multipliers
{
    /// <summary>A product of two integers.</summary>
    /// <remarks>
    /// A row of AND gates and full adders for each bit of the shorter operand. Edges fold, so that rows of short
    /// operands are cheaper, and beyond 16 bits Booth's recoding halves their number at the price of selectors, down to
    /// 0.64 of them at 32 bits (Horowitz's 3495 um2 at 45 nm, quoted from memory by others); calibrated on twelve
    /// multipliers of our own synthesis at 45 nm, those of 4 x 16, 8 x 16 and
    /// 10 x 10 bits left out. Energy: 0.002995 a b + 0.00052 (a + b) pJ at 45 nm, Horowitz (ISSCC 2014) as QKeras fits
    /// it between 8 and 32 bits. Delay: as synthesized.
    /// </remarks>
    public static Block Integer(int a, int b)
    {
        (int wide, int narrow) = (Math.Max(a, b), Math.Min(a, b));
        double rows = narrow == 1 ? 2.3 * wide : 7.2 * wide * (narrow - 1) * RowShare(narrow);
        double openUm2 = rows + (1.06 * wide * narrow);
        double picojoules = (PicojoulesPerCell * wide * narrow) + (PicojoulesPerBit * (wide + narrow));
        return new(openUm2 / Cells.NandUm2 / Cells.OpenFlow, 0, picojoules / PicojoulesPerAddition,
            narrow == 1 ? 2 : (10.8 * Math.Log2(narrow)) + (0.41 * (wide + narrow)) - 6.5);
    }

    private static double RowShare(int narrow) => narrow <= 16 ? Math.Min(1, 0.62 + (0.055 * narrow))
        : 1 - (0.36 * Math.Min(1, Math.Log2(narrow) - 4));

    /// <summary>A multiply-accumulate: product, adder, and an accumulator that can be cleared and can hold.</summary>
    public static Block Mac(int a, int b, int accumulatorBits) =>
        Integer(a, b).ThenAdd(Cells.Adder(accumulatorBits)) + Cells.HeldRegister(accumulatorBits);

    /// <summary>A tree that adds several numbers of one width, a bit wider at each level.</summary>
    public static Block Tree(int numbers, int bits)
    {
        Block tree = Block.None;
        for (int level = numbers; level > 1; level = (level + 1) / 2)
        {
            tree = tree.ThenAdd(Cells.Adder(bits++) * (level / 2));
        }

        return tree;
    }

    /// <summary>One digit of Booth's recoding: which multiple of the other operand to add, at radix 4.</summary>
    public static Block BoothDigit { get; } = Cells.Xor(4) + Cells.And(3);

    private const double PicojoulesPerCell = 0.0029948, PicojoulesPerBit = 0.00052;

    /// <summary>At 45 nm and 0.9 V, Horowitz's adders of 8 to 32 bits.</summary>
    internal const double PicojoulesPerAddition = 0.003125;
}
