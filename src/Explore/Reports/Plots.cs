using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Accel.Explore.Reports;

/// <summary>Static figures for papers and README files, as SVG or PNG: front, stacked bars, roofline.</summary>
/// <remarks>
/// Sized to be set at the width of one column (3.5 inch), where the text is then 7 to 8 points. The same input gives
/// the same bytes on one machine. Text is DejaVu Sans (Debian package fonts-dejavu-core); where that is not installed,
/// the drawing library takes another installed font, and the figure differs in text shape and spacing only.
/// No type of ScottPlot leaves this file.
/// </remarks>
public static partial class Plots
{
    private const string Font = "DejaVu Sans";
    private const int Width = 640;
    private const int Height = 480;
    private const float TextSize = 15;

    /// <summary>Okabe and Ito, "Color Universal Design", 2008; the yellow last and darker, for it fades on white.
    /// </summary>
    private static readonly string[] Palette =
        ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#5B6770", "#B8A800"];

    private static readonly Color Ink = Color.FromHex("#1C2733");
    private static readonly Color Grey = Color.FromHex("#8A949C");

    /// <summary>The feasible points over two metrics, the front's points outlined, and as a staircase the boundary of
    /// what can be had in these two metrics.</summary>
    /// <param name="x">The key of the horizontal metric.</param>
    /// <param name="y">The key of the vertical metric.</param>
    /// <param name="colourAxis">The path of the axis that colours the points, or null for one colour.</param>
    /// <exception cref="ArgumentException">The report has no such metric or axis.</exception>
    public static string ParetoSvg(ReportModel model, string x, string y, string? colourAxis = null) =>
        Svg(Pareto(model, x, y, colourAxis));

    /// <summary>As <see cref="ParetoSvg"/>, in pixels: 1280 x 960.</summary>
    public static byte[] ParetoPng(ReportModel model, string x, string y, string? colourAxis = null) =>
        Png(Pareto(model, x, y, colourAxis));

    /// <summary>The energy of each layer of a phase, stacked by part.</summary>
    public static string LayerEnergySvg(ChosenDesign design, string phase) => Svg(LayerEnergy(design, phase));

    /// <summary>As <see cref="LayerEnergySvg"/>, in pixels.</summary>
    public static byte[] LayerEnergyPng(ChosenDesign design, string phase) => Png(LayerEnergy(design, phase));

    /// <summary>The operators of a design under its compute ceilings and its DRAM bandwidth.</summary>
    public static string RooflineSvg(ChosenDesign design) => Svg(DrawRoofline(design.Roofline));

    /// <summary>As <see cref="RooflineSvg"/>, in pixels.</summary>
    public static byte[] RooflinePng(ChosenDesign design) => Png(DrawRoofline(design.Roofline));

    private static Plot Pareto(ReportModel model, string x, string y, string? colourAxis)
    {
        int xIndex = model.MetricIndex(x);
        int yIndex = model.MetricIndex(y);
        int axis = colourAxis is null ? -1 : model.Axes.ToList().FindIndex(a => a.Path == colourAxis);
        if (colourAxis is not null && axis < 0)
        {
            throw new ArgumentException($"the report has no axis '{colourAxis}'", nameof(colourAxis));
        }

        ReportPoint[] feasible =
        [
            .. model.Points.Where(p => p.Infeasible is null
                && double.IsFinite(p.Metrics[xIndex]) && double.IsFinite(p.Metrics[yIndex])),
        ];
        PlotScale across = PlotScale.Over(feasible.Select(p => p.Metrics[xIndex]));
        PlotScale up = PlotScale.Over(feasible.Select(p => p.Metrics[yIndex]));
        Coordinates Place(ReportPoint p) => new(across.Place(p.Metrics[xIndex]), up.Place(p.Metrics[yIndex]));

        Plot plot = NewPlot(across, up, model.Metrics[xIndex], model.Metrics[yIndex]);
        int groups = axis < 0 ? 1 : model.Axes[axis].Values.Length;
        int Group(ReportPoint p) => axis < 0 ? 0 : p.AxisValues[axis];
        for (int group = 0; group < groups; group++)
        {
            Coordinates[] places = [.. feasible.Where(p => !p.OnFront && Group(p) == group).Select(Place)];
            if (places.Length > 0)
            {
                Mark(plot, Thin(places, across, up), Hue(group, groups).WithAlpha(0.35), 4);
            }
        }

        Coordinates[] corner = [.. FlatFront.Of(feasible, model, xIndex, yIndex).Select(Place)];
        if (corner.Length > 0)
        {
            Line(plot, Staircase(corner), Ink, 1.6f).LegendText = "front of these two";
        }

        for (int group = 0; group < groups; group++)
        {
            Coordinates[] places = [.. feasible.Where(p => p.OnFront && Group(p) == group).Select(Place)];
            var marks = Mark(plot, places, Hue(group, groups), 9);
            marks.MarkerStyle.OutlineColor = Ink;
            marks.MarkerStyle.OutlineWidth = 1;
            if (axis >= 0 && (groups <= Palette.Length || group == 0 || group == groups / 2 || group == groups - 1))
            {
                marks.LegendText = Printable(model.Axes[axis].Values[group]);
            }
        }

        Legend(plot);
        return plot;
    }

    private static Plot LayerEnergy(ChosenDesign design, string phase)
    {
        LayerRow[] layers = [.. design.Layers.Where(layer => layer.Phase == phase)];
        PlotScale across = PlotScale.Over([0, .. layers.Select(layer => layer.EnergyJ.Sum())], log: false);
        PlotScale up = PlotScale.Over([-0.5, layers.Length - 0.5], log: false);
        Plot plot = NewPlot(across, up, new("", "Energy", "J", Better.Lower, false), null);
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. layers.Select((layer, i) => new Tick(layers.Length - 1 - i, Printable(layer.Name)))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(0, across.High, -0.6, Math.Max(layers.Length, 1) - 0.4);
        double[] bases = new double[layers.Length];
        for (int part = 0; part < design.EnergyParts.Length; part++)
        {
            List<Bar> bars = [];
            for (int i = 0; i < layers.Length; i++)
            {
                double joules = layers[i].EnergyJ[part];
                bars.Add(new Bar
                {
                    Position = layers.Length - 1 - i,
                    ValueBase = bases[i],
                    Value = bases[i] + joules,
                    Size = 0.7,
                    FillColor = Hue(part, design.EnergyParts.Length),
                    LineWidth = 0,
                    Orientation = Orientation.Horizontal,
                });
                bases[i] += joules;
            }

            plot.Add.Bars(bars).LegendText = Printable(design.EnergyParts[part]);
        }

        Legend(plot);
        return plot;
    }

    private static Plot DrawRoofline(Roofline roofline)
    {
        RooflinePoint[] points =
        [
            .. roofline.Points.Where(p => double.IsFinite(p.MacsPerByte) && p.MacsPerByte > 0 && p.MacsPerSecond > 0),
        ];
        double[] ridges = [.. roofline.Ceilings.Select(c => c.MacsPerSecond / roofline.BytesPerSecond)];
        double[] intensities = [.. points.Select(p => p.MacsPerByte), .. ridges, ridges.Max() * 4];
        double[] rates = [.. points.Select(p => p.MacsPerSecond), roofline.PeakMacsPerSecond * 1.5];
        PlotScale across = PlotScale.Over(intensities, log: true);
        PlotScale up = PlotScale.Over(rates, log: true);
        Plot plot = NewPlot(
            across,
            up,
            new("", "Arithmetic intensity (MAC per DRAM byte)", "", Better.Higher, false),
            new("", "Achieved", "MAC/s", Better.Higher, false));
        for (int i = 0; i < roofline.Ceilings.Length; i++)
        {
            double rate = roofline.Ceilings[i].MacsPerSecond;
            Coordinates[] roof =
            [
                new(across.Low, up.Place(across.Value(across.Low) * roofline.BytesPerSecond)),
                new(across.Place(ridges[i]), up.Place(rate)),
                new(across.High, up.Place(rate)),
            ];
            // Lower ceilings are grey, not dashed, which the SVG writer cannot do, and share the slope of the first.
            Line(plot, i == 0 ? roof : roof[1..], i == 0 ? Ink : Grey, i == 0 ? 1.8f : 1.4f).LegendText =
                Printable($"{roofline.Ceilings[i].Name}: {SiText.Of(rate, "MAC/s")}");
        }

        string[] phases = [.. points.Select(p => p.Phase).Distinct()];
        for (int i = 0; i < phases.Length; i++)
        {
            Coordinates[] places =
            [
                .. points.Where(p => p.Phase == phases[i])
                    .Select(p => new Coordinates(across.Place(p.MacsPerByte), up.Place(p.MacsPerSecond))),
            ];
            Mark(plot, places, Hue(i == 0 ? 0 : 5, Palette.Length), 9).LegendText = Printable(phases[i]);
        }

        Legend(plot);
        return plot;
    }

    private static Plot NewPlot(PlotScale across, PlotScale up, ReportMetric x, ReportMetric? y)
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

    private static void Legend(Plot plot)
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

    private static Scatter Mark(Plot plot, Coordinates[] places, Color colour, float size)
    {
        var marks = plot.Add.ScatterPoints(places, colour);
        marks.MarkerSize = size;
        marks.MarkerShape = MarkerShape.FilledCircle;
        return marks;
    }

    private static Scatter Line(Plot plot, Coordinates[] places, Color colour, float width)
    {
        var line = plot.Add.ScatterLine(places, colour);
        line.LineWidth = width;
        return line;
    }

    /// <summary>One point for each half pixel: what lies beneath another mark of its colour cannot be seen.</summary>
    private static Coordinates[] Thin(Coordinates[] places, PlotScale across, PlotScale up) =>
    [
        .. places.DistinctBy(p => (
            Math.Floor((p.X - across.Low) / (across.High - across.Low) * 2 * Width),
            Math.Floor((p.Y - up.Low) / (up.High - up.Low) * 2 * Height))),
    ];

    /// <summary>Steps, not slopes: between two designs only the worse value is to be had.</summary>
    private static Coordinates[] Staircase(Coordinates[] front)
    {
        List<Coordinates> line = [front[0]];
        for (int i = 1; i < front.Length; i++)
        {
            line.Add(new Coordinates(front[i].X, front[i - 1].Y));
            line.Add(front[i]);
        }

        return [.. line];
    }

    private static Color Hue(int index, int of) => of <= Palette.Length
        ? Color.FromHex(Palette[index % Palette.Length])
        : new ScottPlot.Colormaps.Viridis().GetColor((double)index / (of - 1) * 0.92);

    /// <summary>Control characters have no place in XML, escaped or not.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Svg(Plot plot)
    {
        using (plot)
        {
            // Skia numbers clip paths through the whole life of the process; a figure numbers its own.
            List<string> clips = [];
            return ClipName().Replace(plot.GetSvgXml(Width, Height), match =>
            {
                string name = match.Groups[2].Value;
                if (!clips.Contains(name))
                {
                    clips.Add(name);
                }

                return string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}clip{clips.IndexOf(name)}");
            });
        }
    }

    /// <summary>Text cannot match: its quotation marks are escaped.</summary>
    [GeneratedRegex("""(<clipPath id="|clip-path="url\(#)(cl_[0-9a-f]+)""")]
    private static partial Regex ClipName();

    private static byte[] Png(Plot plot)
    {
        using (plot)
        {
            plot.ScaleFactor = 2;
            return plot.GetImageBytes(2 * Width, 2 * Height, ImageFormat.Png);
        }
    }
}
