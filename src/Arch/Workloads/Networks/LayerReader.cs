using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>Reads a list of layers and lowers each as it is met, so that its input's size is known.</summary>
internal static class LayerReader
{
    /// <param name="kinds">The kinds of layers that may stand here.</param>
    public static void Read(
        ConfigNode node, string path, IReadOnlyList<LayerKind> kinds, NetworkPlanner planner, BindContext context)
    {
        IReadOnlyList<ConfigNode> items = ListReader.Items(node, path, context);
        if (items.Count is 0 or > NetworkLimits.Layers && node is ListNode)
        {
            context.Diagnostics.Error(items.Count == 0 ? DiagnosticCodes.MissingKey : DiagnosticCodes.Limit, node.Where,
                $"{path} needs 1 to {NetworkLimits.Layers} layers, got {items.Count}");
            return;
        }

        for (int index = 0; index < items.Count; index++)
        {
            ReadLayer(items[index], $"{path}.{index}", kinds, planner, context);
        }
    }

    public static void WriteSchema(Utf8JsonWriter writer, IReadOnlyList<LayerKind> kinds)
    {
        writer.WriteString("type", "array");
        writer.WriteNumber("minItems", 1);
        writer.WriteStartObject("items");
        writer.WriteStartArray("oneOf");
        foreach (LayerKind kind in kinds)
        {
            writer.WriteStartObject();
            kind.WriteSchema(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void ReadLayer(
        ConfigNode node, string path, IReadOnlyList<LayerKind> kinds, NetworkPlanner planner, BindContext context)
    {
        if (node is not MapNode map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be a mapping, got {node.Describe()}");
            planner.Lose(string.Empty);
            return;
        }

        if (kinds.FirstOrDefault(known => map[known.Key] is not null) is not { } kind)
        {
            string[] keys = [.. kinds.Select(known => known.Key)];
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map.Where,
                $"{path} does not say what kind of layer it is",
                NearestName.Hint(map.Entries.Count == 0 ? string.Empty : map.Entries[0].Key, keys));
            planner.Lose(string.Empty);
            return;
        }

        int errors = context.Diagnostics.Items.Count;
        Layer layer = kind.Read(map, path, context);
        LayerScope scope = new(planner, layer, map, path, context);
        if (context.Diagnostics.Items.Count > errors || !scope.Claim(kind.Key))
        {
            planner.Lose(layer.Name);
            return;
        }

        planner.Keep(layer.Name, layer.Lower(scope));
    }
}
