using System.Xml.Linq;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

[TestFixture]
public sealed class PlotsTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly ReportModel Model = SyntheticReport.Create(4);

    [Test]
    public void ParetoSvg_Twice_GivesTheSameBytes()
    {
        string first = Pareto("latency-s", "energy-j");
        Plots.Roofline(Model.Designs[0]).Svg();

        Assert.That(Pareto("latency-s", "energy-j"), Is.EqualTo(first));
    }

    [Test]
    public void ParetoSvg_Labels_NameMetricsAndFormats()
    {
        string[] texts = Texts(Pareto("latency-s", "area-mm2"));

        Assert.That(texts, Does.Contain("Latency").And.Contain("Area").And.Contain("front of these two"));
        Assert.That(texts, Is.SupersetOf(Model.Axes[2].Values));
        Assert.That(texts, Has.Some.EndsWith(" mm²").And.Some.EndsWith(" s"));
    }

    [Test]
    public void ParetoSvg_FrontPoints_AreAllDrawnAndOutlined()
    {
        XElement[] marks = [.. XDocument.Parse(Pareto("latency-s", "energy-j")).Descendants()];
        int front = Model.Points.Count(point => point.OnFront);
        int formats = Model.Axes[2].Values.Length;

        // An outline is an element of its own; the legend shows one mark a format. Each format has its own shape.
        XElement[] outlines =
        [
            .. marks.Where(mark =>
                (string?)mark.Attribute("stroke") == "#1C2733" && (string?)mark.Attribute("stroke-width") == "1"),
        ];
        Assert.That(outlines, Has.Length.EqualTo(front + formats));
        Assert.That(outlines.Select(mark => mark.Name.LocalName).Distinct(),
            Is.EquivalentTo(new[] { "ellipse", "rect", "path" }));
        Assert.That(marks.Count(mark => (string?)mark.Attribute("fill") == "#0072B2"), Is.GreaterThan(0));
    }

    [Test]
    public void ParetoSvg_WideRange_HasLogTicks()
    {
        string[] texts = Texts(Pareto("latency-s", "weight-mse"));

        Assert.That(texts, Is.SupersetOf((string[])["0.0001", "0.001", "0.01"]));
    }

    [Test]
    public void ParetoSvg_HostileName_IsText()
    {
        string svg = Plots.Pareto(Model, "latency-s", "energy-j", "schedule").Svg();

        Assert.That(svg, Does.Not.Contain("<script").And.Not.Contain("<img"));
        Assert.That(Texts(svg), Does.Contain(SyntheticReport.HostileName));
    }

    [Test]
    public void ParetoSvg_ControlCharacterInAName_StaysWellFormed()
    {
        ReportModel model = Model with { Axes = Model.Axes.SetItem(5, new ReportAxis("schedule", ["a\u0001b"])) };

        Assert.That(Texts(Plots.Pareto(model, "latency-s", "energy-j", "schedule").Svg()), Does.Contain("a b"));
    }

    [Test]
    public void ParetoSvg_ManyValues_LegendsTheEndsOfTheRamp()
    {
        ReportModel model = SyntheticReport.Create();

        string[] texts = Texts(Plots.Pareto(model, "latency-s", "energy-j", "buffers.weights").Svg());

        Assert.That(texts, Does.Contain("64 KiB").And.Contain("896 KiB").And.Not.Contain("128 KiB"));
    }

    [Test]
    public void ParetoSvg_NoFeasiblePoint_DrawsEmptyAxes()
    {
        ReportModel model = Model with { Points = [.. Model.Points.Where(point => point.Infeasible is not null)] };

        Assert.That(Texts(Plots.Pareto(model, "latency-s", "energy-j").Svg()), Does.Contain("Latency"));
    }

    [Test]
    public void ParetoSvg_UnknownAxis_IsRefused() => Assert.That(
        () => Plots.Pareto(Model, "latency-s", "energy-j", "fabric.rose").Svg(),
        Throws.ArgumentException.With.Message.Contains("fabric.rose"));

    [Test]
    public void LayerEnergySvg_OnePhase_NamesItsLayersAndParts()
    {
        ChosenDesign design = Model.Designs[0];

        string[] texts = Texts(Plots.LayerEnergy(design, "decode").Svg());

        Assert.That(texts, Is.SupersetOf(design.Layers.Where(l => l.Phase == "decode").Select(l => l.Name)));
        Assert.That(texts, Is.SupersetOf(design.EnergyParts));
    }

    [Test]
    public void RooflineSvg_Design_ShowsEveryGemmAndCeiling()
    {
        ChosenDesign design = Model.Designs[0];

        string svg = Plots.Roofline(design).Svg();

        // One mark for each operator, and one in the legend for each phase.
        int marks = XDocument.Parse(svg).Descendants(Svg + "ellipse").Count();
        Assert.That(marks, Is.EqualTo(design.Roofline.Points.Length + 2));
        Assert.That(Texts(svg), Does.Contain("fp4 weights: 2.05 TMAC/s").And.Contain("int8 KV cache: 1.02 TMAC/s"));
    }

    [Test]
    public void AreaFigures_OfDesignsOfBothKinds_TakeThoseThatCompare()
    {
        ChosenDesign onDevice = Model.Designs[0] with
        {
            Area = [new("engine", 900), new("dma", 100)],
            AreaTitle = "LUTs",
            AreaUnit = "LUT",
            Reasons = ["on a device"],
        };
        ReportModel model = Model with { Designs = [.. Model.Designs, onDevice] };

        Assert.That(Texts(Plots.AreaStack(model).Svg()),
            Does.Contain("PE array").And.Not.Contain("engine").And.Not.Contain("on a device"));
        Assert.That(Texts(Plots.AreaTreemap(model, onDevice).Svg()),
            Does.Contain("engine").And.Contain("900 LUT, 90.0 %"));
    }

    [Test]
    public void Png_EveryFigure_IsAPngOfTheStatedSize()
    {
        byte[][] pictures =
        [
            Plots.Pareto(Model, "latency-s", "energy-j").Png(),
            Plots.LayerEnergy(Model.Designs[0], "decode").Png(),
            Plots.Roofline(Model.Designs[0]).Png(),
        ];

        foreach (byte[] picture in pictures)
        {
            Assert.That(picture.Take(8), Is.EqualTo(PngSignature));
            Assert.That(picture[16..24], Is.EqualTo((byte[])[0, 0, 5, 0, 0, 0, 3, 0xC0]), "1280 x 960");
        }
    }

    private static string Pareto(string x, string y) => Plots.Pareto(Model, x, y, "precision.weights").Svg();

    private static string[] Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants(Svg + "text").Select(text => text.Value.Trim())];
}
