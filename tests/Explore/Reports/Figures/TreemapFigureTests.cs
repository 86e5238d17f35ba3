using System.Globalization;
using System.Xml.Linq;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Figures;

/// <summary>The treemap's layout, seen through the figure: the types are internal.</summary>
[TestFixture]
public sealed class TreemapFigureTests
{
    [Test]
    public void AreaTreemap_Tiles_CoverTheFigureInTheRatioOfTheParts()
    {
        double[] values = [6, 6, 4, 3, 2, 2, 1];
        ReportModel model = SyntheticReport.Create(1);
        ChosenDesign design = model.Designs[0] with
        {
            Area = [.. values.Select((value, i) => new BreakdownPart($"part {i}", value))],
        };

        XElement[] tiles =
        [
            .. XDocument.Parse(Plots.AreaTreemap(model with { Designs = [design] }, design).Svg()).Descendants()
                .Where(node => node.Name.LocalName == "rect" && (string?)node.Attribute("fill") is { } fill
                    && fill is not ("none" or "white" or "#FFFFFF")),
        ];
        double[] areas = [.. tiles.Select(tile => Number(tile, "width") * Number(tile, "height")).OrderDescending()];
        double[] ratios = [.. tiles.Select(tile => Number(tile, "width") / Number(tile, "height"))];

        Assert.That(areas, Has.Length.EqualTo(values.Length));
        Assert.That(areas.Sum(), Is.EqualTo(640 * 480).Within(0.1).Percent);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.That(areas[i] / areas.Sum(), Is.EqualTo(values[i] / values.Sum()).Within(0.1).Percent);
        }

        Assert.That(ratios, Has.All.InRange(1 / 3.0, 3.0), "squarified");
    }

    private static double Number(XElement node, string name) =>
        double.Parse((string)node.Attribute(name)!, CultureInfo.InvariantCulture);
}
