using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Systolic;

public class PairProductTests
{
    [Test]
    public void Fused_AllPairsOfEightBits_IsTheProduct()
    {
        for (int x = -128; x < 128; x++)
        {
            for (int y = -128; y < 128; y++)
            {
                Assert.That(PairProduct.Fused(x, y), Is.EqualTo(x * y));
            }
        }
    }

    [Test]
    public void Multiply_AllPairsOfNarrowOperands_IsTheProductOfTheirValues()
    {
        for (int a = 0; a <= 6; a++)
        {
            for (int b = -7; b <= 7; b++)
            {
                for (int c = 0; c <= 6; c++)
                {
                    for (int d = -7; d <= 7; d++)
                    {
                        Assert.That(PairProduct.Multiply(a, b, c, d), Is.EqualTo((long)(b << a) * (d << c)));
                    }
                }
            }
        }
    }

    [Test]
    public void Multiply_BeyondSixtyThreeBits_Throws() =>
        Assert.That(() => PairProduct.Multiply(40, 7, 25, 7), Throws.InstanceOf<OverflowException>());
}
