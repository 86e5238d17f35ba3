using ScottPlot;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>Parallel coordinates: a line for each design of the front across the axes that vary and the objectives,
/// before a faint sample of the other feasible designs.</summary>
internal static class ParallelFigure
{
    private const int MostLines = 800;
    private const int MostTicks = 10;

    public static Plot Draw(ReportModel model, int colourAxis)
    {
        Column[] columns = [.. Columns(model)];
        ReportPoint[] feasible = [.. model.Points.Where(point => point.Infeasible is null)];
        ReportPoint[] front = Every([.. feasible.Where(point => point.OnFront)], MostLines);
        ReportPoint[] others = Every([.. feasible.Where(point => !point.OnFront)], MostLines / 2);
        Plot plot = new();
        plot.Font.Set(Font);
        plot.FigureBackground.Color = Colors.White;
        plot.HideGrid();
        plot.Layout.Frameless();
        plot.Axes.SetLimits(-0.7, columns.Length + 0.05, -0.06, 1.18);
        int groups = colourAxis < 0 ? 1 : model.Axes[colourAxis].Values.Length;
        foreach (ReportPoint point in others)
        {
            Line(plot, Places(columns, point), Grey.WithAlpha(0.12), 0.7f);
        }

        foreach (ReportPoint point in front)
        {
            int group = colourAxis < 0 ? 0 : point.AxisValues[colourAxis];
            Line(plot, Places(columns, point), Hue(group, groups).WithAlpha(front.Length > 200 ? 0.3 : 0.6), 1);
        }

        for (int index = 0; index < columns.Length; index++)
        {
            Label(plot, columns, index);
        }

        return plot;
    }

    private static void Label(Plot plot, Column[] columns, int index)
    {
        Column column = columns[index];
        Line(plot, [new(index, 0), new(index, 1)], Ink, 1);

        // Names stand in two heights, or long ones would run into one another.
        Write(plot, column.Name, index, index % 2 == 0 ? 1.1 : 1.045, Alignment.LowerCenter, 12);
        int every = (column.Ticks.Length + MostTicks - 1) / MostTicks;
        for (int tick = 0; tick < column.Ticks.Length; tick += Math.Max(every, 1))
        {
            Line(plot, [new(index, column.Ticks[tick].Place), new(index + 0.06, column.Ticks[tick].Place)], Ink, 1);
            Write(plot, column.Ticks[tick].Text, index + 0.09, column.Ticks[tick].Place, Alignment.MiddleLeft, 10);
        }
    }

    private static void Write(Plot plot, string text, double x, double y, Alignment alignment, float size)
    {
        var label = plot.Add.Text(Printable(text), x, y);
        label.LabelFontName = Font;
        label.LabelFontSize = size;
        label.LabelFontColor = Ink;
        label.LabelBackgroundColor = Colors.White.WithAlpha(0.7);
        label.LabelAlignment = alignment;
    }

    private static Coordinates[] Places(Column[] columns, ReportPoint point) =>
    [
        .. columns.Select((column, index) => new Coordinates(index, column.Place(point)))
            .Where(place => double.IsFinite(place.Y)),
    ];

    private static IEnumerable<Column> Columns(ReportModel model)
    {
        for (int i = 0; i < model.Axes.Length; i++)
        {
            int axis = i;
            int last = model.Axes[axis].Values.Length - 1;
            if (last > 0)
            {
                yield return new Column(
                    model.Axes[axis].Path, point => (double)point.AxisValues[axis] / last,
                    [.. model.Axes[axis].Values.Select((value, at) => ((double)at / last, value))]);
            }
        }

        for (int i = 0; i < model.Metrics.Length; i++)
        {
            int metric = i;
            if (model.Metrics[metric].IsObjective)
            {
                PlotScale scale = PlotScale.Over(model.Points.Where(point => point.Infeasible is null)
                    .Select(point => point.Metrics[metric]));
                double Place(double value) => (scale.Place(value) - scale.Low) / (scale.High - scale.Low);
                yield return new Column(
                    model.Metrics[metric].Label, point => Place(point.Metrics[metric]),
                    [.. scale.Ticks().Select(tick => (Place(tick), SiText.Of(tick, model.Metrics[metric].Unit)))
                        .Where(tick => tick.Item1 is >= 0 and <= 1)]);
            }
        }
    }

    /// <summary>All, or evenly chosen ones where they are many.</summary>
    private static ReportPoint[] Every(ReportPoint[] points, int most)
    {
        int step = Math.Max(1, (points.Length + most - 1) / most);
        return [.. points.Where((_, i) => i % step == 0)];
    }

    private sealed record Column(
        string Name, Func<ReportPoint, double> Place, (double Place, string Text)[] Ticks);
}
