using System.Text.Json.Nodes;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>The front as a table, and two designs side by side.</summary>
[TestFixture]
public sealed class TablePageTests : PageTests
{
    [Test]
    public async Task FrontTable_SortedByLatency_IsInOrderBothWays()
    {
        const string head = "[...document.querySelectorAll('#front-table thead button')]"
            + ".find(b => b.textContent.startsWith('Latency'))";
        double[] expected = [.. Model.Points.Where(point => point.OnFront).Select(point => point.Metrics[0]).Order()];

        await RunAsync("document.getElementById('front-more').click()");
        await RunAsync($"{head}.click()");
        double[] ascending = await FrontLatenciesAsync();
        await RunAsync($"{head}.click()");
        double[] descending = await FrontLatenciesAsync();

        Assert.That(ascending, Is.EqualTo(expected));
        Assert.That(descending, Is.EqualTo(expected.Reverse()));
    }

    private static async Task<double[]> FrontLatenciesAsync()
    {
        JsonNode? cells = await RunAsync(
            "[...document.querySelectorAll('#front-table tbody tr')].map(r => r.dataset.row)");
        return [.. cells!.AsArray().Select(row => Model.Points[int.Parse(row!.GetValue<string>())].Metrics[0])];
    }

    [Test]
    public async Task Compare_TwoChosenByKeyboard_ShowsWhatDiffers()
    {
        await RunAsync("document.getElementById('scatter').focus()");
        await Page.KeyAsync("ArrowRight");
        ReportPoint a = await SelectedAsync();
        await Page.KeyAsync("a");
        for (int i = 0; i < 9; i++)
        {
            await Page.KeyAsync("ArrowRight");
        }

        ReportPoint b = await SelectedAsync();
        await Page.KeyAsync("b");
        string lead = await TextAsync("#compare-lead");
        JsonNode axes = (await RunAsync(Rows("compare-axes")))!;
        JsonNode metrics = (await RunAsync(Rows("compare-metrics")))!;
        await ClickAsync("#compare-swap");

        Assert.That(lead, Does.StartWith($"A is design {a.Id}").And.Contain($"B is design {b.Id}"));
        string[] differing =
        [
            .. Model.Axes.Where((_, axis) => a.AxisValues[axis] != b.AxisValues[axis]).Select(axis => axis.Path),
        ];
        Assert.That(axes.AsArray().Take(differing.Length).Select(row => row![0]!.GetValue<string>()),
            Is.EquivalentTo(differing), "those that differ come first");
        Assert.That(metrics.AsArray(), Has.Count.EqualTo(Model.Metrics.Length));
        for (int metric = 0; metric < Model.Metrics.Length; metric++)
        {
            string[] row = [.. metrics[metric]!.AsArray().Select(cell => cell!.GetValue<string>())];
            double ratio = b.Metrics[metric] / a.Metrics[metric];
            Assert.That(row[0], Is.EqualTo(Model.Metrics[metric].Label));
            Assert.That(double.Parse(row[3][2..].Replace(",", "", StringComparison.Ordinal)),
                Is.EqualTo(ratio).Within(0.6).Percent);
            bool isBetter = Model.Metrics[metric].Better == Better.Lower ? ratio < 1 : ratio > 1;
            Assert.That(row[4], Is.EqualTo(ratio == 1 ? "equal" : isBetter ? "B better" : "A better"));
        }

        Assert.That(await TextAsync("#compare-lead"), Does.StartWith($"A is design {b.Id}"));
    }

    private static string Rows(string id) =>
        $"[...document.querySelectorAll('#{id} tbody tr')].map(r => [...r.cells].map(c => c.textContent))";

    private static async Task<ReportPoint> SelectedAsync()
    {
        string name = await TextAsync("#details h3");
        return Model.Points.Single(point => $"Design {point.Id}" == name);
    }
}
