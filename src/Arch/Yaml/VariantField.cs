using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A key whose mapping says by <c>kind</c> which of several shapes it has.</summary>
internal sealed class VariantField<T, TBase>(
    string key, string summary, IReadOnlyList<Variant<TBase>> variants, Func<T, TBase> get, Func<T, TBase, T> set,
    bool isRequired) : Field<T>(key, summary, isRequired)
{
    private readonly string[] _kinds = [.. variants.Select(variant => variant.Kind)];

    public override T Read(T target, ConfigNode node, string path, BindContext context)
    {
        if (node is not MapNode map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be a mapping, got {node.Describe()}");
            return target;
        }

        if (map["kind"] is not ScalarNode kind)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map.Where, $"{path} needs the key 'kind'",
                $"one of: {string.Join(", ", _kinds)}");
            return target;
        }

        int index = Array.IndexOf(_kinds, kind.Text);
        if (index < 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownName, kind.Where,
                $"{path}.kind: there is no {kind.Describe()}", NearestName.Hint(kind.Text, _kinds));
            return target;
        }

        return set(target, variants[index].Read(get(target), map.Without("kind"), path, context));
    }

    public override Func<T, T>? Bind(
        T sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context)
    {
        if (rest.Length == 0 || (rest.Length == 1 && rest[0] == "kind"))
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where,
                $"{path} cannot be an axis; a sweep stays in one kind");
            return null;
        }

        Func<TBase, TBase>? inner = Current(sample).Bind(get(sample), rest, value, path, context);
        return inner is null ? null : target => set(target, inner(get(target)));
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("oneOf");
        foreach (Variant<TBase> variant in variants)
        {
            writer.WriteStartObject();
            variant.WriteSchema(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private Variant<TBase> Current(T sample)
    {
        TBase value = get(sample);
        return variants.First(variant => variant.Matches(value));
    }
}
