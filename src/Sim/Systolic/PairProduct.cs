namespace Accel.Sim.Systolic;

/// <summary>Products as exponent-integer PEs and their fused quadruples form them; all are exact.</summary>
/// <remarks>
/// A pair (exponent a, integer b) stands for b times 2^a. Integers are multiplied, exponents added, and the product is
/// shifted (OliVe, ISCA 2023; ANT, MICRO 2022). Four PEs of four bits make one of eight: each operand is split into a
/// signed upper and an unsigned lower half, the upper with an exponent four larger, and the four products are added.
/// The machine multiplies whole values, which a test holds equal to both forms for every pair of operands.
/// </remarks>
public static class PairProduct
{
    /// <summary>Bits of a narrow PE's integer without its sign.</summary>
    private const int NarrowBits = 4;

    /// <summary>(b x d) shifted by a + c.</summary>
    /// <exception cref="OverflowException">The product has more than 63 bits.</exception>
    public static long Multiply(int exponent, int integer, int otherExponent, int otherInteger) =>
        checked((long)(((Int128)integer * otherInteger) << (exponent + otherExponent)));

    /// <summary>The product of two signed 8-bit integers from four narrow products.</summary>
    /// <param name="x">-128 to 127.</param>
    /// <param name="y">-128 to 127.</param>
    public static int Fused(int x, int y)
    {
        (int upperX, int lowerX) = Halves(x);
        (int upperY, int lowerY) = Halves(y);
        return (int)(Multiply(NarrowBits, upperX, NarrowBits, upperY) + Multiply(NarrowBits, upperX, 0, lowerY)
            + Multiply(0, lowerX, NarrowBits, upperY) + Multiply(0, lowerX, 0, lowerY));
    }

    /// <summary>A signed upper half, -8 to 7, and an unsigned lower one, 0 to 15.</summary>
    private static (int Upper, int Lower) Halves(int value) =>
        (value >> NarrowBits, value & ((1 << NarrowBits) - 1));
}
