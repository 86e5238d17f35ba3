using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;

namespace Accel.Arch.Yaml;

/// <summary>A number format with its group size and scales, as in <c>fp3-er-ea/128</c>.</summary>
public sealed class FormatKind : ValueKind<TensorFormat>
{
    public static readonly FormatKind Instance = new();

    public override string Expected => "a number format such as 'int8/128' or 'fp16'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out TensorFormat value)
    {
        if (TensorFormat.TryParse(node.Text, out TensorFormat? format, out string error, out string? hint))
        {
            value = format;
            return true;
        }

        context.Diagnostics.Error(DiagnosticCodes.UnknownName, node.Where, $"{path}: {error}", hint);
        value = default!;
        return false;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteStartArray("examples");
        writer.WriteStringValue("int8/128");
        writer.WriteStringValue("fp4-er-ea/128");
        writer.WriteStringValue("fp16");
        writer.WriteEndArray();
    }
}
