namespace Accel.Arch.Formats.Baselines;

/// <summary>BitFusion's composition of a product from bricks that multiply 2 by 2 bits.</summary>
/// <remarks>
/// <para>An operand is cut into digits of 2 bits. The top digit of a signed operand is signed, -2 to 1; all others are
/// unsigned, 0 to 3. A brick multiplies two digits, each signed or unsigned, and the partial products are shifted by
/// two bits for each digit and added.</para>
/// <para>Exact for operands of 2, 4 and 8 bits. Source: BitFusion (ISCA 2018) and the throughput rule of its simulator
/// (github.com/hsharma35/bitfusion).</para>
/// </remarks>
public static class BitBricks
{
    private const int BrickBits = 2;

    /// <summary>Operand bits of a whole unit of 16 bricks.</summary>
    private const int UnitBits = 8;

    /// <summary>The product of two operands, brick by brick.</summary>
    /// <param name="x">An operand that fits its width.</param>
    /// <param name="xBits">2, 4 or 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is another, or an operand does not fit its
    /// own.</exception>
    public static int Multiply(int x, int xBits, bool isXSigned, int y, int yBits, bool isYSigned)
    {
        Check(x, xBits, isXSigned);
        Check(y, yBits, isYSigned);
        int sum = 0;
        for (int i = 0; i < xBits / BrickBits; i++)
        {
            for (int j = 0; j < yBits / BrickBits; j++)
            {
                int brick = Digit(x, i, xBits, isXSigned) * Digit(y, j, yBits, isYSigned);
                sum += brick << (BrickBits * (i + j));
            }
        }

        return sum;
    }

    /// <summary>A digit of an operand, 0 the lowest: 0 to 3, and -2 to 1 for the top one of a signed operand.</summary>
    public static int Digit(int operand, int digit, int bits, bool isSigned)
    {
        int low = (operand >> (BrickBits * digit)) & 3;
        return isSigned && digit == (bits / BrickBits) - 1 && low > 1 ? low - 4 : low;
    }

    /// <summary>Bricks that one product occupies.</summary>
    public static int BricksPerProduct(int xBits, int yBits) => Bricks(xBits) * Bricks(yBits);

    /// <summary>Products that a unit of 16 bricks forms at once: 16 of 2 by 2 bits, 1 of 8 by 8.</summary>
    /// <remarks>floor(8 / bits) for each operand, widths below 2 counted as 2.</remarks>
    public static int ProductsPerUnit(int xBits, int yBits) =>
        UnitBits / Math.Max(BrickBits, xBits) * (UnitBits / Math.Max(BrickBits, yBits));

    private static int Bricks(int bits) => (Math.Max(BrickBits, bits) + BrickBits - 1) / BrickBits;

    private static void Check(int operand, int bits, bool isSigned)
    {
        if (bits is not (2 or 4 or 8))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "operands have 2, 4 or 8 bits");
        }

        int least = isSigned ? -(1 << (bits - 1)) : 0;
        ArgumentOutOfRangeException.ThrowIfLessThan(operand, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operand, least + (1 << bits) - 1);
    }
}
