using System.Text;
using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>Loads a sweep and all it refers to.</summary>
public static class SweepLoader
{
    /// <summary>The most points of a sweep.</summary>
    private const long MaximumPoints = 1_000_000_000_000;

    /// <summary>Reads a sweep file; null, and diagnostics, when it or anything it refers to is wrong.</summary>
    public static SweepPlan? Load(string file, BindContext context)
    {
        DiagnosticBag diagnostics = context.Diagnostics;
        if (context.Library.Load(file, SweepSchema.KindName, SweepSchema.Folder, diagnostics) is not { } map)
        {
            return null;
        }

        SweepDraft draft = SweepSchema.Instance.Read(new SweepDraft(), map, string.Empty, context);
        ScenarioLoader loader = new(context);
        Design? design = draft.Base is null ? null
            : Reference(draft.Base, DesignSchema.Folder, context) is { } designFile ? loader.Design(designFile) : null;
        List<Workload> workloads = [];
        foreach (ScalarNode reference in draft.Workloads)
        {
            if (Reference(reference, WorkloadSchema.Folder, context) is { } workloadFile && loader.Workload(workloadFile) is { } workload)
            {
                workloads.Add(workload);
            }
        }

        if (design is null || workloads.Count == 0 || workloads.Count < draft.Workloads.Count)
        {
            return null;
        }

        Scenario[] scenarios = [.. workloads.Select(workload => new Scenario(design, workload))];
        List<Func<Scenario, Scenario>[]> setters = [];
        foreach (AxisDraft axis in draft.Axes)
        {
            setters.Add([.. axis.Values
                .Select(value => ScenarioPaths.Bind(axis.Path, value, scenarios[0], context))
                .OfType<Func<Scenario, Scenario>>()]);
        }

        if (diagnostics.HasErrors || !Fits(draft, map, diagnostics))
        {
            return null;
        }

        string name = draft.Name.Length > 0 ? draft.Name : Path.GetFileNameWithoutExtension(file);
        SweepSpace space = new([.. draft.Axes.Select(axis => new SweepAxis(axis.Path, [.. axis.Values.Select(value => value.Text)]))]);
        SweepDefinition definition = new(name, space, PointMetrics.All, draft.Objectives, draft.Constraints);
        return new SweepPlan(definition, draft.Description, scenarios, setters, draft.Distribution, Resolved(file, map, loader, scenarios[0].Design));
    }

    private static string? Reference(ScalarNode reference, string folder, BindContext context) =>
        context.Library.FindReference(reference.Text, folder, reference.Where, context.Diagnostics);

    private static bool Fits(SweepDraft draft, MapNode map, DiagnosticBag diagnostics)
    {
        double points = draft.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (points > MaximumPoints)
        {
            diagnostics.Error(DiagnosticCodes.Range, (map["axes"] ?? map).Where,
                $"the axes span {points:G3} points; {MaximumPoints:G3} are the most");
        }

        return points <= MaximumPoints;
    }

    /// <summary>All YAML in force as one text, each file under a comment with its kind.</summary>
    private static string Resolved(string file, MapNode sweep, ScenarioLoader loader, Design design)
    {
        StringBuilder text = new();
        Append(text, SweepSchema.KindName, Path.GetFileName(file), sweep);
        foreach ((string path, string kind, MapNode map) in loader.Inputs)
        {
            Append(text, kind, Path.GetFileName(path), map);
        }

        text.Append("# technology ").Append(design.Technology.Name).Append(": ").Append(design.Technology.Source).Append('\n');
        return text.ToString();
    }

    private static void Append(StringBuilder text, string kind, string file, MapNode map) =>
        text.Append("# ").Append(kind).Append(' ').Append(file).Append('\n').Append(NodeText.Write(map)).Append('\n');
}
