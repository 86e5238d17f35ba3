using ScottPlot;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>The operators of a design under its compute ceilings and its DRAM bandwidth.</summary>
internal static class RooflineFigure
{
    public static Plot Draw(Roofline roofline)
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
            Mark(plot, places, Hue(i == 0 ? 0 : 5, Hues.Length), 9).LegendText = Printable(phases[i]);
        }

        Legend(plot);
        return plot;
    }
}
