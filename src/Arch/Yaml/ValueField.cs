using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A key with one value.</summary>
internal sealed class ValueField<T, TValue>(
    string key, string summary, ValueKind<TValue> kind, Func<T, TValue, T> set, bool isRequired)
    : Field<T>(key, summary, isRequired)
{
    public override T Read(T target, ConfigNode node, string path, BindContext context) =>
        kind.TryRead(node, path, context, out TValue value) ? set(target, value) : target;

    public override Func<T, T>? Bind(
        T sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context)
    {
        if (rest.Length > 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where,
                $"{path} is a single value; nothing lies below it");
            return null;
        }

        return kind.TryRead(value, path, context, out TValue read) ? target => set(target, read) : null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => kind.WriteSchema(writer);
}
