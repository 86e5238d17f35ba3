using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>One of a few names.</summary>
internal sealed class ChoiceKind<TValue>((string Name, TValue Value)[] choices) : ValueKind<TValue>
{
    private readonly string[] _names = [.. choices.Select(choice => choice.Name)];

    public override string Expected => string.Join(" or ", _names);

    public override bool TryRead(ScalarNode node, string path, BindContext context, out TValue value)
    {
        int index = Array.IndexOf(_names, node.Text);
        if (index < 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownName, node.Where,
                $"{path} must be {Expected}, got {node.Describe()}", NearestName.Hint(node.Text, _names));
            value = default!;
            return false;
        }

        value = choices[index].Value;
        return true;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("enum");
        foreach (string name in _names)
        {
            // YAML takes these two words for truth values.
            if (name is "true" or "false")
            {
                writer.WriteBooleanValue(name == "true");
            }
            else
            {
                writer.WriteStringValue(name);
            }
        }

        writer.WriteEndArray();
    }
}
