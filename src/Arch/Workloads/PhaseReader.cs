using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>Reads the list of phases: <c>{ prefill: 256 }</c>, <c>{ decode: 20, context: 256 }</c>.</summary>
internal static class PhaseReader
{
    private const long MaximumTokens = 1 << 24;

    private static readonly Schema<Draft> Schema = new Schema<Draft>(() => new Draft())
        .Value("prefill", "Prompt tokens of each sequence, all at once.", Kinds.WholeLong(1, MaximumTokens),
            (draft, value) => draft with { Prefill = value })
        .Value("decode", "Steps, one token of each sequence a step.", Kinds.WholeLong(1, MaximumTokens),
            (draft, value) => draft with { Decode = value })
        .Value("context", "Positions that the first step attends to; the tokens before this phase when left out.",
            Kinds.WholeLong(1, MaximumTokens), (draft, value) => draft with { Context = value })
        .Value("context-grows",
            "Whether each step attends to one position more than the last (true), or all to the same.",
            Kinds.Truth, (draft, value) => draft with { Grows = value });

    public static WorkloadDraft Read(WorkloadDraft target, ConfigNode node, string path, BindContext context)
    {
        List<Phase> phases = [];
        long before = 0;
        IReadOnlyList<ConfigNode> items = ListReader.Items(node, path, context);
        for (int index = 0; index < items.Count; index++)
        {
            int errors = context.Diagnostics.Items.Count;
            Draft draft = Schema.Read(new Draft(), items[index], $"{path}.{index}", context);
            Phase? phase = context.Diagnostics.Items.Count > errors ? null
                : Finish(draft, items[index], before, context);
            if (phase is not null)
            {
                phases.Add(phase);
            }

            // After a phase that is wrong nothing is known of the context; what follows is not blamed for that.
            before = phase is null ? 1 : phase.Kind == PhaseKind.Prefill ? phase.Tokens : phase.LastContext + 1;
        }

        if (items.Count == 0 && node is ListNode)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, node.Where, $"{path} needs at least one phase",
                "- prefill: 256");
        }

        return target with { Phases = phases };
    }

    public static void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteNumber("minItems", 1);
        writer.WriteStartObject("items");
        Schema.WriteSchema(writer);
        writer.WriteEndObject();
    }

    private static Phase? Finish(Draft draft, ConfigNode node, long before, BindContext context)
    {
        if ((draft.Prefill is null) == (draft.Decode is null))
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, node.Where,
                "a phase is either 'prefill' or 'decode'");
            return null;
        }

        if (draft.Prefill is { } tokens)
        {
            if (draft.Context is not null)
            {
                context.Diagnostics.Error(DiagnosticCodes.Inconsistent, node.Where,
                    "'context' belongs to decode; prefill starts empty");
            }

            return Phase.Prefill(tokens);
        }

        if ((draft.Context ?? before) == 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, node.Where,
                "a decode without a prefill before it needs 'context'");
            return null;
        }

        return Phase.Decode(draft.Decode!.Value, draft.Context ?? before, draft.Grows);
    }

    private sealed record Draft(long? Prefill = null, long? Decode = null, long? Context = null, bool Grows = true);
}
