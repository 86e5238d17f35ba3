using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Pareto;

public class ChosenPointsTests
{
    private static readonly SweepDefinition Definition = new(
        "x",
        new SweepSpace([]),
        [new Metric("latency-s", "s", ""), new Metric("tokens-per-s", "1/s", ""), new Metric("area-mm2", "mm2", "")],
        [
            new Objective("latency-s", ObjectiveGoal.Min),
            new Objective("tokens-per-s", ObjectiveGoal.Max),
            new Objective("area-mm2", ObjectiveGoal.Min),
        ]);

    [Test]
    public void Of_Front_GivesTheBestOfEachAndTheKnee()
    {
        // Scaled: (0, 0, 1), (1, 1, 0), (0.25, 0.25, 0.25), (0.5, 0.1, 0.9).
        SweepPoint[] front =
        [
            new(10, [1, 90, 5]), new(20, [5, 50, 1]), new(30, [2, 80, 2]), new(40, [3, 86, 4.6]),
        ];
        Assert.That(
            ChosenPoints.Of(Definition, front).Select(chosen =>
                $"{chosen.Point.Index}: {string.Join(", ", chosen.Roles)}"),
            Is.EqualTo(new[] { "10: best latency-s, best tokens-per-s", "20: best area-mm2", "30: knee" }));
    }

    [Test]
    public void Of_TieInAnObjective_GoesToThePointNearerToTheIdeal()
    {
        SweepPoint[] front = [new(1, [1, 50, 1]), new(2, [1, 90, 2]), new(3, [2, 95, 9])];
        ChosenPoint best = ChosenPoints.Of(Definition, front)[0];
        Assert.That(best.Point.Index, Is.EqualTo(2));
        Assert.That(best.Roles, Is.EqualTo(new[] { "best latency-s", "knee" }));
    }

    [Test]
    public void Of_OnePointOrEqualPoints_ChoosesTheFirstForEverything()
    {
        SweepPoint[] front = [new(7, [1, 2, 3]), new(9, [1, 2, 3])];
        ChosenPoint only = ChosenPoints.Of(Definition, front).Single();
        Assert.That(only.Point.Index, Is.EqualTo(7));
        Assert.That(only.Roles, Has.Count.EqualTo(4));
    }

    [Test]
    public void Of_EmptyFront_IsEmpty() => Assert.That(ChosenPoints.Of(Definition, []), Is.Empty);
}
