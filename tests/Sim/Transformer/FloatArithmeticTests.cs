using Accel.Sim.Transformer;

namespace Accel.Tests.Sim.Transformer;

public class FloatArithmeticTests
{
    [Test]
    public void Exponential_OfNumbersDownToMinus33_IsWithin4e7()
    {
        double worst = 0;
        for (double x = 0; x >= -33; x -= 0.000_37)
        {
            double exact = Math.Exp((float)x);
            worst = Math.Max(worst, Math.Abs(FloatArithmetic.Exponential((float)x) - exact) / exact);
        }

        Assert.That(worst, Is.LessThan(4e-7));
    }

    [TestCase(0f, 1f)]
    [TestCase(-0f, 1f)]
    [TestCase(-float.Epsilon, 1f)]
    [TestCase(-33.00001f, 0f)]
    [TestCase(-3e38f, 0f)]
    public void Exponential_AtItsEnds_IsExact(float x, float expected) =>
        Assert.That(FloatArithmetic.Exponential(x), Is.EqualTo(expected));

    [Test]
    public void ReciprocalRoot_OfAnyMagnitude_IsWithin4e7()
    {
        Random random = new(5);
        double worst = 0;
        for (int i = 0; i < 200_000; i++)
        {
            float x = (float)(Math.ScaleB(1, random.Next(-100, 100)) * (1 + random.NextDouble()));
            worst = Math.Max(worst, Math.Abs((FloatArithmetic.ReciprocalRoot(x) * Math.Sqrt(x)) - 1));
        }

        Assert.That(worst, Is.LessThan(4e-7));
    }

    [Test]
    public void Tree_OfNumbersThatDoNotFitTogether_AddsNeighbours() =>
        Assert.That(FloatArithmetic.Tree([1e8f, 1, -1e8f, 1]), Is.Zero);

    [TestCase(70_000, 65504)]
    [TestCase(-1e30f, -65504)]
    [TestCase(65519.9f, 65504)]
    [TestCase(2049, 2048)]
    [TestCase(2051, 2052)]
    [TestCase(5.9604645e-8f, 5.9604645e-8f)]
    [TestCase(2.9802322e-8f, 0)]
    [TestCase(8.940697e-8f, 1.1920929e-7f)]
    public void Store_RoundsToEvenAndSaturates(float value, float expected) =>
        Assert.That((float)HalfStorage.Store(value), Is.EqualTo(expected));
}
