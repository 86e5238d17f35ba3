using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

public class RefineSearchTests
{
    [Test]
    public void Counts_ShrinkingGrids_HalveTheLongestOrderedAxis()
    {
        AxisOrder[] axes = AxisOrder.Of(Definition().Space);
        Assert.That(CoarseGrid.Counts(axes, 9 * 5 * 3), Is.EqualTo(new[] { 9, 5, 3 }));
        Assert.That(CoarseGrid.Counts(axes, 100), Is.EqualTo(new[] { 5, 5, 3 }));
        Assert.That(CoarseGrid.Counts(axes, 12), Is.EqualTo(new[] { 2, 2, 3 }));
        Assert.That(CoarseGrid.Counts(axes, 5), Is.EqualTo(new[] { 1, 1, 3 }));
        Assert.That(CoarseGrid.Counts(axes, 1), Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That(CoarseGrid.Points(Definition().Space, axes, [3, 2, 1]),
            Is.EqualTo(new long[] { 1, 13, 61, 73, 121, 133 }), "both ends, and the middle");
    }

    [Test]
    public void Run_ConvexFunction_FindsItsMinimumByNeighbours()
    {
        SweepDefinition definition = Definition();
        int[] position = new int[3];
        SearchArchive archive = SearchRun.Run(definition, new RefineSettings { BudgetValue = 60 }, point =>
        {
            definition.Space.Decode(point, position);
            double x = position[0] - 6;
            double y = position[1] - 1;
            return new SweepPoint(point, [(x * x) + (y * y) + position[2]]);
        });
        Assert.That(SearchRun.Feasible(archive).Min(), Is.Zero);
    }

    // One point in 135 is feasible, and nothing but the violation leads there.
    [Test]
    public void Run_NothingFeasibleAtFirst_FollowsTheViolation()
    {
        SweepDefinition definition = Definition(new Constraint("f", Max: 0));
        InfeasibleReason reason = new("> 0", "f");
        int[] position = new int[3];
        SearchArchive archive = SearchRun.Run(definition, new RefineSettings { BudgetValue = 70 }, point =>
        {
            definition.Space.Decode(point, position);
            double f = Math.Abs(position[0] - 7) + Math.Abs(position[1] - 3) + position[2];
            return new SweepPoint(point, [f], f > 0 ? reason : null);
        });
        Assert.That(archive.FeasibleCount, Is.EqualTo(1));
    }

    [Test]
    public void Run_NothingEverFeasible_EndsWithItsBudget()
    {
        InfeasibleReason reason = new("cannot be built");
        SweepDefinition definition = Definition();
        Assert.That(SearchRun.Run(definition, new RefineSettings { BudgetValue = 100 },
            point => new SweepPoint(point, [double.NaN], reason)).Count, Is.EqualTo(100));
        Assert.That(SearchRun.Run(definition, new Nsga2Settings { BudgetValue = 500, Population = 10 },
            point => new SweepPoint(point, [double.NaN], reason)).Count, Is.EqualTo(135), "the whole space");
    }

    private static SweepDefinition Definition(params Constraint[] constraints) => new(
        "r",
        new SweepSpace(
        [
            new SweepAxis("x", ["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
            new SweepAxis("y", ["1 KiB", "2 KiB", "3 KiB", "4 KiB", "5 KiB"]),
            new SweepAxis("z", ["a", "b", "c"]),
        ]),
        [new Metric("f", "", "")],
        [new Objective("f", ObjectiveGoal.Min)],
        constraints);
}
