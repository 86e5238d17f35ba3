using ScottPlot;
using ScottPlot.TickGenerators;
using static Accel.Explore.Reports.Figures.PlotKit;

namespace Accel.Explore.Reports.Figures;

/// <summary>Energy or area of designs, a stacked bar each.</summary>
internal static class StackFigure
{
    public static Plot Draw(
        string title, string unit, IReadOnlyList<ChosenDesign> designs,
        Func<ChosenDesign, IReadOnlyList<BreakdownPart>> partsOf)
    {
        string[] names = PartNames(designs, partsOf);
        double largest = designs.Max(design => partsOf(design).Sum(part => part.Value));
        PlotScale across = PlotScale.Over([0, Math.Max(largest, double.Epsilon)], log: false);
        PlotScale up = PlotScale.Over([-0.5, designs.Count - 0.5], log: false);
        Plot plot = NewPlot(across, up, new("", title, unit, Better.Lower, false), null);
        plot.Axes.Left.TickGenerator = new NumericManual([.. designs.Select((design, i) =>
            new Tick(designs.Count - 1 - i, Printable(Name(design))))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(0, across.High, -0.6, designs.Count - 0.4);
        double[] bases = new double[designs.Count];
        for (int name = 0; name < names.Length; name++)
        {
            List<Bar> bars = [];
            for (int i = 0; i < designs.Count; i++)
            {
                double value = partsOf(designs[i]).Where(part => Label(part.Name, names) == names[name])
                    .Sum(part => part.Value);
                bars.Add(new Bar
                {
                    Position = designs.Count - 1 - i,
                    ValueBase = bases[i],
                    Value = bases[i] + value,
                    Size = 0.6,
                    FillColor = Hue(name, Hues.Length),
                    LineWidth = 0,
                    Orientation = Orientation.Horizontal,
                });
                bases[i] += value;
            }

            plot.Add.Bars(bars).LegendText = Printable(names[name]);
        }

        Legend(plot);
        return plot;
    }

    /// <summary>The parts, the largest over all designs first; what is beyond the colours at hand is one.</summary>
    public static string[] PartNames(
        IReadOnlyList<ChosenDesign> designs, Func<ChosenDesign, IReadOnlyList<BreakdownPart>> partsOf)
    {
        string[] ranked =
        [
            .. designs.SelectMany(partsOf).GroupBy(part => part.Name, part => part.Value)
                .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Key),
        ];
        return ranked.Length <= Hues.Length ? ranked : [.. ranked[..(Hues.Length - 1)], Others];
    }

    /// <summary>The name under which a part is drawn.</summary>
    public static string Label(string part, string[] names) => names.Contains(part) ? part : Others;

    private const string Others = "others";

    private static string Name(ChosenDesign design) =>
        design.Reasons.IsEmpty ? design.Name : string.Join(", ", design.Reasons);
}
