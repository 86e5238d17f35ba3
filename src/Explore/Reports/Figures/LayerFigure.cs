using ScottPlot;
using ScottPlot.TickGenerators;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>The energy of each layer of a phase, stacked by part.</summary>
internal static class LayerFigure
{
    public static Plot Draw(ChosenDesign design, string phase)
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
}
