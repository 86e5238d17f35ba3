using Accel.Arch.Formats.Baselines;

namespace Accel.Tests.Arch.Formats.Baselines;

[TestFixture]
public class BitBricksTests
{
    [Test]
    public void Multiply_OfEveryPairOfOperands_IsTheProduct(
        [Values(2, 4, 8)] int xBits, [Values] bool isXSigned, [Values(2, 4, 8)] int yBits, [Values] bool isYSigned)
    {
        int wrong = 0;
        int leastX = isXSigned ? -(1 << (xBits - 1)) : 0;
        int leastY = isYSigned ? -(1 << (yBits - 1)) : 0;
        for (int x = leastX; x < leastX + (1 << xBits); x++)
        {
            for (int y = leastY; y < leastY + (1 << yBits); y++)
            {
                wrong += BitBricks.Multiply(x, xBits, isXSigned, y, yBits, isYSigned) == x * y ? 0 : 1;
            }
        }

        Assert.That(wrong, Is.Zero);
    }

    [TestCase(8, 8, 16, 1)]
    [TestCase(8, 4, 8, 2)]
    [TestCase(4, 4, 4, 4)]
    [TestCase(8, 2, 4, 4)]
    [TestCase(2, 2, 1, 16)]
    [TestCase(1, 2, 1, 16)]
    [TestCase(6, 6, 9, 1)]
    public void ProductsPerUnit_OfWidths_IsTheThroughputOfBitFusion(int xBits, int yBits, int bricks, int products)
    {
        Assert.That(BitBricks.BricksPerProduct(xBits, yBits), Is.EqualTo(bricks));
        Assert.That(BitBricks.ProductsPerUnit(xBits, yBits), Is.EqualTo(products));
    }

    [Test]
    public void Digit_OfAnOperand_IsABricksOperand()
    {
        for (int x = -128; x < 128; x++)
        {
            int[] digits = [.. Enumerable.Range(0, 4).Select(digit => BitBricks.Digit(x, digit, 8, true))];
            Assert.That(digits[..3], Has.All.InRange(0, 3));
            Assert.That(digits[3], Is.InRange(-2, 1));
            Assert.That(digits.Select((digit, i) => digit * (1 << (2 * i))).Sum(), Is.EqualTo(x));
        }
    }

    [TestCase(8, 4, true)]
    [TestCase(-1, 4, false)]
    [TestCase(1, 3, true)]
    public void Multiply_OfAnOperandOutsideItsWidth_Throws(int x, int bits, bool isSigned) => Assert.That(
        () => BitBricks.Multiply(x, bits, isSigned, 0, 8, true), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
