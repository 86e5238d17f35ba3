using Accel.Arch.Formats.Baselines;

namespace Accel.Tests.Arch.Formats.Baselines;

[TestFixture]
public class GoboEncodingTests
{
    private static double[] Weights(int count)
    {
        Random random = new(71);
        return
        [
            .. Enumerable.Range(0, count).Select(i => i % 500 == 17
                ? (random.Next(2) - 0.5) * (0.6 + random.NextDouble())
                : 0.05 * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)),
        ];
    }

    [Test]
    public void Decode_OfALayer_KeepsOutliersAndGivesEveryOtherWeightItsNearestRepresentative()
    {
        double[] weights = Weights(20000);
        GoboEncoding encoding = GoboEncoding.Encode(weights);
        double[] values = new double[weights.Length];
        encoding.Decode(values);
        double[] representatives = encoding.Representatives.ToArray();
        int[] outliers = [.. encoding.Outliers.ToArray().Select(outlier => outlier.Position)];
        Assert.That(representatives, Has.Length.EqualTo(8).And.Ordered);
        Assert.That(outliers, Is.SupersetOf(Enumerable.Range(0, 40).Select(i => (500 * i) + 17)).And.Ordered);
        Assert.That(outliers, Has.Length.LessThan(60));
        Assert.That(outliers.Select(i => values[i]), Is.EqualTo(outliers.Select(i => weights[i])));
        for (int i = 0; i < weights.Length; i++)
        {
            bool isOutlier = Array.BinarySearch(outliers, i) >= 0;
            Assert.That(Math.Abs(values[i] - weights[i]),
                Is.EqualTo(isOutlier ? 0 : representatives.Min(value => Math.Abs(value - weights[i]))));
        }
    }

    [Test]
    public void Encode_WithItsCut_TakesOutliersByTheDensityOfTheLayersNormalDistribution()
    {
        double[] weights = Weights(20000);
        double mean = weights.Average();
        double variance = weights.Average(w => (w - mean) * (w - mean));
        int[] expected = [.. Enumerable.Range(0, weights.Length).Where(i =>
            (-Math.Pow(weights[i] - mean, 2) / (2 * variance)) - (0.5 * Math.Log(2 * Math.PI * variance)) < -3)];
        Assert.That(GoboEncoding.Encode(weights, cut: -3).Outliers.ToArray().Select(outlier => outlier.Position),
            Is.EqualTo(expected));
    }

    [Test]
    public void Encode_OfEightValues_IsExact()
    {
        double[] values = [-0.5, -0.3, -0.2, -0.1, 0.1, 0.2, 0.4, 0.5];
        double[] weights = [.. Enumerable.Range(0, 800).Select(i => values[i * 5 % 8])];
        GoboEncoding encoding = GoboEncoding.Encode(weights);
        double[] decoded = new double[800];
        encoding.Decode(decoded);
        Assert.That(encoding.Outliers.Length, Is.Zero);
        Assert.That(decoded, Is.EqualTo(weights).Within(1e-15));
        Assert.That(encoding.Indices.ToArray(), Has.All.LessThan(8));
    }

    [Test]
    public void Encode_OfFewOrEqualWeights_Works()
    {
        double[] decoded = new double[3];
        GoboEncoding.Encode([0.25, 0.25, 0.25]).Decode(decoded);
        Assert.That(decoded, Has.All.EqualTo(0.25));
        Assert.That(() => GoboEncoding.Encode([]), Throws.ArgumentException);
        Assert.That(() => GoboEncoding.Encode([double.NaN]), Throws.ArgumentException);
    }
}
