using System.Diagnostics;
using System.Text.Json.Nodes;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

/// <summary>The report in a real browser, opened from disk as a user does.</summary>
[TestFixture]
public sealed class ReportBrowserTests
{
    private const string Chart = "echarts.getInstanceByDom(document.getElementById('scatter'))";

    /// <summary>Percent: the page carries 7 significant digits, and half a unit of the last is at most 5e-7.</summary>
    private const double Rounding = 5e-5;

    private Browser _browser = null!;
    private string _folder = null!;
    private string _page = null!;
    private ReportModel _model = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("accel-report-").FullName;
        _page = Path.Combine(_folder, "report.html");
        _model = SyntheticReport.Create();
        await File.WriteAllBytesAsync(_page, ReportHtml.Write(_model));
        _browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [SetUp]
    public Task OpenAsync() => _browser.OpenReportAsync(_page);

    [TearDown]
    public void PageKeptQuiet()
    {
        string[] problems =
        [
            .. _browser.Events("Runtime.exceptionThrown").Select(e => e.ToJsonString()),
            .. _browser.Events("Log.entryAdded").Select(e => e.ToJsonString()),
            .. _browser.Events("Runtime.consoleAPICalled").Select(e => e.ToJsonString()),
        ];
        string[] requests =
        [
            .. _browser.Events("Network.requestWillBeSent")
                .Select(e => e["params"]!["request"]!["url"]!.GetValue<string>())
                .Where(url => !url.StartsWith("data:", StringComparison.Ordinal)),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Empty, "errors and console output");
            Assert.That(requests, Has.Length.EqualTo(1), string.Join('\n', requests));
            Assert.That(requests, Has.All.StartsWith("file:///"));
        });
    }

    [Test]
    public async Task Open_FromDisk_ShowsAllFeasiblePoints()
    {
        int feasible = _model.Points.Count(point => point.Infeasible is null);

        Assert.That(await DrawnAsync(), Is.EqualTo(feasible));
        int front = _model.Points.Count(point => point.OnFront);
        Assert.That(await _browser.TextAsync("#summary"), Does.Contain($"{front} on the front"));
    }

    [Test]
    public async Task Hover_OverFrontPoint_ShowsTheWholeDesign()
    {
        (double x, double y) = await FrontPointAsync();

        await _browser.MoveAsync(x, y);
        await _browser.WaitForAsync("document.querySelector('#scatter .tip') !== null");
        string tip = await _browser.TextAsync("#scatter .tip");

        Assert.That(tip, Does.Contain("on the front"));
        foreach (ReportAxis axis in _model.Axes.Where(axis => axis.Values.Length > 1))
        {
            Assert.That(tip, Does.Contain(axis.Path));
        }

        foreach (ReportMetric metric in _model.Metrics)
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
        await _browser.EvaluateAsync(
            "if (!document.getElementById('y-log').checked) document.getElementById('y-log').click()");

        string title = (await _browser.EvaluateAsync($"{Chart}.getOption().yAxis[0].name"))!.GetValue<string>();

        Assert.That(title, Does.Contain("(log scale"));
    }

    [Test]
    public async Task FormatFilter_Unchecked_LeavesThatFormatOut()
    {
        int expected = _model.Points.Count(point => point.Infeasible is null && point.AxisValues[2] != 0);

        await _browser.EvaluateAsync("document.querySelector('input[data-value=\"int8/128\"]').click()");

        Assert.That(await DrawnAsync(), Is.EqualTo(expected));
        Assert.That(await _browser.TextAsync("#front-table tbody"), Does.Not.Contain("int8/128"));
        Assert.That(
            (await _browser.EvaluateAsync("document.querySelector('#filters input').dataset.axis"))!.GetValue<string>(),
            Is.EqualTo("precision.weights"), "formats come first");
    }

    [Test]
    public async Task AxisOfDesigns_StandsFirstAndColoursAndChoosesTheCommand()
    {
        string page = Path.Combine(_folder, "designs.html");
        ReportModel model = _model with
        {
            Axes = _model.Axes.SetItem(0, _model.Axes[0] with { Path = "design" }),
            Provenance = _model.Provenance with
            {
                RunCommands = [.. _model.Axes[0].Values.Select(value => $"accel run number-{value}")],
            },
        };
        await File.WriteAllBytesAsync(page, ReportHtml.Write(model));
        await _browser.OpenReportAsync(page);
        Assert.That(
            (await _browser.EvaluateAsync("document.querySelector('#filters input').dataset.axis"))!.GetValue<string>(),
            Is.EqualTo("design"));
        Assert.That(
            (await _browser.EvaluateAsync("document.getElementById('colour-axis').selectedOptions[0].textContent"))!
                .GetValue<string>(),
            Is.EqualTo("design"));
        await _browser.EvaluateAsync("document.querySelector('#front-table tbody tr').click()");
        await _browser.WaitForAsync("document.querySelector('#details .badge') !== null");
        string design = (await _browser.EvaluateAsync("document.querySelector('#front-table tbody td').textContent"))!
            .GetValue<string>();
        string command = await _browser.TextAsync("#details .command");
        Assert.That(command, Does.StartWith($"accel run number-{design} ").And.Not.Contain("design="));
        Assert.That(command, Does.Contain("--set precision.weights="));
    }

    [Test]
    public async Task FrontOnly_Switched_DrawsTheFront()
    {
        await _browser.EvaluateAsync("document.getElementById('front-only').click()");

        Assert.That(await DrawnAsync(), Is.EqualTo(_model.Points.Count(point => point.OnFront)));
    }

    [Test]
    public async Task Click_OnPoint_KeepsItsDetailsAndCommand()
    {
        (double x, double y) = await FrontPointAsync();

        await _browser.PressAsync(x, y);
        await _browser.ReleaseAsync(x, y);
        await _browser.WaitForAsync("document.querySelector('#details .badge') !== null");
        string details = await _browser.TextAsync("#details");

        Assert.That(details, Does.Contain("on the front").And.Contain("Weight MSE"));
        Assert.That(details, Does.Contain("--set precision.weights="));
    }

    [Test]
    public async Task Drag_AcrossTheChart_ZoomsAndResets()
    {
        string extent = $"JSON.stringify([{Chart}.getOption().xAxis[0].min, {Chart}.getOption().xAxis[0].max])";
        string before = (await _browser.EvaluateAsync(extent))!.GetValue<string>();
        (double left, double top) = await ScrollToChartAsync();

        await _browser.PressAsync(left + 200, top + 100);
        await _browser.MoveAsync(left + 300, top + 200, pressed: true);
        await _browser.MoveAsync(left + 420, top + 300, pressed: true);
        await _browser.ReleaseAsync(left + 420, top + 300);
        string zoomed = (await _browser.EvaluateAsync(extent))!.GetValue<string>();
        await _browser.EvaluateAsync("document.getElementById('zoom-reset').click()");

        Assert.That(zoomed, Is.Not.EqualTo(before));
        Assert.That((await _browser.EvaluateAsync(extent))!.GetValue<string>(), Is.EqualTo(before));
    }

    [Test]
    public async Task Keyboard_ArrowsAndEnter_SelectWithoutMouse()
    {
        await _browser.EvaluateAsync("document.getElementById('scatter').focus()");
        await _browser.KeyAsync("ArrowRight");
        string first = await _browser.TextAsync("#details h3");
        await _browser.KeyAsync("ArrowRight");
        string second = await _browser.TextAsync("#details h3");
        await _browser.EvaluateAsync("document.querySelector('#front-table tbody tr:nth-child(7)').focus()");
        await _browser.KeyAsync("Enter");
        JsonNode? row = await _browser.EvaluateAsync(
            "document.querySelector('#front-table tr[aria-selected=true]').rowIndex");

        Assert.That(first, Does.StartWith("Design "));
        Assert.That(second, Does.StartWith("Design ").And.Not.EqualTo(first));
        Assert.That(row!.GetValue<int>(), Is.EqualTo(7));
    }

    [Test]
    public async Task FrontTable_SortedByLatency_IsInOrderBothWays()
    {
        const string head = "[...document.querySelectorAll('#front-table thead button')]"
            + ".find(b => b.textContent.startsWith('Latency'))";
        double[] expected = [.. _model.Points.Where(point => point.OnFront).Select(point => point.Metrics[0]).Order()];

        await _browser.EvaluateAsync("document.getElementById('front-more').click()");
        await _browser.EvaluateAsync($"{head}.click()");
        double[] ascending = await FrontLatenciesAsync();
        await _browser.EvaluateAsync($"{head}.click()");
        double[] descending = await FrontLatenciesAsync();

        Assert.That(ascending, Is.EqualTo(expected).Within(Rounding).Percent);
        Assert.That(descending, Is.EqualTo(expected.Reverse()).Within(Rounding).Percent);
    }

    [Test]
    public async Task HostileName_Everywhere_IsText()
    {
        Assert.That(await _browser.TextAsync("#facts"), Does.Contain(SyntheticReport.HostileName));
        Assert.That(await _browser.TextAsync("#assumption-table"), Does.Contain(SyntheticReport.HostileName));
        Assert.That(await _browser.TextAsync("#inputs"), Does.Contain(SyntheticReport.HostileName));
        Assert.That((await _browser.EvaluateAsync("document.title"))!.GetValue<string>(), Is.EqualTo(_model.Title));
        Assert.That((await _browser.EvaluateAsync("document.images.length"))!.GetValue<int>(), Is.Zero);
        Assert.That((await _browser.EvaluateAsync("document.scripts.length"))!.GetValue<int>(), Is.EqualTo(3));
    }

    [Test]
    public async Task DesignTabs_EachInTurn_ShowItsLayers()
    {
        for (int tab = 0; tab < _model.Designs.Length; tab++)
        {
            await _browser.EvaluateAsync($"document.getElementById('design-tab-{tab}').click()");
            int decode = _model.Designs[tab].Layers.Count(layer => layer.Phase == "decode");

            JsonNode? rows = await _browser.EvaluateAsync(
                "document.querySelector('#layer-table').tBodies[0].rows.length");

            Assert.That(rows!.GetValue<int>(), Is.EqualTo(decode));
            Assert.That(await _browser.TextAsync("#details h3"), Is.EqualTo($"Design {_model.Designs[tab].PointId}"));
        }
    }

    [Test]
    public async Task TwentyThousandPoints_SampledFromMore_DrawAndFilterQuickly()
    {
        ReportModel model = SyntheticReport.Create(84);
        string page = Path.Combine(_folder, "large.html");
        await File.WriteAllBytesAsync(page, ReportHtml.Write(model));
        Stopwatch watch = Stopwatch.StartNew();
        await _browser.OpenReportAsync(page);
        TestContext.Out.WriteLine($"{model.Points.Count} points, opened in {watch.ElapsedMilliseconds} ms");

        JsonNode? redraw = await _browser.EvaluateAsync(
            "(() => { const start = performance.now(); "
            + "document.querySelector('input[data-value=\"int8/128\"]').click(); "
            + $"{Chart}.getZr().flush(); return performance.now() - start; }})()");
        TestContext.Out.WriteLine($"filtered and drawn in {redraw!.GetValue<double>():F0} ms");

        Assert.That(await _browser.TextAsync("#status"), Does.Contain("20,000").And.Contain("sample"));
        Assert.That(redraw!.GetValue<double>(), Is.LessThan(2000), "milliseconds to filter and draw");
    }

    [Test]
    public async Task SmallestReports_NoDesignOrNothingFeasible_StillDraw()
    {
        ReportPoint point = new(1, [0], [2.5], true);
        ReportModel single = _model with
        {
            Axes = [new("fabric.rows", ["16"])],
            Metrics = [_model.Metrics[0]],
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
            string page = Path.Combine(_folder, "small.html");
            await File.WriteAllBytesAsync(page, ReportHtml.Write(model));
            await _browser.OpenReportAsync(page);

            Assert.That(await DrawnAsync(), Is.EqualTo(drawn));
            PageKeptQuiet();
        }
    }

    private async Task<int> DrawnAsync() =>
        int.Parse((await _browser.TextAsync("#status")).Split(" of ")[0].Replace(",", "", StringComparison.Ordinal));

    private async Task<string> AxisTitleAsync() =>
        (await _browser.EvaluateAsync($"{Chart}.getOption().xAxis[0].name"))!.GetValue<string>();

    private async Task<double[]> FrontLatenciesAsync()
    {
        JsonNode? rows = await _browser.EvaluateAsync(
            "(() => { const d = JSON.parse(document.getElementById('data').textContent); "
            + "return [...document.querySelectorAll('#front-table tbody tr')]"
            + ".map(r => d.points.metric[0][r.dataset.row]); })()");
        return [.. rows!.AsArray().Select(value => value!.GetValue<double>())];
    }

    private Task<JsonNode?> ChooseAsync(string id, string label) => _browser.EvaluateAsync(
        $"(() => {{ const s = document.getElementById('{id}'); "
        + $"s.value = [...s.options].find(o => o.textContent === '{label}').value; "
        + "s.dispatchEvent(new Event('change')); })()");

    private async Task<(double X, double Y)> ScrollToChartAsync()
    {
        JsonNode? box = await _browser.EvaluateAsync(
            "(() => { document.documentElement.style.scrollBehavior = 'auto'; "
            + "const e = document.getElementById('scatter'); e.scrollIntoView({ block: 'center' }); "
            + "const b = e.getBoundingClientRect(); return [b.x, b.y]; })()");
        return (box![0]!.GetValue<double>(), box[1]!.GetValue<double>());
    }

    /// <summary>Where in the window the front's last point is drawn.</summary>
    private async Task<(double X, double Y)> FrontPointAsync()
    {
        (double left, double top) = await ScrollToChartAsync();
        JsonNode? place = await _browser.EvaluateAsync(
            $"(() => {{ const c = {Chart}; const s = c.getOption().series.find(s => s.id === 'front'); "
            + "return c.convertToPixel('grid', s.data.at(-1).value); })()");
        return (left + place![0]!.GetValue<double>(), top + place[1]!.GetValue<double>());
    }
}
