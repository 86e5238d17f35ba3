using Accel.Explore.Reports;
using Accel.Explore.Reports.Surveys;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Reports.Surveys;

[TestFixture]
public sealed class ConstraintTallyTests
{
    private static readonly SweepDefinition Definition = new(
        "constraints",
        new SweepSpace([new("axis", [.. Enumerable.Range(0, 8).Select(i => $"{i}")])]),
        [new("time-s", "s", ""), new("area", "", ""), new("rate", "", "")],
        [new("time-s", ObjectiveGoal.Min), new("rate", ObjectiveGoal.Max)],
        [new("area", Max: 10), new("rate", Min: 100)]);

    /// <summary>Time, area, rate.</summary>
    private static readonly double[][] Metrics =
    [
        [5, 9.6, 120],                                  // feasible, near the area
        [6, 5, 104],                                    // feasible, dominated by the first
        [4, 5, 102],                                    // feasible, near the rate
        [3, 10.9, 130],                                 // too large by less than a tenth: would beat the first
        [2, 12, 140],                                   // too large by more
        [1, 10.5, 50],                                  // breaks both
        [3.5, 8, 89],                                   // too slow by more than a tenth
        [double.NaN, double.NaN, double.NaN],           // could not be computed
    ];

    [Test]
    public void Constraints_AreCountedAloneAndInAll_AndRelieved()
    {
        InfeasibleReason area = new("> 10", "area");
        InfeasibleReason rate = new("< 100", "rate");
        InfeasibleReason?[] reasons = [null, null, null, area, area, area, rate, new InfeasibleReason("cannot")];
        SweepPoint[] points = [.. Metrics.Select((metrics, i) => new SweepPoint(i, metrics, reasons[i]))];

        ReportSurvey survey = ReportSurvey.Of(Definition, points.Length, visit => SyntheticReport.Visit(points, visit),
            new SurveyRequest([0], new Dictionary<int, IReadOnlyList<double>>()));

        Assert.That(survey.Front.Select(point => point.Index), Is.EqualTo(new[] { 0L, 2 }));
        ReportConstraint byArea = survey.Constraints[0];
        ReportConstraint byRate = survey.Constraints[1];
        Assert.That((byArea.Breaks, byArea.BreaksAlone, byArea.FrontNear), Is.EqualTo((3L, 2L, 1L)));
        Assert.That((byRate.Breaks, byRate.BreaksAlone, byRate.FrontNear), Is.EqualTo((2L, 1L, 1L)));
        Assert.That((byArea.Relief!.FrontGains, byArea.Relief.FrontLosses), Is.EqualTo((1L, 2L)));
        Assert.That(byArea.Relief.Best, Is.EqualTo(new[] { 3.0, 130 }));
        Assert.That(byRate.Relief, Is.Null);
    }
}
