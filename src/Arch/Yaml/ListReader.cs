using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>Reads lists, the one shape that <see cref="Schema{T}"/> leaves to code.</summary>
public static class ListReader
{
    /// <summary>The items of a list; a diagnostic and nothing when the node is no list.</summary>
    public static IReadOnlyList<ConfigNode> Items(ConfigNode node, string path, BindContext context)
    {
        if (node is ListNode list)
        {
            return list.Items;
        }

        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be a list, got {node.Describe()}");
        return [];
    }

    /// <summary>The items of a list of mappings that share a schema.</summary>
    public static IReadOnlyList<T> Read<T>(Schema<T> schema, ConfigNode node, string path, BindContext context) =>
        [.. Items(node, path, context).Select(item => schema.Read(schema.Blank(), item, path, context))];
}
