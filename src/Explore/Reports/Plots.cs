using System.Collections.Immutable;
using Accel.Explore.Reports.Figures;

namespace Accel.Explore.Reports;

/// <summary>Static figures for papers and README files, as SVG or PNG.</summary>
public static class Plots
{
    /// <summary>Two metrics of all feasible points, with their front, and the front of these two as a
    /// staircase.</summary>
    /// <param name="x">The key of the horizontal metric.</param>
    /// <param name="y">The key of the vertical metric.</param>
    /// <param name="colourAxis">The path of the axis that colours the points, or null for one colour.</param>
    /// <exception cref="ArgumentException">The report has no such metric or axis.</exception>
    public static Figure Pareto(ReportModel model, string x, string y, string? colourAxis = null)
    {
        int axis = Axis(model, colourAxis);
        (int across, int up) = (model.MetricIndex(x), model.MetricIndex(y));
        return new Figure($"pareto-{x}-{y}", () => ParetoFigure.Draw(model, across, up, axis));
    }

    /// <summary>The front across axes and objectives.</summary>
    /// <exception cref="ArgumentException">The report has no such axis.</exception>
    public static Figure Parallel(ReportModel model, string? colourAxis = null)
    {
        int axis = Axis(model, colourAxis);
        return new Figure("parallel", () => ParallelFigure.Draw(model, axis));
    }

    /// <summary>The main effect of each axis on each metric.</summary>
    public static Figure Sensitivity(ReportModel model) => new("sensitivity", () => EffectFigure.Draw(model));

    /// <summary>The energy of each layer of a phase, stacked by part.</summary>
    public static Figure LayerEnergy(ChosenDesign design, string phase) =>
        new($"layers-{FileName(phase)}", () => LayerFigure.Draw(design, phase));

    /// <summary>The operators of a design under its compute ceilings and its DRAM bandwidth.</summary>
    public static Figure Roofline(ChosenDesign design) =>
        new("roofline", () => RooflineFigure.Draw(design.Roofline));

    /// <summary>The energy of the chosen designs, stacked by part.</summary>
    public static Figure EnergyStack(ReportModel model) =>
        new("energy", () => StackFigure.Draw("Energy", "J", model.Designs, design => design.Energy));

    /// <summary>The area of the chosen designs, or their LUTs, stacked by part; those that have what the first has.
    /// </summary>
    public static Figure AreaStack(ReportModel model) => new("area", () => StackFigure.Draw(
        model.Designs[0].AreaTitle, model.Designs[0].AreaUnit, WithArea(model, model.Designs[0]),
        design => design.Area));

    /// <summary>The energy of a design by part, as a treemap.</summary>
    public static Figure EnergyTreemap(ReportModel model, ChosenDesign design) =>
        new("energy-treemap", () => TreemapFigure.Draw(
            "J", design.Energy, StackFigure.PartNames(model.Designs, one => one.Energy)));

    /// <summary>The area of a design by part, as a treemap.</summary>
    public static Figure AreaTreemap(ReportModel model, ChosenDesign design) =>
        new("area-treemap", () => TreemapFigure.Draw(
            design.AreaUnit, design.Area, StackFigure.PartNames(WithArea(model, design), one => one.Area)));

    /// <summary>A phase may carry a workload's name, which may carry anything.</summary>
    private static string FileName(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    /// <summary>Designs in a technology have an area, those on a device LUTs: only like ones compare.</summary>
    private static ImmutableArray<ChosenDesign> WithArea(ReportModel model, ChosenDesign like) =>
        [.. model.Designs.Where(design => design.AreaUnit == like.AreaUnit)];

    private static int Axis(ReportModel model, string? path)
    {
        int axis = path is null ? -1 : model.Axes.ToList().FindIndex(a => a.Path == path);
        return path is null || axis >= 0
            ? axis
            : throw new ArgumentException($"the report has no axis '{path}'", nameof(path));
    }
}
