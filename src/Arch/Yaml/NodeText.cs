using System.Text;

namespace Accel.Arch.Yaml;

/// <summary>Writes nodes as block-style YAML: the resolved inputs that a result keeps.</summary>
public static class NodeText
{
    public static string Write(MapNode map)
    {
        StringBuilder text = new();
        WriteMap(text, map, 0);
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, MapNode map, int indent)
    {
        foreach (MapNode.Entry entry in map.Entries)
        {
            text.Append(' ', indent).Append(Scalar(entry.Key)).Append(':');
            WriteValue(text, entry.Value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, ConfigNode node, int indent)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(' ').Append(Scalar(scalar.Text)).Append('\n');
                break;
            case ListNode { Items.Count: 0 }:
                text.Append(" []\n");
                break;
            case MapNode { Entries.Count: 0 }:
                text.Append(" {}\n");
                break;
            case ListNode list:
                text.Append('\n');
                foreach (ConfigNode item in list.Items)
                {
                    text.Append(' ', indent + 2).Append('-');
                    WriteValue(text, item, indent + 2);
                }

                break;
            case MapNode map:
                text.Append('\n');
                WriteMap(text, map, indent + 2);
                break;
        }
    }

    private static string Scalar(string value)
    {
        bool isPlain = value.Length > 0
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/' or '_' or '@' or ' ')
            && char.IsAsciiLetterOrDigit(value[0]) && value[^1] != ' ' && value is not ("true" or "false" or "null");
        return isPlain || value is "true" or "false"
            ? value
            : "\"" + string.Concat(value.Select(Escaped)) + "\"";
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        // YAML takes the two separators for line breaks, and has no place for the others inside a document.
        _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };
}
