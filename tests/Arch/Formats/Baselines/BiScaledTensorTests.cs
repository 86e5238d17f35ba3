using Accel.Arch.Formats.Baselines;

namespace Accel.Tests.Arch.Formats.Baselines;

[TestFixture]
public class BiScaledTensorTests
{
    [TestCase(31.0, 6, 0)]
    [TestCase(31.4, 6, 0)]
    [TestCase(31.6, 6, 1)]
    [TestCase(32.0, 6, 1)]
    [TestCase(16.0, 6, 0)]
    [TestCase(15.8, 6, 0)]
    [TestCase(15.6, 6, -1)]
    public void Fit_OfALargestMagnitude_HasTheSmallestWideScaleThatHoldsIt(double largest, int bits, int exponent) =>
        Assert.That(BiScaledTensor.Fit([largest, 0], bits).WideExponent, Is.EqualTo(exponent));

    [Test]
    public void Fit_OfSmallElementsAndAFewLargeOnes_TakesTwoScalesAndLosesLess()
    {
        Random random = new(91);
        double[] tensor = [.. Enumerable.Range(0, 1000).Select(i =>
            (random.NextDouble() - 0.5) * (i % 100 == 3 ? 2 : 0.1))];
        BiScaledTensor scales = BiScaledTensor.Fit(tensor, 6);
        Assert.That(scales.FineExponent, Is.LessThan(scales.WideExponent));
        Assert.That(scales.BitsPerElement, Is.EqualTo(7));
        double best = Error(scales, tensor);
        for (int fine = scales.WideExponent - 5; fine <= scales.WideExponent; fine++)
        {
            Assert.That(best, Is.LessThanOrEqualTo(Error(scales with { FineExponent = fine }, tensor)));
        }

        Assert.That(best, Is.LessThan(0.2 * Error(scales with { FineExponent = scales.WideExponent }, tensor)));
    }

    [TestCase(3.0, 3, false)]
    [TestCase(2.5, 2, false)]
    [TestCase(-31.4, -31, false)]
    [TestCase(31.6, 8, true)]
    [TestCase(-124, -31, true)]
    [TestCase(999, 31, true)]
    public void Encode_OfAnElement_TakesTheFineScaleWhereItFits(double value, int code, bool isWide)
    {
        BiScaledTensor scales = new(6, FineExponent: 0, WideExponent: 2);
        Assert.That(scales.Encode(value), Is.EqualTo((code, isWide)));
        Assert.That(scales.Decode(code, isWide), Is.EqualTo(code * (isWide ? 4.0 : 1.0)));
    }

    [Test]
    public void Fit_OfZeros_IsExact() => Assert.That(BiScaledTensor.Fit([0, 0], 4).Encode(0), Is.EqualTo((0, false)));

    private static double Error(BiScaledTensor scales, double[] tensor) => tensor.Sum(value =>
    {
        (int code, bool isWide) = scales.Encode(value);
        return Math.Pow(scales.Decode(code, isWide) - value, 2);
    });
}
