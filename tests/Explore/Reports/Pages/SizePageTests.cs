using System.Diagnostics;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>Pages with as many points as they hold, and with next to none. Times are printed, not asserted.</summary>
[TestFixture]
public sealed class SizePageTests : PageTests
{
    [Test]
    public async Task TwentyThousandPoints_SampledFromMore_StandBeforeTheDensityOfAll()
    {
        ReportModel model = SyntheticReport.Create(84);
        Stopwatch watch = Stopwatch.StartNew();
        await OpenAsync(model);
        TestContext.Out.WriteLine($"{model.Counts.Points} points: written, opened in {watch.ElapsedMilliseconds} ms");

        double redraw = await ValueAsync<double>(
            "(() => { const start = performance.now(); "
            + "document.querySelector('input[data-value=\"int8/128\"]').click(); "
            + $"{Chart}.getZr().flush(); return performance.now() - start; }})()");
        TestContext.Out.WriteLine($"filtered and drawn in {redraw:F0} ms");
        string status = await TextAsync("#status");
        int cells = await ValueAsync<int>($"{Chart}.getOption().series.find(s => s.id === 'density').data.length");
        await ClickAsync("#density");
        bool gone = await ValueAsync<bool>($"!{Chart}.getOption().series.some(s => s.id === 'density')");

        Assert.That(status, Does.Contain("a sample of 20,000 of 30,240").And.Contain("whole front"));
        Assert.That(status, Does.Contain("density is that of all feasible designs, whatever the filters"));
        Assert.That(cells, Is.EqualTo(model.Densities[0].Counts.Count(count => count > 0)));
        Assert.That(gone);
    }

    [Test]
    public async Task SmallestReports_NoDesignOrNothingFeasible_StillDraw()
    {
        ReportPoint point = new(1, [0], [2.5], true);
        ReportModel single = Model with
        {
            Axes = [new("fabric.rows", ["16"])],
            Metrics = [Model.Metrics[0]],
            Points = [point],
            Counts = new(1, 1, 1, []),
            Effects = [],
            PrecisionSteps = [],
            Constraints = [],
            Designs = [],
            Assumptions = [],
        };
        ReportModel hopeless = single with
        {
            Points = [point with { Metrics = [double.NaN], OnFront = false, Infeasible = new("a tile does not fit") }],
            Counts = new(1, 0, 0, [new("a tile does not fit", 1)]),
        };
        foreach ((ReportModel model, int drawn) in ((ReportModel, int)[])[(single, 1), (hopeless, 0)])
        {
            await OpenAsync(model);

            Assert.That(await DrawnAsync(), Is.EqualTo(drawn));
            PageKeptQuiet();
        }
    }
}
