using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>Free text, such as a name or a source.</summary>
internal sealed class TextKind : ValueKind<string>
{
    private const int MaximumLength = 2000;

    public override string Expected => "text";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out string value)
    {
        value = node.Text;
        if (value.Length <= MaximumLength)
        {
            return true;
        }

        context.Diagnostics.Error(DiagnosticCodes.Range, node.Where,
            $"{path} is longer than {MaximumLength} characters");
        return false;
    }

    /// <summary>Any scalar is text, also one that YAML itself would take for a number or a truth value.</summary>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("number");
        writer.WriteStringValue("boolean");
        writer.WriteEndArray();
    }
}
