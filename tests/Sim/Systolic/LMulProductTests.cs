using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Systolic;

public class LMulProductTests
{
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    [TestCase(4, 3)]
    [TestCase(5, 4)]
    [TestCase(7, 4)]
    [TestCase(10, 4)]
    public void Offset_ByMantissaBits_IsThePapers(int mantissaBits, int offset) =>
        Assert.That(LMulProduct.Offset(mantissaBits), Is.EqualTo(offset));

    /// <summary>
    /// By hand: 1.5 x 1.25 = (1 + 0.5 + 0.25 + 1/8) = 1.875 with three bits; 1.5 x 1.5 carries: 2 x 0.125 x 2^0 + 2.
    /// </summary>
    [TestCase(1.5f, 1.25f, 3, 1.875f)]
    [TestCase(1.5f, 1.5f, 3, 2.25f)]
    [TestCase(-3f, 1.25f, 3, -3.75f)]
    [TestCase(1f, 1f, 10, 1.0625f)]
    [TestCase(0f, 5f, 3, 0f)]
    [TestCase(float.PositiveInfinity, -2f, 3, float.NegativeInfinity)]
    public void Multiply_OfExamples_IsThatCountedByHand(float x, float y, int mantissaBits, float expected) =>
        Assert.That(LMulProduct.Multiply(x, y, mantissaBits), Is.EqualTo(expected));

    [Test]
    public void Multiply_WithoutCarry_IsThePapersFormula()
    {
        Random random = new(51);
        int met = 0;
        for (int i = 0; i < 5000; i++)
        {
            double xm = random.Next(1024) / 1024d, ym = random.Next(1024) / 1024d;
            (int xe, int ye) = (random.Next(-14, 15), random.Next(-14, 15));
            if (xm + ym + 0.0625 < 1)
            {
                float product = LMulProduct.Multiply(
                    (float)Math.ScaleB(1 + xm, xe), (float)Math.ScaleB(1 + ym, ye), 10);
                Assert.That(product, Is.EqualTo(Math.ScaleB(1 + xm + ym + 0.0625, xe + ye)));
                met++;
            }
        }

        Assert.That(met, Is.GreaterThan(1000));
    }

    [Test]
    public void Multiply_OfAllFp8Mantissas_IsWithinAnEighthOfTheProduct()
    {
        for (int x = 8; x < 16; x++)
        {
            for (int y = 8; y < 16; y++)
            {
                Assert.That(LMulProduct.Multiply(x / 8f, y / 8f, 3), Is.EqualTo(x * y / 64f).Within(12.6).Percent);
            }
        }
    }

    [Test]
    public void Multiply_BeyondBinary32_IsInfiniteAboveAndZeroBelow()
    {
        Assert.That(LMulProduct.Multiply(float.MaxValue, 2, 7), Is.EqualTo(float.PositiveInfinity));
        Assert.That(LMulProduct.Multiply(float.MinValue, 2, 7), Is.EqualTo(float.NegativeInfinity));
        Assert.That(LMulProduct.Multiply(1e-30f, 1e-30f, 7), Is.Zero);
    }
}
