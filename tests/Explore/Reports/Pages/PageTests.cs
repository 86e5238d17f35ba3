using System.Text.Json;
using System.Text.Json.Nodes;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>The report in a real browser, opened from disk as a user does. Every page must keep quiet: no error, no
/// console output, no request beyond the file itself.</summary>
public abstract class PageTests
{
    protected const string Chart = "echarts.getInstanceByDom(document.getElementById('scatter'))";

    internal static Browser Page => PageSetup.Browser;

    internal static ReportModel Model => PageSetup.Model;

    [SetUp]
    public Task OpenAsync() => Page.OpenReportAsync(Path.Combine(PageSetup.Folder, "report.html"));

    [TearDown]
    public void PageKeptQuiet()
    {
        string[] problems =
        [
            .. Page.Events("Runtime.exceptionThrown").Select(e => e.ToJsonString()),
            .. Page.Events("Log.entryAdded").Select(e => e.ToJsonString()),
            .. Page.Events("Runtime.consoleAPICalled").Select(e => e.ToJsonString()),
        ];
        string[] requests =
        [
            .. Page.Events("Network.requestWillBeSent")
                .Select(e => e["params"]!["request"]!["url"]!.GetValue<string>())
                .Where(url => !url.StartsWith("data:", StringComparison.Ordinal)
                    && !url.StartsWith("blob:", StringComparison.Ordinal)),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Empty, "errors and console output");
            Assert.That(requests, Has.Length.EqualTo(1), string.Join('\n', requests));
            Assert.That(requests, Has.All.StartsWith("file:///"));
        });
    }

    internal static async Task OpenAsync(ReportModel model)
    {
        string page = Path.Combine(PageSetup.Folder, "other.html");
        await File.WriteAllBytesAsync(page, ReportHtml.Write(model));
        await Page.OpenReportAsync(page);
    }

    protected static Task<JsonNode?> RunAsync(string script) => Page.EvaluateAsync(script);

    protected static async Task<T> ValueAsync<T>(string expression) =>
        (await Page.EvaluateAsync(expression))!.GetValue<T>();

    protected static Task<string> TextAsync(string selector) => Page.TextAsync(selector);

    protected static Task ClickAsync(string selector) =>
        RunAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).click()");

    /// <summary>Chooses an option by its text.</summary>
    protected static Task ChooseAsync(string id, string label) => RunAsync(
        $"(() => {{ const s = document.getElementById('{id}'); "
        + $"s.value = [...s.options].find(o => o.textContent === '{label}').value; "
        + "s.dispatchEvent(new Event('change')); })()");

    /// <summary>How many designs the chart says that it draws.</summary>
    protected static async Task<int> DrawnAsync() =>
        int.Parse((await TextAsync("#status")).Split(" of ")[0].Replace(",", "", StringComparison.Ordinal));

    /// <summary>Brings an element into the window and returns its left upper corner.</summary>
    protected static async Task<(double X, double Y)> ScrollToAsync(string id)
    {
        JsonNode? box = await RunAsync(
            "(() => { document.documentElement.style.scrollBehavior = 'auto'; "
            + $"const e = document.getElementById('{id}'); e.scrollIntoView({{ block: 'center' }}); "
            + "const b = e.getBoundingClientRect(); return [b.x, b.y]; })()");
        return (box![0]!.GetValue<double>(), box[1]!.GetValue<double>());
    }

    /// <summary>Where in the window the last point of the front is drawn.</summary>
    protected static async Task<(double X, double Y)> FrontPointAsync()
    {
        (double left, double top) = await ScrollToAsync("scatter");
        JsonNode? place = await RunAsync(
            $"(() => {{ const c = {Chart}; const s = c.getOption().series.filter(s => s.id.startsWith('front-')); "
            + "return c.convertToPixel('grid', s.at(-1).data.at(-1)); })()");
        return (left + place![0]!.GetValue<double>(), top + place[1]!.GetValue<double>());
    }
}
