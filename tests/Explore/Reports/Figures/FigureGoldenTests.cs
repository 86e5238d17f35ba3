using System.Globalization;
using System.Xml.Linq;
using Accel.Explore.Reports;
using Accel.Explore.Reports.Figures;
using Accel.Tests.Architecture;

namespace Accel.Tests.Explore.Reports.Figures;

/// <summary>Every figure of a report as it was when somebody looked at it last.</summary>
/// <remarks>
/// Held are what is drawn, in which colours, how often, and every text: a font of another width moves everything else.
/// <c>ACCEL_ACCEPT_GOLDEN=1 ./test --filter Golden</c> writes what is drawn now.
/// </remarks>
[TestFixture]
public sealed class FigureGoldenTests
{
    private static readonly ReportModel Model = SyntheticReport.Create(2, room: 300);

    private static IEnumerable<Figure> Figures => ReportFigures.Of(Model);

    [Test]
    public void Figures_OfAReport_AreOneForEachPlot()
    {
        string[] names = [.. Figures.Select(figure => figure.Name)];

        Assert.That(names, Is.EqualTo(new[]
        {
            "pareto-latency-s-energy-j", "pareto-latency-s-area-mm2", "pareto-latency-s-weight-mse",
            "pareto-energy-j-area-mm2", "pareto-energy-j-weight-mse", "pareto-area-mm2-weight-mse", "parallel",
            "sensitivity", "energy", "area", "energy-treemap", "area-treemap", "roofline", "layers-prefill",
            "layers-decode",
        }));
    }

    [TestCaseSource(nameof(Figures))]
    public void Figure_Drawn_IsAsItWasSeen(Figure figure)
    {
        string svg = figure.Svg();
        string now = Inventory(svg);
        string file = Path.Combine(SolutionFiles.Root, "tests", "Explore", "Reports", "Figures", "Expectations",
            figure.Name + ".txt");
        if (Environment.GetEnvironmentVariable("ACCEL_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, now);
        }

        Assert.That(now, Is.EqualTo(File.ReadAllText(file)));
        Assert.That(figure.Svg(), Is.EqualTo(svg), "the same bytes again");
    }

    private static string Inventory(string svg)
    {
        XElement[] nodes = [.. XDocument.Parse(svg).Descendants()];
        IEnumerable<string> shapes = nodes.Where(node => node.Name.LocalName is not ("text" or "svg" or "g" or "defs"))
            .GroupBy(node => string.Join(' ', ((string?[])
            [
                node.Name.LocalName, .. new[] { "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity" }
                    .Select(name => node.Attribute(name) is { } value ? $"{name}={value.Value}" : null),
            ]).OfType<string>()))
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count(),5} {group.Key}"))
            .Order(StringComparer.Ordinal);
        IEnumerable<string> texts = nodes.Where(node => node.Name.LocalName == "text")
            .Select(node => "text  " + node.Value.Trim());
        return string.Join('\n', shapes.Concat(texts)) + "\n";
    }
}
