using System.Globalization;
using ScottPlot;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>Energy or area of one design as rectangles whose areas are its parts.</summary>
internal static class TreemapFigure
{
    private const double Inset = 8;

    private static readonly float[] Sizes = [14, 11, 9];

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

            // A design of another kind than the others' has parts that the stacks do not name.
            int hue = Array.IndexOf(names, StackFigure.Label(shown[i].Name, names));
            tile.FillColor = Hue(hue < 0 ? names.Length : hue, Hues.Length).MixedWith(Colors.White, 0.25);
            tile.LineColor = Colors.White;
            tile.LineWidth = 2;
            string share = (shown[i].Value / total).ToString("0.0 %", CultureInfo.InvariantCulture);
            string text = $"{shown[i].Name}\n{SiText.Of(shown[i].Value, unit)}, {share}";
            if (Sizes.FirstOrDefault(size => Fits(text, size, box)) is > 0 and float fitting)
            {
                Write(plot, text, box, fitting);
            }
        }

        return plot;
    }

    /// <summary>Whether a text of two lines has room; a letter of DejaVu Sans is about 0.62 of its size wide.</summary>
    private static bool Fits(string text, float size, TreemapBox box) =>
        text.Split('\n').Max(line => line.Length) * size * 0.62 < box.Width - Inset && size * 2.8 < box.Height - Inset;

    private static void Write(Plot plot, string text, TreemapBox box, float size)
    {
        var label = plot.Add.Text(
            Printable(text, keepsLines: true), box.Left + Inset, box.Bottom + box.Height - Inset);
        label.LabelFontName = Font;
        label.LabelFontSize = size;
        label.LabelFontColor = Ink;
        label.LabelAlignment = Alignment.UpperLeft;
    }
}
