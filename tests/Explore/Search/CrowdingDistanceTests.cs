using Accel.Explore.Search;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Explore.Search;

public class CrowdingDistanceTests
{
    [Test]
    public void Of_ByHand_IsTheSumOfBothSides()
    {
        // x: 0 1 4 10, y: 8 4 2 0.
        double[] distances = CrowdingDistance.Of([0, 8, 4, 2, 1, 4, 10, 0], 2);
        Assert.That(distances, Is.EqualTo(new[]
        {
            double.PositiveInfinity, (9 / 10.0) + (4 / 8.0), (4 / 10.0) + (6 / 8.0), double.PositiveInfinity,
        }).Within(1e-15));
    }

    [Test]
    public void Of_DifferentValues_EqualsTheNearestOnBothSides([Range(1, 4)] int objectives)
    {
        Arbitrary<int> seeds = Gen.Choose(0, 100_000).ToArbitrary();
        Seeded.Check(seeds, seed =>
        {
            Random random = new(seed);
            double[] values = [.. Enumerable.Range(0, (1 + random.Next(12)) * objectives)
                .Select(_ => random.NextDouble())];
            double[] expected = [.. Enumerable.Range(0, values.Length / objectives)
                .Select(point => Brute(values, objectives, point))];
            return CrowdingDistance.Of(values, objectives).Zip(expected).All(pair =>
                pair.First == pair.Second || Math.Abs(pair.First - pair.Second) < 1e-12);
        }, 100, 12);
    }

    [Test]
    public void Of_NothingOrAllEqual_IsNoNumberlessDistance()
    {
        Assert.That(CrowdingDistance.Of([], 2), Is.Empty);
        Assert.That(CrowdingDistance.Of([1, 1, 1, 1, 1, 1], 2), Is.EqualTo(
            new[] { double.PositiveInfinity, 0, double.PositiveInfinity }));
    }

    private static double Brute(double[] values, int objectives, int point)
    {
        double sum = 0;
        for (int objective = 0; objective < objectives; objective++)
        {
            int own = objective;
            double[] column = [.. values.Where((_, i) => i % objectives == own)];
            double value = column[point];
            double[] below = [.. column.Where(other => other < value)];
            double[] above = [.. column.Where(other => other > value)];
            sum += below.Length == 0 || above.Length == 0
                ? double.PositiveInfinity
                : (above.Min() - below.Max()) / (column.Max() - column.Min());
        }

        return sum;
    }
}
