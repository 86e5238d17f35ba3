using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Pareto;

public class FrontBuilderTests
{
    [Test]
    public void Build_MorePointsThanABlock_EqualsTheFrontOfAll()
    {
        SweepDefinition definition = Definition();
        Random random = new(7);
        List<SweepPoint> points = [];
        for (int i = 0; i < 150_000; i++)
        {
            InfeasibleReason? reason = i % 5 == 0 ? new InfeasibleReason("no") : null;
            points.Add(new SweepPoint(i, [random.Next(1000), random.Next(1000), random.Next(1000)], reason));
        }

        FrontBuilder builder = new(definition);
        points.ForEach(builder.Add);

        SweepPoint[] feasible = [.. points.Where(point => point.IsFeasible)];
        double[] values = [.. feasible.SelectMany(point => new[] { point.Metrics[2], -point.Metrics[0] })];
        long[] expected = [.. ParetoFront.Find(values, 2).Select(row => feasible[row].Index)];
        Assert.That(builder.Build().Select(point => point.Index), Is.EqualTo(expected));
    }

    [Test]
    public void Build_AllOnTheFront_KeepsAll()
    {
        FrontBuilder builder = new(Definition());
        for (int i = 0; i < 200_000; i++)
        {
            builder.Add(new SweepPoint(i, [i, 0, i]));
        }

        Assert.That(builder.Build(), Has.Count.EqualTo(200_000));
    }

    private static SweepDefinition Definition() => new(
        "x",
        new SweepSpace([]),
        [new Metric("speed", "", ""), new Metric("unused", "", ""), new Metric("area-mm2", "mm2", "")],
        [new Objective("area-mm2", ObjectiveGoal.Min), new Objective("speed", ObjectiveGoal.Max)]);
}
