using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

public class StandingTests
{
    private static readonly SweepDefinition Definition = new(
        "s",
        new SweepSpace([new SweepAxis("x", [.. Enumerable.Range(0, 100).Select(i => $"{i}")])]),
        [new Metric("cost", "", ""), new Metric("gain", "", ""), new Metric("area", "", "")],
        [new Objective("cost", ObjectiveGoal.Min), new Objective("gain", ObjectiveGoal.Max)],
        [new Constraint("area", Min: 2, Max: 10), new Constraint("cost", Max: 0)]);

    [Test]
    public void Of_FeasibleAndNot_OrdersByFrontsThenByViolation()
    {
        InfeasibleReason area = new("> 10", "area");
        SearchArchive archive = new(Definition);
        archive.Add(0, null, [-1, 5, 5]);
        archive.Add(1, null, [-1, 4, 5]);                                  // dominated by 0
        archive.Add(2, null, [-2, 4, 5]);
        archive.Add(3, area, [-9, 9, 12.5]);                               // a quarter too large
        archive.Add(4, area, [-9, 9, 11.25]);                              // an eighth
        archive.Add(5, new InfeasibleReason("cannot be built"), [double.NaN, double.NaN, double.NaN]);
        archive.Add(6, new InfeasibleReason("< 2", "area"), [-9, 9, 1.75]); // an eighth too small
        archive.Add(7, area, [3, 9, 11.25]);                               // an eighth, and 3 above a bound of 0
        Assert.That(
            Standing.Of(archive, [0, 1, 2, 3, 4, 5, 6, 7]).Select(standing => standing.Rank),
            Is.EqualTo(new[] { 0, 1, 0, 3, 2, 5, 2, 4 }));
        Assert.That(archive.FeasibleCount, Is.EqualTo(3));
        Assert.That(archive.ViolationAt(3), Is.EqualTo(0.25));
        Assert.That(archive.ViolationAt(7), Is.EqualTo(3.125));
        Assert.That(archive.ViolationAt(5), Is.EqualTo(double.PositiveInfinity));
        Assert.That(archive.Find(6), Is.EqualTo(6));
        Assert.That(archive.Find(50), Is.EqualTo(-1));
    }

    [Test]
    public void IsBetterThan_SameRank_PrefersRoom()
    {
        Assert.That(new Standing(0, 0).IsBetterThan(new Standing(1, 9)));
        Assert.That(new Standing(1, 2).IsBetterThan(new Standing(1, 1)));
        Assert.That(new Standing(1, 1).IsBetterThan(new Standing(1, 1)), Is.False);
    }
}
