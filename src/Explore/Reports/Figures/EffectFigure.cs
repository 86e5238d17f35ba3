using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>The main effects of the axes as a table of coloured cells: share of variance, and below it the ratio (or
/// difference) of the largest mean to the smallest.</summary>
internal static class EffectFigure
{
    public static Plot Draw(ReportModel model)
    {
        int[] axes = [.. model.Effects.Select(effect => effect.Axis).Distinct()];
        int[] metrics = [.. model.Effects.Select(effect => effect.Metric).Distinct()];
        Plot plot = new();
        plot.Font.Set(Font);
        plot.FigureBackground.Color = Colors.White;
        plot.HideGrid();
        foreach (AxisEffect effect in model.Effects)
        {
            int column = Array.IndexOf(metrics, effect.Metric);
            int row = axes.Length - 1 - Array.IndexOf(axes, effect.Axis);
            var cell = plot.Add.Rectangle(column - 0.48, column + 0.48, row - 0.46, row + 0.46);
            cell.LineWidth = 0;
            cell.FillColor = Color.FromHex(Hues[0]).MixedWith(Colors.White, 1 - (0.55 * effect.Share));
            Write(plot, effect.Share.ToString("0.0 %", CultureInfo.InvariantCulture), column, row + 0.03,
                Alignment.LowerCenter, TextSize);
            Write(plot, Range(model, effect), column, row - 0.03, Alignment.UpperCenter, TextSize - 3);
        }

        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. axes.Select((axis, i) => new Tick(axes.Length - 1 - i, Printable(model.Axes[axis].Path)))]);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. metrics.Select((metric, i) => new Tick(i, Printable(model.Metrics[metric].Label)))]);
        foreach (IAxis axis in (IAxis[])[plot.Axes.Left, plot.Axes.Bottom])
        {
            axis.MajorTickStyle.Length = 0;
            axis.TickLabelStyle.FontSize = TextSize - 1;
            axis.TickLabelStyle.ForeColor = Ink;
            axis.FrameLineStyle.Width = 0;
        }

        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.SetLimits(-0.5, metrics.Length - 0.5, -0.5, axes.Length - 0.5);
        return plot;
    }

    private static string Range(ReportModel model, AxisEffect effect) =>
        !double.IsFinite(effect.Range) ? "-"
        : effect.IsGeometric ? $"× {effect.Range.ToString("G3", CultureInfo.InvariantCulture)}"
        : SiText.Of(effect.Range, model.Metrics[effect.Metric].Unit);

    private static void Write(Plot plot, string text, double x, double y, Alignment alignment, float size)
    {
        var label = plot.Add.Text(Printable(text), x, y);
        label.LabelFontName = Font;
        label.LabelFontSize = size;
        label.LabelFontColor = Ink;
        label.LabelAlignment = alignment;
    }
}
