using Accel.Explore.Pareto;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Explore.Pareto;

public class ParetoFrontTests
{
    [Test]
    public void Find_SmallArraysWithManyTies_EqualsTheDefinition([Range(1, 6)] int objectives)
    {
        // Few distinct values, so that ties and duplicates are the rule.
        Arbitrary<int[]> arrays = Gen.Choose(0, 4).ArrayOf().ToArbitrary();
        Prop.ForAll(arrays, array =>
        {
            double[] values = Rows(array.Select(value => (double)value), objectives);
            return ParetoFront.Find(values, objectives).SequenceEqual(Definition(values, objectives));
        }).QuickCheckThrowOnFailure();
    }

    // Large enough that every branch of the division is taken; the values decide how often it meets ties.
    [Test]
    public void Find_LargeSets_EqualsTheDefinition(
        [Range(1, 6)] int objectives, [Values(3, 50, 1_000_000)] int distinct, [Values] bool opposed)
    {
        Random random = new(objectives + distinct);
        const int Points = 1500;
        double[] values = new double[Points * objectives];
        for (int point = 0; point < Points; point++)
        {
            Span<double> row = values.AsSpan(point * objectives, objectives);
            foreach (ref double value in row)
            {
                value = random.Next(distinct);
            }

            if (opposed)
            {
                // Close to a plane, so that most points are on the front.
                double sum = 0;
                foreach (double value in row[..^1])
                {
                    sum += value;
                }

                row[^1] = -sum + random.Next(2);
            }
        }

        Assert.That(ParetoFront.Find(values, objectives), Is.EqualTo(Definition(values, objectives)));
    }

    [Test]
    public void Find_EqualPoints_AreKeptTogether()
    {
        Assert.That(ParetoFront.Find([1, 2, 2, 1, 1, 2, 2, 2], 2), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(ParetoFront.Find([0.0, 1, 1, -0.0, 1, 1, 0, 1, 2], 3), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Find_InfiniteValues_AreOrderedAsNumbers()
    {
        double infinity = double.PositiveInfinity;
        double[] values = [0, infinity, 1, infinity, infinity, -infinity, infinity, infinity];
        Assert.That(ParetoFront.Find(values, 2), Is.EqualTo(Definition(values, 2)));
    }

    [Test]
    public void Find_NoPoints_IsEmpty() => Assert.That(ParetoFront.Find([], 3), Is.Empty);

    [Test]
    public void Find_NaNOrBrokenRows_Throws()
    {
        Assert.That(() => ParetoFront.Find([1, double.NaN], 2), Throws.ArgumentException);
        Assert.That(() => ParetoFront.Find([1, 2, 3], 2), Throws.ArgumentException);
        Assert.That(() => ParetoFront.Find([1], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double[] Rows(IEnumerable<double> values, int objectives)
    {
        double[] all = [.. values];
        return all[..(all.Length / objectives * objectives)];
    }

    /// <summary>Every pair compared, in the words of the definition.</summary>
    private static IEnumerable<int> Definition(double[] values, int objectives)
    {
        int points = values.Length / objectives;
        for (int point = 0; point < points; point++)
        {
            bool dominated = false;
            for (int other = 0; other < points && !dominated; other++)
            {
                bool noWorse = true;
                bool better = false;
                for (int objective = 0; objective < objectives; objective++)
                {
                    double mine = values[(point * objectives) + objective];
                    double its = values[(other * objectives) + objective];
                    noWorse &= its <= mine;
                    better |= its < mine;
                }

                dominated = noWorse && better;
            }

            if (!dominated)
            {
                yield return point;
            }
        }
    }
}
