using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Explore.Runs;
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
        if (context.Library.Load(file, SweepSchema.KindName, SweepSchema.Folder, context.Diagnostics) is not { } map)
        {
            return null;
        }

        SweepDraft draft = SweepSchema.Instance.Read(new SweepDraft(), map, string.Empty, context);
        ScenarioLoader loader = new(context);
        Design? design = draft.Base is { } basis && Reference(basis, DesignSchema.Folder, context) is { } designFile
            ? loader.Design(designFile)
            : null;
        List<Workload?> workloads =
        [
            .. draft.Workloads.Select(reference => Reference(reference, WorkloadSchema.Folder, context)
                is { } workloadFile
                ? loader.Workload(workloadFile)
                : null),
        ];
        return Plan(draft, map, file, design, workloads, context);
    }

    /// <summary>Makes the plan of a sweep again from the inputs that its result store keeps.</summary>
    /// <remarks>
    /// Sweep, design and workloads are those of the store; models and technologies are looked up by name, and taken
    /// from the
    /// store when they are not there.
    /// </remarks>
    public static SweepPlan? Rebuild(string inputs, string store, BindContext context)
    {
        ResolvedInputs.Keep(inputs, context.Library);
        List<(string Kind, string File,
            MapNode Map)> documents = [.. ResolvedInputs.Read(inputs, store, context.Diagnostics)];
        if (documents.FirstOrDefault(document => document.Kind == SweepSchema.KindName) is not (_, { } file, { } map))
        {
            context.Diagnostics.Error(DiagnosticCodes.Store, new SourceLocation(store),
                "the inputs that the store keeps name no sweep");
            return null;
        }

        ScenarioLoader loader = new(context);
        Design? design = null;
        List<Workload?> workloads = [];
        foreach ((string kind, string name, MapNode document) in documents)
        {
            if (kind is DesignSchema.KindName or WorkloadSchema.KindName)
            {
                // What these refer to joins the documents as it is found again.
                context.Library.Documents.Add((name, kind, document));
            }

            if (kind == DesignSchema.KindName)
            {
                design = loader.Bind(document, name);
            }
            else if (kind == WorkloadSchema.KindName)
            {
                workloads.Add(loader.BindWorkload(document, name));
            }
        }

        SweepDraft draft = SweepSchema.Instance.Read(new SweepDraft(), map, string.Empty, context);
        return Plan(draft, map, file, design, workloads, context);
    }

    private static SweepPlan? Plan(
        SweepDraft draft, MapNode map, string file, Design? design, List<Workload?> workloads, BindContext context)
    {
        if (design is null || workloads.Count == 0 || workloads.Contains(null))
        {
            return null;
        }

        Scenario[] scenarios = [.. workloads.OfType<Workload>().Select(workload => new Scenario(design, workload))];
        List<Func<Scenario, Scenario>[]> setters = [];
        foreach (AxisDraft axis in draft.Axes)
        {
            setters.Add([.. AxisBinder.Bind(axis, scenarios[0], context)]);
        }

        foreach (Scenario scenario in scenarios)
        {
            if (SparseLayersCheck.WhyNot(scenario) is var (message, hint))
            {
                context.Diagnostics.Error(DiagnosticCodes.UnknownName, map.Where, message, hint);
            }
        }

        if (context.Diagnostics.HasErrors || !Fits(draft, map, context.Diagnostics))
        {
            return null;
        }

        string name = draft.Name.Length > 0 ? draft.Name : Path.GetFileNameWithoutExtension(file);
        SweepSpace space = new(
            [.. draft.Axes.Select(axis => new SweepAxis(axis.Path, [.. axis.Values.Select(value => value.Text)]))]);
        SweepDefinition definition = new(name, space, PointMetrics.All, draft.Objectives, draft.Constraints);
        string inputs = ResolvedInputs.Write(file, map, workloads.OfType<Workload>(), context.Library);
        return new SweepPlan(definition, draft.Description, scenarios, setters, draft.WeightDistribution,
            draft.ActivationDistribution, inputs)
        {
            BaseReference = draft.Base?.Text ?? design.Name,
            WorkloadReference = draft.Workloads.Count > 0 ? draft.Workloads[0].Text : workloads[0]!.Name,
        };
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
}
