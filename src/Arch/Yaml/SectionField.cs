using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A key with a mapping below it.</summary>
internal sealed class SectionField<T, TSection>(
    string key, string summary, Schema<TSection> schema, Func<T, TSection> get, Func<T, TSection, T> set,
        bool isRequired)
    : Field<T>(key, summary, isRequired)
{
    public override T Read(T target, ConfigNode node, string path, BindContext context) =>
        set(target, schema.Read(get(target), node, path, context));

    public override Func<T, T>? Bind(
        T sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context)
    {
        if (rest.Length == 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where,
                $"{path} is a section; name a key below it",
                $"one of: {string.Join(", ", schema.Keys)}");
            return null;
        }

        Func<TSection, TSection>? inner = schema.Bind(get(sample), rest, value, path, context);
        return inner is null ? null : target => set(target, inner(get(target)));
    }

    public override void WriteSchema(Utf8JsonWriter writer) => schema.WriteSchema(writer);
}
