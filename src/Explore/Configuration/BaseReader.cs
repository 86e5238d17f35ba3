using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>Reads <c>base</c> of a sweep: one design, or a list of designs to compare.</summary>
internal static class BaseReader
{
    public static SweepDraft Read(SweepDraft draft, ConfigNode node, string path, BindContext context)
    {
        if (node is ScalarNode { Text.Length: > 0 } single)
        {
            return draft with { Bases = [single] };
        }

        if (node is not ListNode list)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be a name or a list of names, got {node.Describe()}");
            return draft;
        }

        if (list.Items.Count == 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, node.Where, $"{path} needs at least one design");
        }

        List<ScalarNode> names = [];
        foreach (ConfigNode item in list.Items)
        {
            if (item is not ScalarNode { Text.Length: > 0 } name)
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, item.Where,
                    $"{path} must be a list of names, got {item.Describe()} among them");
            }
            else if (names.Exists(known => known.Text == name.Text))
            {
                context.Diagnostics.Error(DiagnosticCodes.DuplicateKey, name.Where,
                    $"{path} has {name.Describe()} twice");
            }
            else
            {
                names.Add(name);
            }
        }

        return draft with { Bases = names, ComparesDesigns = true };
    }

    public static void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("array");
        writer.WriteEndArray();
        writer.WriteNumber("minItems", 1);
        writer.WriteStartObject("items");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
    }
}
