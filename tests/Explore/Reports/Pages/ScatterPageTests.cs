using System.Text.Json.Nodes;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>The chart of the design space: hover, axes, scales, lines, colours, selection.</summary>
[TestFixture]
public sealed class ScatterPageTests : PageTests
{
    [Test]
    public async Task Open_FromDisk_ShowsAllFeasiblePoints()
    {
        int feasible = Model.Points.Count(point => point.Infeasible is null);

        Assert.That(await DrawnAsync(), Is.EqualTo(feasible));
        int front = Model.Points.Count(point => point.OnFront);
        Assert.That(await TextAsync("#summary"), Does.Contain($"{front} on the front"));
    }

    [Test]
    public async Task Hover_OverFrontPoint_ShowsTheWholeDesign()
    {
        (double x, double y) = await FrontPointAsync();

        await Page.MoveAsync(x, y);
        await Page.WaitForAsync("document.querySelector('#scatter .tip') !== null");
        string tip = await TextAsync("#scatter .tip");

        Assert.That(tip, Does.Contain("on the front"));
        foreach (ReportAxis axis in Model.Axes.Where(axis => axis.Values.Length > 1))
        {
            Assert.That(tip, Does.Contain(axis.Path));
        }

        foreach (ReportMetric metric in Model.Metrics)
        {
            Assert.That(tip, Does.Contain(metric.Label));
        }
    }

    [Test]
    public async Task XMetric_Changed_ChangesTitleAndPlaces()
    {
        string before = await AxisTitleAsync();
        (double x, double y) = await FrontPointAsync();

        await ChooseAsync("x-metric", "Area");

        Assert.That(before, Does.StartWith("Latency"));
        Assert.That(await AxisTitleAsync(), Does.StartWith("Area"));
        Assert.That(await FrontPointAsync(), Is.Not.EqualTo((x, y)));
    }

    [Test]
    public async Task LogSwitch_Toggled_ChangesScale()
    {
        await RunAsync(
            "if (!document.getElementById('y-log').checked) document.getElementById('y-log').click()");

        string title = (await RunAsync($"{Chart}.getOption().yAxis[0].name"))!.GetValue<string>();

        Assert.That(title, Does.Contain("(log scale"));
    }

    [Test]
    public async Task FrontOnly_Switched_DrawsTheFront()
    {
        await RunAsync("document.getElementById('front-only').click()");

        Assert.That(await DrawnAsync(), Is.EqualTo(Model.Points.Count(point => point.OnFront)));
    }

    [Test]
    public async Task Click_OnPoint_KeepsItsDetailsAndCommand()
    {
        (double x, double y) = await FrontPointAsync();

        await Page.PressAsync(x, y);
        await Page.ReleaseAsync(x, y);
        await Page.WaitForAsync("document.querySelector('#details .badge') !== null");
        string details = await TextAsync("#details");

        Assert.That(details, Does.Contain("on the front").And.Contain("Weight MSE"));
        Assert.That(details, Does.Contain("--set precision.weights="));
    }

    [Test]
    public async Task Drag_AcrossTheChart_ZoomsAndResets()
    {
        string extent = $"JSON.stringify([{Chart}.getOption().xAxis[0].min, {Chart}.getOption().xAxis[0].max])";
        string before = (await RunAsync(extent))!.GetValue<string>();
        (double left, double top) = await ScrollToAsync("scatter");

        await Page.PressAsync(left + 200, top + 100);
        await Page.MoveAsync(left + 300, top + 200, pressed: true);
        await Page.MoveAsync(left + 420, top + 300, pressed: true);
        await Page.ReleaseAsync(left + 420, top + 300);
        string zoomed = (await RunAsync(extent))!.GetValue<string>();
        await RunAsync("document.getElementById('zoom-reset').click()");

        Assert.That(zoomed, Is.Not.EqualTo(before));
        Assert.That((await RunAsync(extent))!.GetValue<string>(), Is.EqualTo(before));
    }

    [Test]
    public async Task Keyboard_ArrowsAndEnter_SelectWithoutMouse()
    {
        await RunAsync("document.getElementById('scatter').focus()");
        await Page.KeyAsync("ArrowRight");
        string first = await TextAsync("#details h3");
        await Page.KeyAsync("ArrowRight");
        string second = await TextAsync("#details h3");
        await RunAsync("document.querySelector('#front-table tbody tr:nth-child(7)').focus()");
        await Page.KeyAsync("Enter");
        JsonNode? row = await RunAsync(
            "document.querySelector('#front-table tr[aria-selected=true]').rowIndex");

        Assert.That(first, Does.StartWith("Design "));
        Assert.That(second, Does.StartWith("Design ").And.Not.EqualTo(first));
        Assert.That(row!.GetValue<int>(), Is.EqualTo(7));
    }

    [Test]
    public async Task Lines_OfEqualMerit_AreThoseThatSuitTheMetrics()
    {
        string lines = $"{Chart}.getOption().series.filter(s => s.id.startsWith('iso-')).map(s => s.data)";
        string chosen = await ValueAsync<string>("document.getElementById('iso-lines').value");
        JsonNode products = (await RunAsync(lines))!;
        bool xLog = await ValueAsync<bool>("document.getElementById('x-log').checked");
        bool yLog = await ValueAsync<bool>("document.getElementById('y-log').checked");
        await ChooseAsync("x-metric", "Decode rate");
        string other = await ValueAsync<string>("document.getElementById('iso-lines').value");
        await ChooseAsync("iso-lines", "none");

        Assert.That((chosen, other), Is.EqualTo(("product", "ratio")));
        Assert.That(products.AsArray(), Has.Count.InRange(2, 8));
        foreach (JsonNode? line in products.AsArray())
        {
            double[] merits =
            [
                .. line!.AsArray().Select(place => Value(place![0]!, xLog) * Value(place[1]!, yLog)),
            ];
            Assert.That(merits, Is.All.EqualTo(merits[0]).Within(1e-6).Percent);
        }

        Assert.That((await RunAsync(lines))!.AsArray(), Is.Empty);

        static double Value(JsonNode place, bool log) =>
            log ? Math.Pow(10, place.GetValue<double>()) : place.GetValue<double>();
    }

    [Test]
    public async Task Colour_ByAMetric_HasALegendOfItsRange()
    {
        await ChooseAsync("colour-axis", "Power");

        Assert.That(await TextAsync("#legend"), Does.Contain("Power from").And.Contain("W"));
        Assert.That(await DrawnAsync(), Is.EqualTo(Model.Points.Count(point => point.Infeasible is null)));
        Assert.That(await ValueAsync<int>($"{Chart}.getOption().series.filter(s => s.id.startsWith('crowd-')).length"),
            Is.GreaterThan(5));
    }

    private static async Task<string> AxisTitleAsync() =>
        await ValueAsync<string>($"{Chart}.getOption().xAxis[0].name");
}
