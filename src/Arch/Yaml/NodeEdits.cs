using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>Changes nodes by path, as <c>--set fabric.rows=64</c> does.</summary>
public static class NodeEdits
{
    /// <summary>The option that takes assignments, with the space behind it.</summary>
    public const string SetOption = "--set ";

    /// <summary>
    /// Splits <c>path=value</c> and reads the value as YAML; null and a diagnostic when it is not so.
    /// </summary>
    /// <param name="option">What the user typed before the assignment; diagnostics name the place so.</param>
    public static (string[] Parts, ConfigNode Value)? Parse(
        string assignment, DiagnosticBag diagnostics, string option = SetOption)
    {
        var where = new SourceLocation(option + assignment);
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        string[] parts = equals < 1 ? [] : assignment[..equals].Trim().Split('.');
        if (parts.Length == 0 || Array.Exists(parts, part => part.Length == 0))
        {
            diagnostics.Error(DiagnosticCodes.Argument, where, "must be written path=value, such as fabric.rows=64");
            return null;
        }

        if (parts.Length > YamlReader.MaximumDepth)
        {
            diagnostics.Error(DiagnosticCodes.Limit, new SourceLocation($"{option}{string.Join('.', parts[..3])}..."),
                $"the path is deeper than {YamlReader.MaximumDepth} levels");
            return null;
        }

        string text = assignment[(equals + 1)..].Trim();
        if (text.Length == 0)
        {
            diagnostics.Error(DiagnosticCodes.Argument, where, "has no value after '='");
            return null;
        }

        DiagnosticBag inner = new();
        ConfigNode? value = YamlReader.Read(text, where.File, inner);
        diagnostics.AddRange(inner.Items.Select(item => item with { Where = where }));
        return value is null ? null : (parts, Relocate(value, where));
    }

    /// <summary>The tree with the value at the path; missing mappings on the way are made.</summary>
    public static MapNode Set(MapNode root, ReadOnlySpan<string> parts, ConfigNode value, DiagnosticBag diagnostics) =>
        (MapNode)SetIn(root, parts, value, diagnostics);

    private static ConfigNode SetIn(ConfigNode? node, ReadOnlySpan<string> parts, ConfigNode value,
        DiagnosticBag diagnostics)
    {
        if (parts.Length == 0)
        {
            return value;
        }

        string part = parts[0];
        switch (node)
        {
            case ListNode list when int.TryParse(part, out int index) && index >= 0 && index < list.Items.Count:
                List<ConfigNode> items = [.. list.Items];
                items[index] = SetIn(items[index], parts[1..], value, diagnostics);
                return new ListNode(items, list.Where);
            case ListNode list:
                diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where,
                    $"'{part}' is no index of a list of {list.Items.Count}");
                return list;
            case MapNode map:
                return map.With(new MapNode.Entry(part, value.Where, SetIn(map[part], parts[1..], value, diagnostics)));
            default:
                MapNode empty = new([], value.Where);
                return empty.With(new MapNode.Entry(part, value.Where, SetIn(null, parts[1..], value, diagnostics)));
        }
    }

    private static ConfigNode Relocate(ConfigNode node, SourceLocation where) => node switch
    {
        ScalarNode scalar => new ScalarNode(scalar.Text, where),
        ListNode list => new ListNode([.. list.Items.Select(item => Relocate(item, where))], where),
        MapNode map => new MapNode(
            [.. map.Entries.Select(entry => new MapNode.Entry(entry.Key, where, Relocate(entry.Value, where)))], where),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
