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
    /// <param name="search">What stands in place of the file's search, in part or whole.</param>
    public static SweepPlan? Load(string file, BindContext context, SearchOverrides? search = null)
    {
        if (context.Library.Load(file, SweepSchema.KindName, SweepSchema.Folder, context.Diagnostics) is not { } map)
        {
            return null;
        }

        map = search?.Over(map) ?? map;
        SweepDraft draft = SweepSchema.Instance.Read(new SweepDraft(), map, string.Empty, context);
        ScenarioLoader loader = new(context);
        List<Design?> designs =
        [
            .. draft.Bases.Select(reference => Reference(reference, DesignSchema.Folder, context) is { } designFile
                ? loader.Design(designFile)
                : null),
        ];
        List<Workload?> workloads =
        [
            .. draft.Workloads.Select(reference => Reference(reference, WorkloadSchema.Folder, context)
                is { } workloadFile
                ? loader.Workload(workloadFile)
                : null),
        ];
        return Plan(draft, map, file, designs, workloads, context);
    }

    /// <summary>Makes the plan of a sweep again from the inputs that its result store keeps.</summary>
    /// <remarks>
    /// Sweep, designs and workloads are those of the store; models and technologies are looked up by name, and taken
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
        List<Design?> designs = [];
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
                designs.Add(loader.Bind(document, name));
            }
            else if (kind == WorkloadSchema.KindName)
            {
                workloads.Add(loader.BindWorkload(document, name));
            }
        }

        SweepDraft draft = SweepSchema.Instance.Read(new SweepDraft(), map, string.Empty, context);
        if (draft.Bases.Count != designs.Count && !context.Diagnostics.HasErrors)
        {
            context.Diagnostics.Error(DiagnosticCodes.Store, new SourceLocation(store),
                $"the inputs that the store keeps have {designs.Count} designs where the sweep names "
                + $"{draft.Bases.Count}");
        }

        return Plan(draft, map, file, designs, workloads, context);
    }

    /// <summary>Makes the plan of a sweep whose designs and workloads are not of files but made in code.</summary>
    /// <param name="map">The sweep's keys, as its file would have them; names stand for designs and workloads.</param>
    /// <returns>A plan without inputs: no YAML says what it is made of.</returns>
    internal static SweepPlan? Compose(
        MapNode map, string name, IReadOnlyList<Design> designs, IReadOnlyList<Workload> workloads, BindContext context)
    {
        SweepDraft draft = SweepSchema.Instance.Read(new SweepDraft(), map, string.Empty, context);
        return Plan(draft, map, name, [.. designs], [.. workloads], context) is { } plan
            ? plan with { Inputs = string.Empty } : null;
    }

    private static SweepPlan? Plan(
        SweepDraft draft, MapNode map, string file, List<Design?> bases, List<Workload?> workloads, BindContext context)
    {
        if (bases.Count == 0 || bases.Contains(null) || bases.Count != draft.Bases.Count
            || workloads.Count == 0 || workloads.Contains(null))
        {
            return null;
        }

        Design[] designs = [.. bases.OfType<Design>()];
        DesignComparison.Check(draft, map, designs, context.Diagnostics);
        List<Func<Scenario, Scenario>[]>[] setters = [.. designs.Select(_ => new List<Func<Scenario, Scenario>[]>())];
        List<SweepAxis> axes = [];
        if (draft.ComparesDesigns)
        {
            axes.Add(new SweepAxis(SweepPlan.DesignAxis, [.. designs.Select(design => design.Name)]));
            Func<Scenario, Scenario>[] choices =
            [
                .. designs.Select(design =>
                    (Func<Scenario, Scenario>)(scenario => scenario with { Design = design })),
            ];
            Array.ForEach(setters, own => own.Add(choices));
        }

        foreach (AxisDraft axis in draft.Axes)
        {
            axes.Add(new SweepAxis(axis.Path, [.. axis.Values.Select(value => value.Text)]));
            foreach ((int index, Func<Scenario, Scenario>[] own) in
                AxisBinder.Bind(axis, designs, workloads[0]!, context).Index())
            {
                setters[index].Add(own);
            }
        }

        foreach (Scenario scenario in designs.SelectMany(design =>
            workloads.OfType<Workload>().Select(workload => new Scenario(design, workload))))
        {
            if (SparseLayersCheck.WhyNot(scenario) is var (message, hint))
            {
                context.Diagnostics.Error(DiagnosticCodes.UnknownName, map.Where, message, hint);
            }
        }

        if (context.Diagnostics.HasErrors || !Fits(axes, map, context.Diagnostics))
        {
            return null;
        }

        string name = draft.Name.Length > 0 ? draft.Name : Path.GetFileNameWithoutExtension(file);
        SweepDefinition definition = new(
            name, new SweepSpace([.. axes]), PointMetrics.All, draft.Objectives, draft.Constraints);
        string inputs = ResolvedInputs.Write(file, map, workloads.OfType<Workload>(), context.Library);
        Scenario[] scenarios = [.. workloads.OfType<Workload>().Select(workload => new Scenario(designs[0], workload))];
        SweepBase[] plans =
            [.. designs.Select((design, index) => new SweepBase(draft.Bases[index].Text, design, setters[index]))];
        return new SweepPlan(definition, draft.Description, scenarios, plans, draft.WeightDistribution,
            draft.ActivationDistribution, inputs)
        {
            Search = draft.Search,
            WorkloadReference = draft.Workloads.Count > 0 ? draft.Workloads[0].Text : workloads[0]!.Name,
        };
    }

    private static string? Reference(ScalarNode reference, string folder, BindContext context) =>
        context.Library.FindReference(reference.Text, folder, reference.Where, context.Diagnostics);

    private static bool Fits(List<SweepAxis> axes, MapNode map, DiagnosticBag diagnostics)
    {
        double points = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (points > MaximumPoints)
        {
            diagnostics.Error(DiagnosticCodes.Range, (map["axes"] ?? map).Where,
                $"the axes span {points:G3} points; {MaximumPoints:G3} are the most");
        }

        return points <= MaximumPoints;
    }
}
