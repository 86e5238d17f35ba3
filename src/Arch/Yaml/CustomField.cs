using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A key whose node needs code of its own: lists, or mappings with free keys.</summary>
internal sealed class CustomField<T>(
    string key, string summary, Func<T, ConfigNode, string, BindContext, T> read, Action<Utf8JsonWriter> writeSchema,
    bool isRequired) : Field<T>(key, summary, isRequired)
{
    public override T Read(T target, ConfigNode node, string path, BindContext context) =>
        read(target, node, path, context);

    public override Func<T, T>? Bind(
        T sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context)
    {
        context.Diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where, $"{path} cannot be an axis of a sweep");
        return null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writeSchema(writer);
}
