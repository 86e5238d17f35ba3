using Accel.Arch.Formats.Baselines;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Arch.Formats.Baselines;

[TestFixture]
public class AdaptivFloatTests
{
    [TestCase(4, 2, new double[] { 0, 1.5, 2, 3, 4, 6, 8, 12 })]
    [TestCase(4, 3, new double[] { 0, 2, 4, 8, 16, 32, 64, 128 })]
    [TestCase(5, 2, new double[] { 0, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10, 12, 14 })]
    public void UnbiasedValues_OfAWidth_HaveZeroInPlaceOfTheSmallest(int bits, int exponentBits, double[] magnitudes)
    {
        double[] values = new AdaptivFloat(bits, exponentBits).UnbiasedValues.ToArray();
        Assert.That(values.Where(value => value >= 0), Is.EqualTo(magnitudes));
        Assert.That(values.Where(value => value < 0).Reverse().Select(value => -value), Is.EqualTo(magnitudes.Skip(1)));
    }

    [TestCase(1.0, -3)]
    [TestCase(1.99, -3)]
    [TestCase(2.0, -2)]
    [TestCase(0.011, -10)]
    [TestCase(0.0, 0)]
    public void BiasFor_ALargestMagnitude_PutsItIntoTheTopExponent(double largest, int bias) =>
        Assert.That(new AdaptivFloat(4, 2).BiasFor(largest), Is.EqualTo(bias));

    [Test]
    public void Decode_OfAnEncodedElement_IsNearestAndSaturates()
    {
        AdaptivFloat format = new(8, 3);
        Seeded.Check(Gen.Choose(-100000, 100000).ToArbitrary(), units =>
        {
            double x = units / 65536.0;
            int bias = format.BiasFor(1.1);
            double value = format.Decode(format.Encode(x, bias), bias);
            double nearest = double.PositiveInfinity;
            foreach (double candidate in format.UnbiasedValues)
            {
                nearest = Math.Min(nearest, Math.Abs(Math.ScaleB(candidate, bias) - x));
            }

            return Math.Abs(value - x) == nearest;
        }, count: 2000, seed: 81);
    }

    [Test]
    public void Encode_OfEveryDecodedCode_ReturnsTheCodeOrItsZeroTwin([Values(-20, 0, 7)] int bias)
    {
        AdaptivFloat format = new(8, 4);
        for (int code = 0; code < 256; code++)
        {
            Assert.That(format.Encode(format.Decode(code, bias), bias), Is.EqualTo(code == 128 ? 0 : code));
        }
    }

    [TestCase(2, 1)]
    [TestCase(9, 3)]
    [TestCase(4, 4)]
    [TestCase(8, 6)]
    [TestCase(8, 0)]
    public void AdaptivFloat_OfImpossibleWidths_Throws(int bits, int exponentBits) => Assert.That(
        () => new AdaptivFloat(bits, exponentBits), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
