using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;

namespace Accel.Arch.Yaml;

/// <summary>A number format with its group size and scales, as in <c>fp3-er-ea/128</c>, and perhaps N:M
/// sparsity.</summary>
public sealed class FormatKind : ValueKind<TensorFormat>
{
    private readonly bool _isSparseAllowed;

    private FormatKind(bool isSparseAllowed) => _isSparseAllowed = isSparseAllowed;

    /// <summary>Formats of weights, sparse ones among them.</summary>
    public static readonly FormatKind Instance = new(isSparseAllowed: true);

    /// <summary>Formats of what is never sparse: activations, keys and values.</summary>
    public static readonly FormatKind Dense = new(isSparseAllowed: false);

    public override string Expected => "a number format such as 'int8/128' or 'fp16'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out TensorFormat value)
    {
        if (TensorFormat.TryParse(node.Text, out TensorFormat? format, out string error, out string? hint))
        {
            value = format;
            if (format.Sparsity is not null && !_isSparseAllowed)
            {
                context.Diagnostics.Error(DiagnosticCodes.Unsupported, node.Where,
                    $"{path}: only weights are sparse, got {format}", $"write {format.Dense}");
                return false;
            }

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
        if (_isSparseAllowed)
        {
            writer.WriteStringValue("int4/128~2:4");
        }

        writer.WriteEndArray();
    }
}
