using System.Collections.Immutable;
using ScottPlot;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>The feasible points over two metrics, the front's points outlined, and as a staircase the boundary of what
/// can be had in these two metrics; behind them lines of equal product or ratio.</summary>
/// <remarks>Where the report has a density of all points, it stands for those that are not on the front.</remarks>
internal static class ParetoFigure
{
    public static Plot Draw(ReportModel model, int x, int y, int axis)
    {
        ReportPoint[] feasible =
        [
            .. model.Points.Where(p => p.Infeasible is null
                && double.IsFinite(p.Metrics[x]) && double.IsFinite(p.Metrics[y])),
        ];
        MetricDensity? density = model.Densities.FirstOrDefault(d => d.X == Math.Min(x, y) && d.Y == Math.Max(x, y));
        (PlotScale across, PlotScale up) = density is null
            ? (PlotScale.Over(feasible.Select(p => p.Metrics[x])), PlotScale.Over(feasible.Select(p => p.Metrics[y])))
            : (PlotScale.Of(x < y ? density.Across : density.Up), PlotScale.Of(x < y ? density.Up : density.Across));
        Coordinates Place(ReportPoint p) => new(across.Place(p.Metrics[x]), up.Place(p.Metrics[y]));

        Plot plot = NewPlot(across, up, model.Metrics[x], model.Metrics[y]);
        int groups = axis < 0 ? 1 : model.Axes[axis].Values.Length;
        int Group(ReportPoint p) => axis < 0 ? 0 : p.AxisValues[axis];
        if (density is not null)
        {
            AddDensity(plot, density, x < y, model.Counts.Feasible);
        }

        IsoLines.Add(plot, model, x, y, across, up, feasible);
        for (int group = 0; group < groups && density is null; group++)
        {
            Coordinates[] places = [.. feasible.Where(p => !p.OnFront && Group(p) == group).Select(Place)];
            if (places.Length > 0)
            {
                Mark(plot, Thin(places, across, up), Hue(group, groups).WithAlpha(0.35), 4);
            }
        }

        Coordinates[] corner = [.. FlatFront.Of(feasible, model, x, y).Select(Place)];
        if (corner.Length > 0)
        {
            Line(plot, Staircase(corner), Ink, 1.6f).LegendText = "front of these two";
        }

        ReportPoint[] front = [.. feasible.Where(p => p.OnFront)];
        for (int group = 0; group < groups; group++)
        {
            Coordinates[] places = [.. front.Where(p => Group(p) == group).Select(Place)];
            var marks = Mark(plot, front.Length > 2000 ? Thin(places, across, up) : places, Hue(group, groups),
                front.Length > 600 ? 6 : 9);
            marks.MarkerShape = axis >= 0 && groups <= Shapes.Length ? Shapes[group] : MarkerShape.FilledCircle;
            marks.MarkerStyle.OutlineColor = Ink;
            marks.MarkerStyle.OutlineWidth = 1;
            if (axis >= 0 && (groups <= Hues.Length || group == 0 || group == groups / 2 || group == groups - 1))
            {
                marks.LegendText = Printable(model.Axes[axis].Values[group]);
            }
        }

        Legend(plot);
        return plot;
    }

    private static void AddDensity(Plot plot, MetricDensity density, bool isUpright, long points)
    {
        double most = Math.Log(1 + density.Counts.Max());
        double width = (density.Across.High - density.Across.Low) / MetricDensity.Columns;
        double height = (density.Up.High - density.Up.Low) / MetricDensity.Rows;
        string legend = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"density of all {points:#,0} feasible");
        for (int cell = 0; cell < density.Counts.Length; cell++)
        {
            if (density.Counts[cell] == 0)
            {
                continue;
            }

            double left = density.Across.Low + (cell % MetricDensity.Columns * width);
            double bottom = density.Up.Low + (cell / MetricDensity.Columns * height);
            double share = Math.Log(1 + density.Counts[cell]) / most;
            var box = isUpright
                ? plot.Add.Rectangle(left, left + width, bottom, bottom + height)
                : plot.Add.Rectangle(bottom, bottom + height, left, left + width);
            box.LineWidth = 0;

            // Mixed with the white behind rather than transparent, so that cells need not meet to the pixel.
            box.FillColor = Color.FromHex("#465C6E").MixedWith(Colors.White, 0.94 - (0.44 * share));
            box.LegendText = legend;
            legend = string.Empty;
        }
    }
}
