using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The keys of a file of kind <c>workload</c>.</summary>
public static class WorkloadSchema
{
    public const string KindName = "workload";

    public const string Folder = "workloads";

    private const string PhasesKey = "phases";

    private const string PhasesSummary =
        "The phases in order: { prefill: tokens } or { decode: steps, context: positions }.";

    private const string PrecisionKey = "precision";

    private const string PrecisionSummary = "Formats of weights, activations and KV cache.";

    private const string AttentionKey = "attention";

    private const string AttentionSummary = "The positions that a token attends to, where it is not all of them.";

    public static readonly Schema<WorkloadDraft> Instance = new Schema<WorkloadDraft>(() => new WorkloadDraft(), Check)
        .Value("name", "The workload's name in reports.", Kinds.Text, (draft, value) => draft with { Name = value })
        .Value("description", "What the workload is, for people.", Kinds.Text, (draft, _) => draft)
        .Value("model", "A file in configs/models, or the path of a Hugging Face config.json or a topology in CSV.",
            ModelKind.Instance, (draft, value) => draft with { Model = value }, isRequired: true)
        .Custom(PhasesKey, PhasesSummary, PhaseReader.Read, PhaseReader.WriteSchema)
        .Value("batch", "Sequences, or images of a network, that run together.", Kinds.WholeLong(1, 65_536),
            (draft, value) => draft with { Batch = value })
        .Section(PrecisionKey, PrecisionSummary, PrecisionSchema.Override, draft => draft.Precision, (draft, value) =>
            draft with { Precision = value })
        .Section(AttentionKey, AttentionSummary, AttentionSchema.Instance, draft => draft.Attention, (draft, value) =>
            draft with { Attention = value })
        .Value("logits", "Prompt tokens that the language-model head runs for: all (default) or last.",
            Kinds.Choice(("all", LogitsRule.All), ("last", LogitsRule.Last)), (draft, value) =>
                draft with { Logits = value });

    /// <summary>Reads a workload's mapping; what is wrong with it is among the diagnostics.</summary>
    internal static WorkloadDraft Read(MapNode map, BindContext context)
    {
        WorkloadDraft draft = Instance.Read(new WorkloadDraft(), map, string.Empty, context);

        // A network has one phase and may leave its formats to the design; nothing else may. Of a model that could not
        // be read nobody knows.
        if (draft.Model is ModelShape || map["model"] is null)
        {
            Demand(map, PhasesKey, PhasesSummary, context);
            Demand(map, PrecisionKey, PrecisionSummary, context);
        }

        return draft;
    }

    private static void Demand(MapNode map, string key, string summary, BindContext context)
    {
        if (map[key] is null)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map.Where,
                $"the file needs the key '{key}'", summary);
        }
    }

    private static void Check(WorkloadDraft draft, MapNode map, string path, BindContext context)
    {
        if (draft.Model is ModelShape && map[PrecisionKey] is { } precision)
        {
            CheckFormats(draft.Precision, precision, context);
        }

        if (draft.Model is { } model && draft.Attention.WhyNot(model) is { } reason)
        {
            context.Diagnostics.Error(DiagnosticCodes.Unsupported, map[AttentionKey]!.Where, reason,
                draft.Model is Network ? "leave 'attention' out" : "leave 'attention.window' out");
        }

        Phase? refused = draft.Phases.FirstOrDefault(phase => draft.Model?.WhyNot(phase) is not null);
        if (refused is not null)
        {
            context.Diagnostics.Error(DiagnosticCodes.Unsupported, map[PhasesKey]!.Where, draft.Model!.WhyNot(refused)!,
                draft.Model is Network ? "leave 'phases' out" : "use a prefill phase only");
        }
    }

    private static void CheckFormats(PrecisionOverride formats, ConfigNode precision, BindContext context)
    {
        foreach ((string key, object? format) in new (string, object?)[]
        {
            ("weights", formats.Weights), ("activations", formats.Activations),
        })
        {
            if (format is null)
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, precision.Where,
                    $"precision needs the key '{key}'");
            }
        }
    }
}
