using Accel.Explore.Reports;
using Accel.Explore.Reports.Surveys;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Reports.Surveys;

/// <summary>Counts, front and sample, against the same found the plain way.</summary>
[TestFixture]
public sealed class ReportSurveyTests
{
    private static readonly SweepDefinition Definition = SyntheticReport.Definition(4);
    private static readonly IReadOnlyList<SweepPoint> All = SyntheticReport.Points(Definition);
    private static readonly ReportSurvey Survey = Of(All, 20_000);

    [Test]
    public void Front_OfAStream_IsThatOfAllPairs() =>
        Assert.That(Survey.Front.Select(point => point.Index), Is.EqualTo(SyntheticReport.FrontOf(All)));

    [Test]
    public void Counts_OfReasons_AreThoseOfThePoints()
    {
        Assert.That(Survey.Counts.Points, Is.EqualTo(All.Count));
        Assert.That(Survey.Counts.Feasible, Is.EqualTo(All.Count(point => point.IsFeasible)));
        Assert.That(Survey.Counts.Reasons, Is.EqualTo(All.Where(point => !point.IsFeasible)
            .GroupBy(point => point.Reason!.ToString())
            .Select(group => new ReasonCount(group.Key, group.Count()))
            .OrderByDescending(reason => reason.Points)));
        Assert.That(Survey.Counts.Reasons, Has.Length.EqualTo(2));
    }

    [Test]
    public void Shown_WithRoomForAll_IsAllWithoutDensities()
    {
        Assert.That(Of(All, All.Count).Shown, Has.Count.EqualTo(All.Count));
        Assert.That(Survey.Densities, Is.Empty);
    }

    [Test]
    public void Shown_WithRoomForOneLess_DropsOneThatIsNotOnTheFront()
    {
        ReportSurvey survey = Of(All, All.Count - 1);

        Assert.That(survey.Shown, Has.Count.EqualTo(All.Count - 1));
        long dropped = All.Select(point => point.Index).Except(survey.Shown.Select(point => point.Index)).Single();
        Assert.That(survey.Front.Select(point => point.Index), Does.Not.Contain(dropped));
    }

    [Test]
    public void Shown_WithoutRoom_IsTheFront() => Assert.That(Of(All, 0).Shown.Select(point => point.Index),
        Is.EqualTo(Survey.Front.Select(point => point.Index)));

    [Test]
    public void Shown_OfASample_IsInOrderAndTheSameForEveryOrderOfPoints()
    {
        long[] shown = [.. Of(All, 500).Shown.Select(point => point.Index)];

        Assert.That(shown, Is.Ordered.And.Unique.And.Length.EqualTo(500));
        Assert.That(shown, Is.EqualTo(Of([.. All.Reverse()], 500).Shown.Select(point => point.Index)));
    }

    [Test]
    public void Shown_OfASample_FavoursNoAxisValue()
    {
        // 2000 of 20160 points over 56 buffer sizes: about 36 each, standard deviation below 6; five of them is 30.
        SweepDefinition definition = SyntheticReport.Definition(56);
        IReadOnlyList<SweepPoint> points = SyntheticReport.Points(definition);
        HashSample sample = new(2000);
        SyntheticReport.Visit(points, sample.Add);
        int[] counts = new int[56];
        foreach (SweepPoint point in sample.With([]))
        {
            counts[point.Index / 3 % 56]++;
        }

        Assert.That(counts, Has.All.InRange(6, 66));
    }

    [Test]
    public void Densities_OfAllPoints_CountEveryFeasibleOneInItsCell()
    {
        ReportSurvey survey = Of(All, 100);
        SweepPoint[] feasible = [.. All.Where(point => point.IsFeasible)];

        Assert.That(survey.Densities.Select(density => (density.X, density.Y)),
            Is.EqualTo(new[] { (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3) }));
        foreach (MetricDensity density in survey.Densities)
        {
            long[] expected = new long[MetricDensity.Columns * MetricDensity.Rows];
            foreach (SweepPoint point in feasible)
            {
                expected[(Cell(point.Metrics[density.Y], density.Up, MetricDensity.Rows) * MetricDensity.Columns)
                    + Cell(point.Metrics[density.X], density.Across, MetricDensity.Columns)]++;
            }

            Assert.That(density.Counts, Is.EqualTo(expected));
            Assert.That(density.Counts.Sum(), Is.EqualTo(feasible.Length));
        }
    }

    [Test]
    public void Survey_OfNothingFeasible_HasNoFrontAndItsReasons()
    {
        SweepPoint[] hopeless = [.. All.Where(point => !point.IsFeasible)];
        ReportSurvey survey = Of(hopeless, 10);

        Assert.That(survey.Front, Is.Empty);
        Assert.That(survey.Shown, Has.Count.EqualTo(10));
        Assert.That(survey.Counts.Reasons.Sum(reason => reason.Points), Is.EqualTo(hopeless.Length));
        Assert.That(survey.Densities.Sum(density => density.Counts.Sum()), Is.Zero);
    }

    private static ReportSurvey Of(IReadOnlyList<SweepPoint> points, int room) => ReportSurvey.Of(
        Definition, points.Count, visit => SyntheticReport.Visit(points, visit),
        SyntheticReport.Request with { Room = room });

    private static int Cell(double value, DensityAxis axis, int cells)
    {
        double place = axis.IsLog ? Math.Log10(value) : value;
        return (int)Math.Floor((place - axis.Low) / (axis.High - axis.Low) * cells);
    }
}
