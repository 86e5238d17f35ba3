using System.Text.Json;

namespace Accel.Arch.Yaml;

/// <summary>A variant of type <typeparamref name="T"/> with its own schema.</summary>
public sealed class Variant<TBase, T>(string kind, Schema<T> schema) : Variant<TBase>(kind)
    where T : class, TBase
    where TBase : class
{
    public override bool Matches(TBase value) => value is T;

    public override TBase Read(TBase current, ConfigNode node, string path, BindContext context) =>
        schema.Read(current as T ?? schema.Blank(), node, path, context);

    public override Func<TBase, TBase>? Bind(
        TBase sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context)
    {
        Func<T, T>? inner = schema.Bind((T)sample, rest, value, path, context);
        return inner is null ? null : target => inner((T)target);
    }

    public override void WriteSchema(Utf8JsonWriter writer) => schema.WriteSchema(writer, Kind);
}
