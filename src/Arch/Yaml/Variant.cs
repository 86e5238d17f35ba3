using System.Text.Json;

namespace Accel.Arch.Yaml;

/// <summary>One of several shapes that a section can have, chosen by its <c>kind</c>.</summary>
public abstract class Variant<TBase>(string kind)
{
    public string Kind => kind;

    public abstract bool Matches(TBase value);

    public abstract TBase Read(TBase current, ConfigNode node, string path, BindContext context);

    public abstract Func<TBase, TBase>? Bind(
        TBase sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context);

    public abstract void WriteSchema(Utf8JsonWriter writer);
}
