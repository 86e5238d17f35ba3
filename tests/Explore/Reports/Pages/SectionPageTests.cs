using System.Text.Json.Nodes;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>The sections below the charts, the designs in depth, and the page on paper.</summary>
[TestFixture]
public sealed class SectionPageTests : PageTests
{
    [Test]
    public async Task DesignTabs_EachInTurn_ShowItsLayers()
    {
        for (int tab = 0; tab < Model.Designs.Length; tab++)
        {
            await RunAsync($"document.getElementById('design-tab-{tab}').click()");
            int decode = Model.Designs[tab].Layers.Count(layer => layer.Phase == "decode");

            JsonNode? rows = await RunAsync(
                "document.querySelector('#layer-table').tBodies[0].rows.length");

            Assert.That(rows!.GetValue<int>(), Is.EqualTo(decode));
            Assert.That(await TextAsync("#details h3"), Is.EqualTo($"Design {Model.Designs[tab].PointId}"));
        }
    }

    [Test]
    public async Task Summaries_OfAllPoints_AreOnThePage()
    {
        string effects = await TextAsync("#effect-table");
        string steps = await TextAsync("#precision-table");
        string constraints = await TextAsync("#constraint-table");
        AxisEffect format = Model.Effects.Single(effect => effect is { Axis: 2, Metric: 3 });
        ReportConstraint area = Model.Constraints[0];

        Assert.That(effects, Does.Contain("precision.weights").And.Contain("fabric.rows"));
        Assert.That(format.Share, Is.EqualTo(1).Within(1e-6), "only the format decides the error");
        Assert.That(steps, Does.Contain("fp3-er-ea/128 → fp4-er-ea/128").And.Contain("int6/128 → int8/128"));
        Assert.That(constraints, Does.Contain($"{area.Breaks:#,0}").And.Contain("at most 10 mm²"));
        Assert.That(await ValueAsync<bool>("document.getElementById('search').hidden"), Is.True, "no waves, no chart");
        Assert.That(await ValueAsync<int>("document.querySelectorAll('#tree canvas').length"), Is.GreaterThan(0));
    }

    [Test]
    public async Task Waves_OfASearch_AreAChart()
    {
        await OpenAsync(Model with { Generations = [new(1, 100, 0.5), new(2, 200, 0.75), new(3, 300, 0.8)] });

        Assert.That(await ValueAsync<bool>("document.getElementById('search').hidden"), Is.False);
        JsonNode? values = await RunAsync(
            "echarts.getInstanceByDom(document.getElementById('hypervolume')).getOption().series[0].data");
        Assert.That(values!.ToJsonString(), Is.EqualTo("[[100,0.5],[200,0.75],[300,0.8]]"));
    }

    [Test]
    public async Task Print_AllSections_AreLightAndWithoutControls()
    {
        try
        {
            await Page.EmulateMediaAsync("print");
            JsonNode hidden = (await RunAsync(
                "[...document.querySelectorAll('nav, .controls, .filters, .row-actions, .tabs')]"
                + ".filter(e => getComputedStyle(e).display !== 'none').map(e => e.className)"))!;
            JsonNode sections = (await RunAsync(
                "[...document.querySelectorAll('section:not([hidden])')].map(s => s.getBoundingClientRect().height)"))!;
            string ground = await ValueAsync<string>("getComputedStyle(document.body).backgroundColor");
            JsonNode widths = (await RunAsync(
                "[...document.querySelectorAll('section:not([hidden]) canvas')]"
                + ".map(c => c.getBoundingClientRect().width "
                + "- c.closest('.chart, .parallel').getBoundingClientRect().width)"))!;
            JsonNode heights = (await RunAsync(
                "[...document.querySelectorAll('section:not([hidden]) canvas')]"
                + ".map(c => c.getBoundingClientRect().height)"))!;

            Assert.That(hidden.AsArray(), Is.Empty);
            Assert.That(sections.AsArray().Select(height => height!.GetValue<double>()), Has.All.GreaterThan(40));
            Assert.That(sections.AsArray(), Has.Count.EqualTo(10));
            Assert.That(ground, Is.EqualTo("rgb(255, 255, 255)"));
            Assert.That(widths.AsArray().Select(over => over!.GetValue<double>()), Has.All.LessThan(1));
            Assert.That(heights.AsArray().Select(height => height!.GetValue<double>()), Has.All.GreaterThan(100));
        }
        finally
        {
            await Page.EmulateMediaAsync("screen");
        }
    }
}
