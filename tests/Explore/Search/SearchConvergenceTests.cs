using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

/// <summary>Problems whose fronts are known, on spaces of 10^9 points and more.</summary>
/// <remarks>
/// ZDT1: E. Zitzler, K. Deb, L. Thiele, Evolutionary Computation 8(2), 2000. DTLZ2: K. Deb, L. Thiele, M. Laumanns,
/// E. Zitzler, CEC 2002.
/// </remarks>
public class SearchConvergenceTests
{
    private const int Budget = 3000;

    /// <summary>Under 1 - sqrt(x), up to 1.1 in both: 0.1 + 2/3 + 0.1 * 1.1.</summary>
    private const double Zdt1Volume = 0.1 + (2 / 3.0) + 0.11;

    /// <summary>A cube of 1.1 without an eighth of the unit sphere.</summary>
    private static readonly double Dtlz2Volume = Math.Pow(1.1, 3) - (Math.PI / 6);

    [Test]
    public void Zdt1_ThreeThousandOf69Billion_IsNearlyTheFront([Values(1, 2, 3)] long seed)
    {
        SweepDefinition definition = Definition(6, 64, 2);
        double nsga2 = Volume(definition, new Nsga2Settings { SeedValue = seed, BudgetValue = Budget }, Zdt1);
        double refine = Volume(definition, new RefineSettings { BudgetValue = Budget }, Zdt1);
        double random = Volume(definition, new RandomSettings { SeedValue = seed, BudgetValue = Budget }, Zdt1);
        Assert.That(nsga2 / Zdt1Volume, Is.InRange(0.95, 1));
        Assert.That(refine / Zdt1Volume, Is.InRange(0.95, 1));
        Assert.That(random / Zdt1Volume, Is.LessThan(0.7));
    }

    [Test]
    public void Dtlz2_ThreeThousandOfABillion_IsNearlyTheFront([Values(1, 2, 3)] long seed)
    {
        SweepDefinition definition = Definition(6, 33, 3);
        double nsga2 = Volume(definition, new Nsga2Settings { SeedValue = seed, BudgetValue = Budget }, Dtlz2);
        double refine = Volume(definition, new RefineSettings { BudgetValue = Budget }, Dtlz2);
        double random = Volume(definition, new RandomSettings { SeedValue = seed, BudgetValue = Budget }, Dtlz2);
        Assert.That(nsga2 / Dtlz2Volume, Is.InRange(0.9, 1));
        Assert.That(refine / Dtlz2Volume, Is.InRange(0.9, 1));
        Assert.That(random, Is.LessThan(nsga2).And.LessThan(refine));
    }

    private static double Volume(SweepDefinition definition, SearchSettings settings, Func<double[], double[]> problem)
    {
        int axes = definition.Space.Axes.Count;
        int[] position = new int[axes];
        SearchArchive archive = SearchRun.Run(definition, settings, point =>
        {
            definition.Space.Decode(point, position);
            return new SweepPoint(point, problem(
                [.. position.Select((value, axis) => value / (definition.Space.Axes[axis].Values.Count - 1.0))]));
        });
        int objectives = definition.Objectives.Count;
        return SearchRun.Hypervolume(
            archive, new double[objectives], [.. Enumerable.Repeat(1.0, objectives)]);
    }

    private static double[] Zdt1(double[] x)
    {
        double g = 1 + (9 * x[1..].Average());
        return [x[0], g * (1 - Math.Sqrt(x[0] / g))];
    }

    private static double[] Dtlz2(double[] x)
    {
        double g = 1 + x[2..].Sum(value => (value - 0.5) * (value - 0.5));
        (double first, double second) = (x[0] * Math.PI / 2, x[1] * Math.PI / 2);
        return [g * Math.Cos(first) * Math.Cos(second), g * Math.Cos(first) * Math.Sin(second), g * Math.Sin(first)];
    }

    private static SweepDefinition Definition(int axes, int values, int objectives) => new(
        "known",
        new SweepSpace([.. Enumerable.Range(0, axes).Select(axis =>
            new SweepAxis($"x{axis}", [.. Enumerable.Range(0, values).Select(i => $"{i}")]))]),
        [.. Enumerable.Range(0, objectives).Select(i => new Metric($"f{i}", "", ""))],
        [.. Enumerable.Range(0, objectives).Select(i => new Objective($"f{i}", ObjectiveGoal.Min))]);
}
