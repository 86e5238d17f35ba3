using System.Xml.Linq;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>Text of a user's YAML, however it looks, is text: on the page, in CSV and in pictures.</summary>
[TestFixture]
public sealed class HostilePageTests : PageTests
{
    private static readonly string[] Labels = ["</script><script>window.hacked = 1</script>", "a \"b\"\nc, d", "=1+1"];

    [Test]
    public async Task HostileName_Everywhere_IsText()
    {
        Assert.That(await TextAsync("#facts"), Does.Contain(SyntheticReport.HostileName));
        Assert.That(await TextAsync("#assumption-table"), Does.Contain(SyntheticReport.HostileName));
        Assert.That(await TextAsync("#inputs"), Does.Contain(SyntheticReport.HostileName));
        Assert.That(await ValueAsync<string>("document.title"), Is.EqualTo(Model.Title));
        Assert.That(await ValueAsync<int>("document.images.length"), Is.Zero);
        Assert.That(await ValueAsync<int>("document.scripts.length"), Is.EqualTo(3));
    }

    [Test]
    public async Task HostileValues_OfAnAxisAndDesigns_AreTextInViewsFilesAndPictures()
    {
        const string design = "<script>alert(1)</script>";
        ReportModel model = Model with
        {
            Title = design,
            Axes = Model.Axes.SetItem(4, new ReportAxis("dram.bandwidth", [.. Labels])),
            Designs = [.. Model.Designs.Select(one => one with { Name = design, Reasons = [design] })],
        };
        await OpenAsync(model);
        await ChooseAsync("colour-axis", "dram.bandwidth");
        await ClickAsync("#front-table tbody tr");
        string csv = await DownloadPageTests.SavedAsync("#front-csv", "front.csv");
        string bars = await DownloadPageTests.SavedAsync("#effect-save button:last-child", "sensitivity.svg");
        string lines = await DownloadPageTests.SavedAsync("#parallel-save button:last-child", "parallel.svg");

        Assert.That(await TextAsync("#title"), Is.EqualTo(design));
        Assert.That(await TextAsync("#legend"), Does.Contain(Labels[0]).And.Contain(Labels[2]));
        Assert.That(await TextAsync("#design-tabs"), Does.Contain(design));
        Assert.That(await ValueAsync<bool>("window.hacked === undefined && document.scripts.length === 3"));
        Assert.That(csv, Does.Contain(",\"a \"\"b\"\"\nc, d\",").And.Contain(",'=1+1,").And.Not.Contain(",=1+1"));
        Assert.That(csv, Does.Contain($",{Labels[0]},"));
        foreach (string picture in (string[])[bars, lines])
        {
            Assert.That(XDocument.Parse(picture).Descendants().Select(node => node.Name.LocalName),
                Has.None.EqualTo("script"));
        }
    }
}
