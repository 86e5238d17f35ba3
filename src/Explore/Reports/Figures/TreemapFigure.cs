using ScottPlot;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>Energy or area of one design as rectangles whose areas are its parts.</summary>
internal static class TreemapFigure
{
    /// <summary>Parts below this share have no room for a name.</summary>
    private const double Named = 0.02;

    public static Plot Draw(string unit, IReadOnlyList<BreakdownPart> parts, string[] names)
    {
        BreakdownPart[] shown = [.. parts.Where(part => part.Value > 0).OrderByDescending(part => part.Value)];
        double total = shown.Sum(part => part.Value);
        Plot plot = new();
        plot.Font.Set(Font);
        plot.FigureBackground.Color = Colors.White;
        plot.HideGrid();
        plot.Layout.Frameless();
        plot.Axes.SetLimits(0, Width, 0, Height);
        TreemapBox[] boxes = TreemapBox.Squarify([.. shown.Select(part => part.Value)], Width, Height);
        for (int i = 0; i < shown.Length; i++)
        {
            TreemapBox box = boxes[i];
            var tile = plot.Add.Rectangle(box.Left, box.Left + box.Width, box.Bottom, box.Bottom + box.Height);
            tile.FillColor = Hue(Array.IndexOf(names, StackFigure.Label(shown[i].Name, names)), Hues.Length)
                .MixedWith(Colors.White, 0.25);
            tile.LineColor = Colors.White;
            tile.LineWidth = 2;
            if (shown[i].Value < Named * total || box.Width < 60)
            {
                continue;
            }

            string share = (shown[i].Value / total).ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);
            var text = plot.Add.Text(
                Printable($"{shown[i].Name}\n{SiText.Of(shown[i].Value, unit)}, {share}", keepsLines: true),
                box.Left + 8, box.Bottom + box.Height - 8);
            text.LabelFontName = Font;
            text.LabelFontSize = box.Width < 130 ? 10 : 14;
            text.LabelFontColor = Ink;
            text.LabelAlignment = Alignment.UpperLeft;
        }

        return plot;
    }
}
