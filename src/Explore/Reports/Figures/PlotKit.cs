using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Accel.Explore.Reports.Figures;

/// <summary>What all figures share: size, type, colours, axes, legend.</summary>
internal static class PlotKit
{
    public const int Width = 640;
    public const int Height = 480;
    public const float TextSize = 15;

    /// <summary>Okabe and Ito, "Color Universal Design", 2008; the yellow last and darker, for it fades on white.
    /// </summary>
    public static readonly string[] Hues =
        ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#5B6770", "#B8A800"];

    /// <summary>A shape beside each colour, for who cannot tell the colours.</summary>
    public static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenSquare, MarkerShape.OpenDiamond, MarkerShape.OpenTriangleUp,
    ];

    public static readonly Color Ink = Color.FromHex("#1C2733");
    public static readonly Color Grey = Color.FromHex("#8A949C");

    public const string Font = "DejaVu Sans";

    public static Plot NewPlot(PlotScale across, PlotScale up, ReportMetric x, ReportMetric? y)
    {
        Plot plot = new();
        plot.Font.Set(Font);
        plot.FigureBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Color.FromHex("#E6EAED");
        Dress(plot.Axes.Bottom, across, x);
        if (y is not null)
        {
            Dress(plot.Axes.Left, up, y);
        }

        plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.SetLimits(across.Low, across.High, up.Low, up.High);
        return plot;
    }

    private static void Dress(IAxis axis, PlotScale scale, ReportMetric metric)
    {
        axis.Label.Text = Printable(metric.Label);
        axis.Label.FontSize = TextSize + 1;
        axis.Label.Bold = false;
        axis.Label.ForeColor = Ink;
        axis.TickLabelStyle.FontSize = TextSize;
        axis.TickLabelStyle.ForeColor = Ink;
        axis.TickGenerator = new NumericManual(
            [.. scale.Ticks().Select(value => new Tick(scale.Place(value), SiText.Of(value, metric.Unit)))]);
    }

    public static void Legend(Plot plot)
    {
        plot.Legend.FontSize = TextSize - 1;
        plot.Legend.FontColor = Ink;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.Transparent;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.TightHorizontalWrapping = true;
        plot.Legend.Margin = new PixelPadding(0);

        // A legend without entries has no size, and the layout would have none either.
        if (plot.Legend.GetItems().Length > 0)
        {
            plot.ShowLegend(Edge.Top);
        }
    }

    public static Scatter Mark(Plot plot, Coordinates[] places, Color colour, float size)
    {
        var marks = plot.Add.ScatterPoints(places, colour);
        marks.MarkerSize = size;
        marks.MarkerShape = MarkerShape.FilledCircle;
        return marks;
    }

    public static Scatter Line(Plot plot, Coordinates[] places, Color colour, float width)
    {
        var line = plot.Add.ScatterLine(places, colour);
        line.LineWidth = width;
        return line;
    }

    /// <summary>One point for each half pixel: what lies beneath another mark of its colour cannot be seen.</summary>
    public static Coordinates[] Thin(Coordinates[] places, PlotScale across, PlotScale up) =>
    [
        .. places.DistinctBy(p => (
            Math.Floor((p.X - across.Low) / (across.High - across.Low) * 2 * Width),
            Math.Floor((p.Y - up.Low) / (up.High - up.Low) * 2 * Height))),
    ];

    /// <summary>Steps, not slopes: between two designs only the worse value is to be had.</summary>
    public static Coordinates[] Staircase(Coordinates[] front)
    {
        List<Coordinates> line = [front[0]];
        for (int i = 1; i < front.Length; i++)
        {
            line.Add(new Coordinates(front[i].X, front[i - 1].Y));
            line.Add(front[i]);
        }

        return [.. line];
    }

    public static Color Hue(int index, int of) => of <= Hues.Length
        ? Color.FromHex(Hues[index % Hues.Length])
        : new ScottPlot.Colormaps.Viridis().GetColor((double)index / (of - 1) * 0.92);

    /// <summary>Control characters have no place in XML, escaped or not.</summary>
    public static string Printable(string text, bool keepsLines = false) =>
        string.Concat(text.Select(c => char.IsControl(c) && !(keepsLines && c == '\n') ? ' ' : c));
}
