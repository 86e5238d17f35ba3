using System.Xml.Linq;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

/// <summary>Scale and tick text, seen through the figure: the types are internal.</summary>
[TestFixture]
public sealed class PlotScaleTests
{
    [TestCase(31.0, false)]
    [TestCase(32.0, true)]
    public void Axis_AroundOneAndAHalfDecades_TurnsLogarithmic(double ratio, bool log)
    {
        string svg = Plots.Pareto(WithLatencies(1, ratio), "latency-s", "energy-j").Svg();

        // 10^1.5 = 31.6. A linear axis to 31 starts at 0; a logarithmic one has no 0.
        IEnumerable<string> texts = XDocument.Parse(svg).Descendants().Select(node => node.Value.Trim());
        Assert.That(texts.Contains("0 s"), Is.EqualTo(!log));
    }

    [Test]
    public void Axis_OneValueOnly_StillHasARange() =>
        Assert.That(() => Plots.Pareto(WithLatencies(2, 2), "latency-s", "energy-j").Svg(), Throws.Nothing);

    private static ReportModel WithLatencies(double first, double second)
    {
        ReportModel model = SyntheticReport.Create(1);
        ReportPoint point = model.Points.First(p => p.Infeasible is null);
        return model with
        {
            Points =
            [
                point with { Metrics = point.Metrics.SetItem(0, first) },
                point with { Metrics = point.Metrics.SetItem(0, second) },
            ],
        };
    }
}
