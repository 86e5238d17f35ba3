using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The keys of a file of kind <c>workload</c>.</summary>
public static class WorkloadSchema
{
    public const string KindName = "workload";

    public const string Folder = "workloads";

    public static readonly Schema<WorkloadDraft> Instance = new Schema<WorkloadDraft>(() => new WorkloadDraft(), Check)
        .Value("name", "The workload's name in reports.", Kinds.Text, (draft, value) => draft with { Name = value })
        .Value("description", "What the workload is, for people.", Kinds.Text, (draft, _) => draft)
        .Value("model", "A file in configs/models, or the path of a Hugging Face config.json.", ModelKind.Instance,
            (draft, value) => draft with { Model = value }, isRequired: true)
        .Custom("phases", "The phases in order: { prefill: tokens } or { decode: steps, context: positions }.",
            PhaseReader.Read, PhaseReader.WriteSchema, isRequired: true)
        .Value("batch", "Sequences that run together.", Kinds.WholeLong(1, 65_536), (draft, value) =>
            draft with { Batch = value })
        .Section("precision", "Formats of weights, activations and KV cache.", PrecisionSchema.Override,
            draft => draft.Precision, (draft, value) => draft with { Precision = value }, isRequired: true)
        .Value("logits", "Prompt tokens that the language-model head runs for: all (default) or last.",
            Kinds.Choice(("all", LogitsRule.All), ("last", LogitsRule.Last)), (draft, value) =>
                draft with { Logits = value });

    private static void Check(WorkloadDraft draft, MapNode map, string path, BindContext context)
    {
        ConfigNode precision = map["precision"] ?? map;
        foreach ((string key, object? format) in new (string, object?)[]
        {
            ("weights", draft.Precision.Weights), ("activations", draft.Precision.Activations),
        })
        {
            if (format is null)
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, precision.Where,
                    $"precision needs the key '{key}'");
            }
        }

        if (draft.Model is { IsDecoder: false } && draft.Phases.Any(phase => phase.Kind == PhaseKind.Decode))
        {
            context.Diagnostics.Error(DiagnosticCodes.Unsupported, (map["phases"] ?? map).Where,
                $"{draft.Model.Name} is an encoder and cannot decode", "use a prefill phase only");
        }
    }
}
