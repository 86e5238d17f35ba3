using Accel.Arch.Formats.Baselines;

namespace Accel.Tests.Arch.Formats.Baselines;

[TestFixture]
public class AntSelectorTests
{
    /// <summary>The grids of ANT's released code before it scales them to a largest value of 10.</summary>
    [TestCase(AntKind.Int, true, new double[] { -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase(AntKind.Int, false, new double[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 })]
    [TestCase(AntKind.Flint, true, new double[] { -16, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 16 })]
    [TestCase(AntKind.Flint, false, new double[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 24, 32, 64 })]
    [TestCase(AntKind.PowerOfTwo, true, new double[] { -64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64 })]
    [TestCase(AntKind.PowerOfTwo, false,
        new double[] { 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384 })]
    [TestCase(AntKind.Float, true, new double[] { -64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64 })]
    [TestCase(AntKind.Float, false, new double[] { 0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96 })]
    public void Values_OfAFourBitGrid_AreThoseOfTheReleasedCode(AntKind kind, bool isSigned, double[] values) =>
        Assert.That(new AntGrid(kind, 4, isSigned).Values.ToArray(), Is.EqualTo(values));

    [TestCase(AntKind.Int, 256)]
    [TestCase(AntKind.Flint, 255)]
    [TestCase(AntKind.PowerOfTwo, 255)]
    [TestCase(AntKind.Float, 255)]
    public void Values_OfASignedEightBitGrid_AreAsManyAsItsCodesHold(AntKind kind, int count) =>
        Assert.That(new AntGrid(kind, 8, true).Values.Length, Is.EqualTo(count));

    [TestCase(2.5, 3)]
    [TestCase(-2.5, -2)]
    [TestCase(-99, -8)]
    [TestCase(99, 7)]
    public void Round_OfATieOrOverflow_GoesUpOrSaturates(double value, double expected) =>
        Assert.That(new AntGrid(AntKind.Int, 4, true).Round(value), Is.EqualTo(expected));

    [Test]
    public void Choose_ForATensorOfOneGridsValues_FindsThatGridAndIsExact(
        [Values(AntKind.Int, AntKind.Flint, AntKind.PowerOfTwo)] AntKind kind, [Values] bool isSigned)
    {
        // Thirty-two of each value but the most negative integer, which no symmetric threshold reaches with 100 %.
        AntGrid grid = new(kind, 4, isSigned);
        double[] tensor = [.. Enumerable.Repeat(grid.Values.ToArray().Where(value => value >= -grid.Largest), 32)
            .SelectMany(values => values).Select(value => value * 0.125)];
        AntChoice choice = AntSelector.Choose(tensor, tensor.Length, 4, isSigned);
        Assert.That((choice.Grid.Kind, choice.SummedError), Is.EqualTo((kind, 0.0)));
        Assert.That(choice.Scales, Is.EqualTo(new[] { 0.125 }));
    }

    [Test]
    public void Fit_OfAChannel_IsTheFirstBestOfThePercents([Values(4, 8)] int bits)
    {
        Random random = new(61);
        double[] tensor = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble() * random.NextDouble() - 0.25)];
        AntGrid grid = new(AntKind.Flint, bits, true);
        AntChoice choice = AntSelector.Fit(grid, tensor, 300);
        double total = 0;
        for (int channel = 0; channel < 2; channel++)
        {
            double[] part = tensor[(channel * 300)..((channel + 1) * 300)];
            double largest = part.Max(Math.Abs);
            (double scale, double error) = Enumerable.Range(bits == 4 ? 75 : 95, bits == 4 ? 75 : 55)
                .Select(percent => largest * percent / 100 / grid.Largest)
                .Select(candidate => (candidate,
                    part.Sum(x => Square((grid.Round(x / candidate) * candidate) - x)) / 300))
                .MinBy(pair => pair.Item2);
            Assert.That(choice.Scales[channel], Is.EqualTo(scale));
            total += error;
        }

        Assert.That(choice.SummedError, Is.EqualTo(total).Within(1e-12 * total));
    }

    [Test]
    public void Choose_OfEqualErrors_TakesTheEarlierKind()
    {
        AntChoice choice = AntSelector.Choose([0, 0, 0, 0], 2, 4, true, AntKind.Float, AntKind.PowerOfTwo);
        Assert.That(choice.Grid.Kind, Is.EqualTo(AntKind.Float));
        Assert.That(AntSelector.Choose([0, 0], 2, 4, true).Grid.Kind, Is.EqualTo(AntKind.Int));
        Assert.That(() => AntSelector.Choose([1, 2, 3], 2, 4, true), Throws.ArgumentException);
    }

    /// <summary>
    /// ANT, Fig. 1 and Sec. III in its qualitative form: even spread suits int, long tails power of two.
    /// </summary>
    [Test]
    public void Choose_BySpread_PrefersIntForEvenAndPowersForLongTails()
    {
        Random random = new(62);
        double[] even = [.. Enumerable.Range(0, 2000).Select(_ => (random.NextDouble() * 2) - 1)];
        double[] tailed = [.. Enumerable.Range(0, 2000).Select(_ => (random.Next(2) - 0.5)
            * Math.ScaleB(1, -random.Next(7)) * (0.95 + (0.1 * random.NextDouble())))];
        Assert.That(AntSelector.Choose(even, 2000, 4, true).Grid.Kind, Is.EqualTo(AntKind.Int));
        Assert.That(AntSelector.Choose(tailed, 2000, 4, true).Grid.Kind, Is.EqualTo(AntKind.PowerOfTwo));
    }

    private static double Square(double value) => value * value;
}
