using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

public class RandomSettingsTests
{
    [Test]
    public void Points_AnyBudget_AreThatManyDifferentPointsInOrder(
        [Values(1, 2, 500, 998, 999, 1000, 5000)] int budget, [Values] PointSequence sequence)
    {
        SweepSpace space = Space(10, 10, 1, 10);
        long[] points = Numbers(new RandomSettings { BudgetValue = budget, Sequence = sequence }, space);
        Assert.That(points, Has.Length.EqualTo(Math.Min(budget, 1000)));
        Assert.That(points, Is.Ordered.And.Unique);
        Assert.That(points, Has.All.InRange(0, 999));
    }

    [Test]
    public void Points_LargestSpace_CostOnlyTheBudget([Values] PointSequence sequence)
    {
        SweepSpace space = Space(1000, 1000, 1000, 1000);
        RandomSettings settings = new() { BudgetValue = 20_000, Sequence = sequence };
        long[] points = Numbers(settings, space);
        Assert.That(points, Has.Length.EqualTo(20_000));
        Assert.That(points, Is.Ordered.And.Unique);
        Assert.That(Numbers(settings, space), Is.EqualTo(points), "the same seed, the same points");
        Assert.That(Numbers(settings with { SeedValue = 2 }, space), Is.Not.EqualTo(points));

        // The slowest axis in a hundred parts.
        long[] counts = [.. Enumerable.Range(0, 100).Select(part =>
            points.LongCount(point => point / 10_000_000_000 == part))];
        Assert.That(ChiSquare.Of(counts), Is.LessThan(ChiSquare.Limit(99)));
    }

    // Every pair of points as often as every other, both where chance repeats little and where the rest is chosen.
    [TestCase(3)]
    [TestCase(9)]
    public void Points_ManySeeds_AreEvenlyDistributed(int budget)
    {
        SweepSpace space = Space(2, 5);
        Dictionary<(long, long), long> pairs = [];
        for (int seed = 0; seed < 4000; seed++)
        {
            long[] points = Numbers(new RandomSettings { SeedValue = seed, BudgetValue = budget }, space);
            foreach ((long, long) pair in points.SelectMany(left =>
                points.Where(right => right > left).Select(right => (left, right))))
            {
                pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            }
        }

        // Pairs of one sample hang together, which makes the statistic smaller than that of single draws.
        Assert.That(pairs, Has.Count.EqualTo(45));
        Assert.That(ChiSquare.Of([.. pairs.Values]), Is.LessThan(ChiSquare.Limit(44)));
    }

    [Test]
    public void Points_Sobol_SpreadEvenlyOverEveryAxis()
    {
        SweepSpace space = Space(8, 16, 32, 4);
        long[] points = Numbers(new RandomSettings { BudgetValue = 256, Sequence = PointSequence.Sobol }, space);
        int[] position = new int[4];
        int[][] positions = [.. points.Select(point =>
        {
            space.Decode(point, position);
            return position.ToArray();
        })];
        for (int axis = 0; axis < 4; axis++)
        {
            int own = axis;
            int[] counts = [.. positions.GroupBy(values => values[own]).Select(group => group.Count())];
            Assert.That(counts, Has.Length.EqualTo(space.Axes[axis].Values.Count));
            Assert.That(counts.Max() - counts.Min(), Is.LessThanOrEqualTo(2), $"axis {axis}");
        }
    }

    private static long[] Numbers(RandomSettings settings, SweepSpace space) =>
    [
        .. settings.Points(space).SelectMany(range =>
            Enumerable.Range(0, (int)range.Count).Select(i => range.First + i)),
    ];

    private static SweepSpace Space(params int[] sizes) => new(
    [
        .. sizes.Select((size, axis) =>
            new SweepAxis($"a{axis}", [.. Enumerable.Range(0, size).Select(i => $"{i}")])),
    ]);
}
