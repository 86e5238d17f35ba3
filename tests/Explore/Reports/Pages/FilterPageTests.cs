using System.Text.Json.Nodes;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>What leaves designs out of all views: check boxes, ranges on the parallel coordinates.</summary>
[TestFixture]
public sealed class FilterPageTests : PageTests
{
    /// <summary>Bottom and top of a column of the parallel coordinates in the window, and its middle.</summary>
    private static async Task<(double X, double Bottom, double Top)> ColumnAsync(int column)
    {
        await ScrollToAsync("parallel");
        JsonNode? box = await RunAsync(
            $"(() => {{ const line = document.querySelector('[data-column=\"{column}\"] .axis-line'); "
            + "const b = line.getBoundingClientRect(); return [b.x, b.bottom, b.top]; })()");
        return (box![0]!.GetValue<double>(), box[1]!.GetValue<double>(), box[2]!.GetValue<double>());
    }

    private static int Count(Func<int, bool> format) =>
        Model.Points.Count(point => point.Infeasible is null && format(point.AxisValues[2]));

    private static Task DrawnIsAsync(int count) => Page.WaitForAsync(
        $"document.getElementById('status').textContent.startsWith('{count:#,0} of ')");

    [Test]
    public async Task Brush_OnAColumn_FiltersChartLinesAndTable()
    {
        // Formats are the first column: five values from 0 to 4, with 0.3 of room at both ends.
        (double x, double bottom, double top) = await ColumnAsync(0);
        double Y(double place) => bottom - ((bottom - top) * (place + 0.3) / 4.6);

        await Page.PressAsync(x, Y(2.6));
        await Page.MoveAsync(x, Y(3.2), pressed: true);
        await Page.MoveAsync(x, Y(4.2), pressed: true);
        await Page.ReleaseAsync(x, Y(4.2));
        int kept = Count(format => format >= 3);
        await DrawnIsAsync(kept);
        await Page.WaitForAsync($"document.getElementById('parallel').dataset.drawn === '{kept}'");
        string range = await ValueAsync<string>(
            "document.querySelector('[data-column=\"0\"]').getAttribute('aria-valuetext')");
        await ClickAsync("#front-more");
        string table = await TextAsync("#front-table tbody");
        await Page.PressAsync(x, Y(1));
        await Page.ReleaseAsync(x, Y(1));
        await DrawnIsAsync(Count(_ => true));

        Assert.That(range, Is.EqualTo("fp4-er-ea/128 to fp3-er-ea/128"));
        Assert.That(table, Does.Contain("fp3-er-ea/128").And.Not.Contain("int"));
    }

    [Test]
    public async Task Brush_ByKeyboard_MovesBothEndsAndLetsGo()
    {
        await RunAsync("document.querySelector('[data-column=\"0\"]').focus()");

        // The upper end goes from 4.3 to 2.3, the lower from -0.3 to 0.7: formats 1 and 2 are left.
        await Page.KeyAsync("ArrowDown");
        await Page.KeyAsync("ArrowDown");
        await DrawnIsAsync(Count(format => format <= 2));
        await Page.KeyAsync("ArrowUp", shift: true);
        await DrawnIsAsync(Count(format => format is 1 or 2));
        string status = await TextAsync("#parallel-status");
        await Page.KeyAsync("Escape");
        await DrawnIsAsync(Count(_ => true));

        Assert.That(status, Does.Contain("precision.weights (int6/128 to int5/128)"));
    }

    [Test]
    public async Task FormatFilter_Unchecked_LeavesThatFormatOut()
    {
        int expected = Model.Points.Count(point => point.Infeasible is null && point.AxisValues[2] != 0);

        await RunAsync("document.querySelector('input[data-value=\"int8/128\"]').click()");

        Assert.That(await DrawnAsync(), Is.EqualTo(expected));
        Assert.That(await TextAsync("#front-table tbody"), Does.Not.Contain("int8/128"));
        Assert.That(
            (await RunAsync("document.querySelector('#filters input').dataset.axis"))!.GetValue<string>(),
            Is.EqualTo("precision.weights"), "formats come first");
    }

    [Test]
    public async Task AxisOfDesigns_StandsFirstAndColoursAndChoosesTheCommand()
    {
        ReportModel model = Model with
        {
            Axes = Model.Axes.SetItem(0, Model.Axes[0] with { Path = "design" }),
            Provenance = Model.Provenance with
            {
                RunCommands = [.. Model.Axes[0].Values.Select(value => $"accel run number-{value}")],
            },
        };
        await OpenAsync(model);
        Assert.That(
            (await RunAsync("document.querySelector('#filters input').dataset.axis"))!.GetValue<string>(),
            Is.EqualTo("design"));
        Assert.That(
            (await RunAsync("document.getElementById('colour-axis').selectedOptions[0].textContent"))!
                .GetValue<string>(),
            Is.EqualTo("design"));
        await RunAsync("document.querySelector('#front-table tbody tr').click()");
        await Page.WaitForAsync("document.querySelector('#details .badge') !== null");
        string design = (await RunAsync("document.querySelector('#front-table tbody td').textContent"))!
            .GetValue<string>();
        string command = await TextAsync("#details .command");
        Assert.That(command, Does.StartWith($"accel run number-{design} ").And.Not.Contain("design="));
        Assert.That(command, Does.Contain("--set precision.weights="));
    }
}
