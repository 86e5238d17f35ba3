using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Explore.Quantization;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>The keys of a file of kind <c>sweep</c>.</summary>
public static class SweepSchema
{
    public const string KindName = "sweep";

    public const string Folder = "sweeps";

    private static readonly Schema<Bounds> BoundsSchema = new Schema<Bounds>(() => new Bounds())
        .Value("min", "Smallest value of a feasible point.", Kinds.Number(-1e30, 1e30), (bounds, value) =>
            bounds with { Min = value })
        .Value("max", "Largest value of a feasible point.", Kinds.Number(-1e30, 1e30), (bounds, value) =>
            bounds with { Max = value });

    internal static readonly Schema<SweepDraft> Instance = new Schema<SweepDraft>(() => new SweepDraft())
        .Value("name", "The sweep's name in reports.", Kinds.Text, (draft, value) => draft with { Name = value })
        .Value("description", "What the sweep asks, for people.", Kinds.Text, (draft, value) =>
            draft with { Description = value })
        .Custom("base", "The design that the axes vary, or a list of designs, which then are the first axis.",
            BaseReader.Read, BaseReader.WriteSchema, isRequired: true)
        .Custom("workloads", "What every point runs, one after the other.", ReadWorkloads, WriteStrings,
            isRequired: true)
        .Custom("axes", "The paths that vary, each with a list of values or a range.", AxisReader.Read,
            AxisReader.WriteSchema, isRequired: true)
        .Custom("constraints", "Bounds on metrics: { area-mm2: { max: 10 } }.", ReadConstraints, WriteFree)
        .Custom("objectives", "Metrics to minimise or maximise: { latency-s: min }.", ReadObjectives, WriteFree,
            isRequired: true)
        .OneOf("search", "How points are chosen; all of them when left out.", SearchSchema.Variants,
            draft => draft.Search, (draft, value) => draft with { Search = value })
        .Custom("weight-distribution",
            "What the quantization error of weights is measured on: normal, laplace, or student-t(degrees).",
            (draft, node, path, context) => ReadDistribution(node, path, context) is { } distribution
                ? draft with { WeightDistribution = distribution }
                : draft,
            WriteString)
        .Custom("activation-distribution", "The same for activations, which have longer tails.",
            (draft, node, path, context) => ReadDistribution(node, path, context) is { } distribution
                ? draft with { ActivationDistribution = distribution }
                : draft,
            WriteString);

    public static void WriteJsonSchema(Utf8JsonWriter writer) =>
        Instance.WriteSchema(writer, KindName, mayExtend: true);

    private static SweepDraft ReadWorkloads(SweepDraft draft, ConfigNode node, string path, BindContext context)
    {
        IReadOnlyList<ConfigNode> items = ListReader.Items(node, path, context);
        if (items.Count == 0 && node is ListNode)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, node.Where, $"{path} needs at least one workload");
        }

        ScalarNode[] names = [.. items.Select(item => Scalar(item, path, context)).OfType<ScalarNode>()];
        foreach (ScalarNode again in names.Where((name, index) =>
            names.Take(index).Any(first => first.Text == name.Text)))
        {
            context.Diagnostics.Error(DiagnosticCodes.DuplicateKey, again.Where,
                $"{path} has {again.Describe()} twice");
        }

        return draft with { Workloads = names };
    }

    private static SweepDraft ReadConstraints(SweepDraft draft, ConfigNode node, string path, BindContext context)
    {
        List<Constraint> constraints = [];
        foreach (MapNode.Entry entry in Metrics(node, path, context))
        {
            Bounds bounds = BoundsSchema.Read(new Bounds(), entry.Value, $"{path}.{entry.Key}", context);
            if (bounds.Min > bounds.Max)
            {
                context.Diagnostics.Error(DiagnosticCodes.Inconsistent, entry.Value.Where,
                    $"{path}.{entry.Key}: min is greater than max");
            }
            else if (entry.Value is MapNode { Entries.Count: 0 })
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, entry.Value.Where,
                    $"{path}.{entry.Key} needs 'min' or 'max'", "{ max: 10 }");
            }
            else if (PointMetrics.Find(entry.Key) is not null)
            {
                constraints.Add(new Constraint(entry.Key, bounds.Min, bounds.Max));
            }
        }

        return draft with { Constraints = constraints };
    }

    private static SweepDraft ReadObjectives(SweepDraft draft, ConfigNode node, string path, BindContext context)
    {
        ValueKind<ObjectiveGoal> goals = Kinds.Choice(("min", ObjectiveGoal.Min), ("max", ObjectiveGoal.Max));
        List<Objective> objectives = [];
        IReadOnlyList<MapNode.Entry> entries = Metrics(node, path, context);
        foreach (MapNode.Entry entry in entries)
        {
            if (goals.TryRead(entry.Value, $"{path}.{entry.Key}", context, out ObjectiveGoal goal)
                && PointMetrics.Find(entry.Key) is not null)
            {
                objectives.Add(new Objective(entry.Key, goal));
            }
        }

        if (entries.Count == 0 && node is MapNode)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, node.Where, $"{path} needs at least one metric",
                "latency-s: min");
        }

        return draft with { Objectives = objectives };
    }

    private static ValueDistribution? ReadDistribution(ConfigNode node, string path, BindContext context)
    {
        if (Scalar(node, path, context) is not { } text)
        {
            return null;
        }

        if (ValueDistribution.TryParse(text.Text, out ValueDistribution? distribution, out string error,
            out string? hint))
        {
            return distribution;
        }

        context.Diagnostics.Error(DiagnosticCodes.UnknownName, node.Where, $"{path}: {error}", hint);
        return null;
    }

    /// <summary>The entries of a mapping from metrics; a diagnostic for each name that is none.</summary>
    private static IReadOnlyList<MapNode.Entry> Metrics(ConfigNode node, string path, BindContext context)
    {
        if (node is not MapNode map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be a mapping, got {node.Describe()}");
            return [];
        }

        foreach (MapNode.Entry entry in map.Entries.Where(entry => PointMetrics.Find(entry.Key) is null))
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownName, entry.KeyWhere,
                $"{path}: there is no metric '{entry.Key}'", NearestName.Hint(entry.Key, PointMetrics.Names));
        }

        return map.Entries;
    }

    private static ScalarNode? Scalar(ConfigNode node, string path, BindContext context)
    {
        if (node is ScalarNode { Text.Length: > 0 } scalar)
        {
            return scalar;
        }

        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be a name, got {node.Describe()}");
        return null;
    }

    private static void WriteString(Utf8JsonWriter writer) => writer.WriteString("type", "string");

    private static void WriteStrings(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
    }

    private static void WriteFree(Utf8JsonWriter writer) => writer.WriteString("type", "object");

    private sealed record Bounds(double? Min = null, double? Max = null);
}
