using Accel.Explore.Pareto;

namespace Accel.Tests.Explore.Pareto;

public class HypervolumeTests
{
    [Test]
    public void Of_ByHand_IsTheAreaOfTheStaircase()
    {
        Assert.That(Hypervolume.Of([1, 3, 2, 2, 3, 1], [4, 4]), Is.EqualTo(6));
        Assert.That(Hypervolume.Of([1, 3, 2, 2, 3, 1, 3, 3, 2, 2], [4, 4]), Is.EqualTo(6), "dominated, equal");
        Assert.That(Hypervolume.Of([5, 0, 0, 4], [4, 4]), Is.Zero, "nothing beyond the reference");
        Assert.That(Hypervolume.Of([2, 7, 3], [10]), Is.EqualTo(8));
        Assert.That(Hypervolume.Of([], [1, 1, 1]), Is.Zero);
        Assert.That(Hypervolume.Of([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]), Is.EqualTo(120));
    }

    // Small whole numbers, so that all sums are exact and ties are the rule.
    [Test]
    public void Of_FewPoints_EqualsInclusionAndExclusion([Range(1, 6)] int objectives)
    {
        Random random = new(objectives);
        for (int trial = 0; trial < 60; trial++)
        {
            double[] values = [.. Enumerable.Range(0, random.Next(9) * objectives).Select(_ => (double)random.Next(6))];
            double[] reference = [.. Enumerable.Range(0, objectives).Select(_ => 3.0 + random.Next(4))];
            Assert.That(Hypervolume.Of(values, reference), Is.EqualTo(Inclusion(values, reference)));
        }
    }

    [Test]
    public void Of_ManyPoints_AgreesWithMonteCarlo([Range(2, 6)] int objectives)
    {
        const int Samples = 40_000;
        Random random = new(objectives);
        double[] values = [.. Enumerable.Range(0, 60 * objectives).Select(_ => random.NextDouble())];
        int hits = 0;
        double[] sample = new double[objectives];
        for (int i = 0; i < Samples; i++)
        {
            for (int objective = 0; objective < objectives; objective++)
            {
                sample[objective] = random.NextDouble();
            }

            hits += Enumerable.Range(0, 60).Any(point =>
                Enumerable.Range(0, objectives).All(o => values[(point * objectives) + o] <= sample[o])) ? 1 : 0;
        }

        double expected = hits / (double)Samples;
        double deviation = Math.Sqrt(expected * (1 - expected) / Samples);
        double volume = Hypervolume.Of(values, [.. Enumerable.Repeat(1.0, objectives)]);
        Assert.That(volume, Is.EqualTo(expected).Within(4 * deviation));
    }

    // n - 1 points on the line x + y = 1 leave a staircase: (n - 1) / 2n of the unit square, short of the half.
    [Test]
    public void Of_PointsOnALine_ApproachTheHalf()
    {
        const int Count = 1000;
        double[] values = [.. Enumerable.Range(1, Count - 1).SelectMany(i =>
            new[] { i / (double)Count, 1 - (i / (double)Count) })];
        Assert.That(Hypervolume.Of(values, [1, 1]), Is.EqualTo((Count - 1) / (2.0 * Count)).Within(1e-12));
    }

    [Test]
    public void Of_MoreWorkThanAllowed_IsNaN()
    {
        Random random = new(1);
        double[] values = [.. Enumerable.Range(0, 5 * 200).Select(_ => random.NextDouble())];
        double[] reference = [1, 1, 1, 1, 1];
        Assert.That(Hypervolume.Of(values, reference, 100), Is.NaN);
        Assert.That(Hypervolume.Of(values, reference), Is.InRange(0, 1));
    }

    private static double Inclusion(double[] values, double[] reference)
    {
        int objectives = reference.Length;
        int points = values.Length / objectives;
        double sum = 0;
        for (int set = 1; set < 1 << points; set++)
        {
            double volume = 1;
            for (int objective = 0; objective < objectives; objective++)
            {
                int own = objective;
                double corner = Enumerable.Range(0, points).Where(point => (set >> point & 1) != 0)
                    .Max(point => values[(point * objectives) + own]);
                volume *= Math.Max(0, reference[objective] - corner);
            }

            sum += int.PopCount(set) % 2 == 1 ? volume : -volume;
        }

        return sum;
    }
}
