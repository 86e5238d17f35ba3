using Accel.Explore.Reports.Figures;

namespace Accel.Explore.Reports;

/// <summary>The figures that go with a report: each of its plots.</summary>
public static class ReportFigures
{
    /// <summary>Pairs of the first objectives have a figure each; six are enough to choose from.</summary>
    private const int MostObjectives = 4;

    /// <summary>The last of the chosen designs is shown in depth: the knee, where it is no best design too.</summary>
    public static IReadOnlyList<Figure> Of(ReportModel model)
    {
        string? colour = Colour(model);
        List<Figure> figures = [];
        string[] objectives = [.. model.Objectives.Select(metric => metric.Key)];
        for (int x = 0; x < Math.Min(objectives.Length, MostObjectives); x++)
        {
            for (int y = x + 1; y < Math.Min(objectives.Length, MostObjectives); y++)
            {
                figures.Add(Plots.Pareto(model, objectives[x], objectives[y], colour));
            }
        }

        figures.Add(Plots.Parallel(model, colour));
        if (!model.Effects.IsEmpty)
        {
            figures.Add(Plots.Sensitivity(model));
        }

        if (!model.Designs.IsEmpty)
        {
            ChosenDesign design = model.Designs[^1];
            figures.Add(Plots.EnergyStack(model));
            figures.Add(Plots.AreaStack(model));
            figures.Add(Plots.EnergyTreemap(model, design));
            figures.Add(Plots.AreaTreemap(model, design));
            figures.Add(Plots.Roofline(design));
            figures.AddRange(design.Layers.Select(layer => layer.Phase).Distinct()
                .Select(phase => Plots.LayerEnergy(design, phase)));
        }

        return figures;
    }

    /// <summary>The axis that colours: of designs where several are compared, else of formats, else none.</summary>
    public static string? Colour(ReportModel model) =>
        (model.Axes.FirstOrDefault(axis => axis is { IsDesign: true, Values.Length: > 1 })
            ?? model.Axes.FirstOrDefault(axis => axis.IsFormat))?.Path;
}
