using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

[TestFixture]
public sealed class ReportSampleTests
{
    private static readonly ReportModel Model = SyntheticReport.Create(4);

    [Test]
    public void Choose_AtTheLimit_KeepsAll() =>
        Assert.That(ReportSample.Choose(Model, Model.Points.Count), Is.EqualTo(Model.Points));

    [Test]
    public void Choose_OneAboveTheLimit_DropsOneThatIsNotOnTheFront()
    {
        IReadOnlyList<ReportPoint> shown = ReportSample.Choose(Model, Model.Points.Count - 1);

        Assert.That(shown, Has.Count.EqualTo(Model.Points.Count - 1));
        Assert.That(Model.Points.Except(shown).Single().OnFront, Is.False);
    }

    [Test]
    public void Choose_NoRoom_KeepsFrontAndChosenDesigns()
    {
        IReadOnlyList<ReportPoint> shown = ReportSample.Choose(Model, 0);

        Assert.That(shown, Is.EqualTo(Model.Points.Where(p => p.OnFront || Model.Designs.Any(d => d.PointId == p.Id))));
    }

    [Test]
    public void Choose_Sample_IsRepeatableAndInSweepOrder()
    {
        IReadOnlyList<ReportPoint> shown = ReportSample.Choose(Model, 500);

        Assert.That(shown, Is.EqualTo(ReportSample.Choose(Model, 500)));
        Assert.That(shown.Select(point => point.Id), Is.Ordered);
    }

    [Test]
    public void Choose_Sample_FavoursNoAxisValue()
    {
        // 2000 of 20160 points over 56 buffer sizes: about 36 each, standard deviation below 6; five of them is 30.
        ReportModel large = SyntheticReport.Create(56);
        int[] counts = new int[56];
        int limit = 2000 + large.Points.Count(point => point.OnFront);
        foreach (ReportPoint point in ReportSample.Choose(large, limit).Where(p => !p.OnFront))
        {
            counts[point.AxisValues[3]]++;
        }

        Assert.That(counts, Has.All.InRange(6, 66));
    }
}
