using System.Globalization;
using Accel.Explore.Quantization;

namespace Accel.Tests.Explore.Quantization;

[TestFixture]
public class ValueDistributionTests
{
    private static double[] Sample(ValueDistribution distribution, int count, int seed)
    {
        double[] weights = new double[count];
        distribution.Fill(weights, seed);
        return weights;
    }

    [TestCase("normal", 3.0)]
    [TestCase("laplace", 6.0)]
    [TestCase("student-t(10)", 4.0)]
    public void Fill_OfADistribution_HasMeanZeroVarianceOneAndItsKurtosis(string text, double kurtosis)
    {
        Assert.That(ValueDistribution.TryParse(text, out ValueDistribution? distribution, out _, out _));
        double[] weights = Sample(distribution!, 400_000, 1);
        Assert.That(weights.Average(), Is.Zero.Within(0.01));
        Assert.That(weights.Average(w => w * w), Is.EqualTo(1).Within(0.01));
        Assert.That(weights.Average(w => w * w * w * w), Is.EqualTo(kurtosis).Within(0.05 * kurtosis));
    }

    [Test]
    public void Fill_WithTheSameSeed_RepeatsItself()
    {
        double[] first = Sample(ValueDistribution.Default, 100, 7);
        Assert.That(Sample(ValueDistribution.Default, 100, 7), Is.EqualTo(first));
        Assert.That(Sample(ValueDistribution.Default, 100, 8), Is.Not.EqualTo(first));
    }

    /// <summary>
    /// BitMoD, Fig. 2: the mean largest weight, in standard deviations, of Llama-2-7B's groups of 128 and channels.
    /// </summary>
    [Test]
    public void Default_HasTailsLikeThePublishedWeights()
    {
        string[] row = File.ReadLines(Path.Combine(
                TestContext.CurrentContext.TestDirectory, "Reference", "bitmod_fig2_granularity.csv"))
            .Single(line => line.StartsWith("Llama-2-7B,", StringComparison.Ordinal)).Split(',');
        double channel = double.Parse(row[2], CultureInfo.InvariantCulture);
        double group = double.Parse(row[3], CultureInfo.InvariantCulture);
        double[] weights = Sample(ValueDistribution.Default, 512 * 4096, 2);
        Assert.That(weights.Chunk(4096).Average(chunk => chunk.Max(Math.Abs)),
            Is.EqualTo(channel).Within(0.05 * channel));
        Assert.That(weights.Chunk(128).Average(chunk => chunk.Max(Math.Abs)), Is.EqualTo(group).Within(0.05 * group));
    }

    [TestCase("normal")]
    [TestCase("laplace")]
    [TestCase("student-t(25)")]
    [TestCase("student-t(4.5)")]
    public void TryParse_OfItsText_RoundTrips(string text)
    {
        Assert.That(ValueDistribution.TryParse(text, out ValueDistribution? distribution, out _, out _));
        Assert.That(distribution!.ToString(), Is.EqualTo(text));
    }

    [TestCase("norml", "unknown distribution 'norml'", "did you mean 'normal'?")]
    [TestCase("student-t(2)", "above 2", "student-t(25)")]
    [TestCase("student-t(x)", "above 2", "student-t(25)")]
    [TestCase("student-t(", "unknown", "student-t(25)")]
    [TestCase("", "unknown", "normal")]
    public void TryParse_OfWrongText_SaysWhatAndSuggests(string text, string message, string suggestion)
    {
        Assert.That(ValueDistribution.TryParse(text, out _, out string error, out string? hint), Is.False);
        Assert.That(error, Does.Contain(message));
        Assert.That(hint, Does.Contain(suggestion));
    }
}
