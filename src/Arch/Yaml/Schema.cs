using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>
/// Says once what a mapping may hold: the reader of files, the setters of <c>--set</c> and of sweep axes, the
/// suggestions and the JSON Schema all follow from it.
/// </summary>
/// <param name="blank">An object with every default in place.</param>
/// <param name="check">Looks at the values together, when each is right alone.</param>
public sealed class Schema<T>(Func<T> blank, Action<T, MapNode, string, BindContext>? check = null)
{
    private readonly List<Field<T>> _fields = [];
    private string[] _alternatives = [];

    public IEnumerable<string> Keys => _fields.Select(known => known.Key);

    public T Blank() => blank();

    /// <summary>Adds a key with one value.</summary>
    public Schema<T> Value<TValue>(
        string key, string summary, ValueKind<TValue> kind, Func<T, TValue, T> set, bool isRequired = false) =>
        Add(new ValueField<T, TValue>(key, summary, kind, set, isRequired));

    /// <summary>Adds a key with a mapping below it.</summary>
    public Schema<T> Section<TSection>(
        string key, string summary, Schema<TSection> schema, Func<T, TSection> get, Func<T, TSection, T> set,
        bool isRequired = false) =>
        Add(new SectionField<T, TSection>(key, summary, schema, get, set, isRequired));

    /// <summary>Adds a key with a mapping whose <c>kind</c> chooses its shape.</summary>
    public Schema<T> OneOf<TBase>(
        string key, string summary, IReadOnlyList<Variant<TBase>> variants, Func<T, TBase> get, Func<T, TBase, T> set,
        bool isRequired = false) =>
        Add(new VariantField<T, TBase>(key, summary, variants, get, set, isRequired));

    /// <summary>
    /// Says that a file needs one of some keys; the schema's own check reports it when there is none.
    /// </summary>
    public Schema<T> NeedsOneOf(params string[] keys)
    {
        _alternatives = keys;
        return this;
    }

    /// <summary>Adds a key that needs code of its own.</summary>
    public Schema<T> Custom(
        string key, string summary, Func<T, ConfigNode, string, BindContext, T> read,
        Action<Utf8JsonWriter> writeSchema,
        bool isRequired = false) =>
        Add(new CustomField<T>(key, summary, read, writeSchema, isRequired));

    /// <summary>Reads a mapping onto <paramref name="target"/>, reporting everything that is wrong with it.</summary>
    public T Read(T target, ConfigNode node, string path, BindContext context)
    {
        if (node is not MapNode map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{Name(path)} must be a mapping, got {node.Describe()}");
            return target;
        }

        int errors = context.Diagnostics.Items.Count;
        foreach (MapNode.Entry entry in map.Entries)
        {
            Field<T>? field = _fields.Find(known => known.Key == entry.Key);
            if (field is null)
            {
                context.Diagnostics.Error(DiagnosticCodes.UnknownKey, entry.KeyWhere,
                    $"{Name(path)} has no key '{entry.Key}'", NearestName.Hint(entry.Key, [.. Keys]));
                continue;
            }

            target = field.Read(target, entry.Value, Join(path, entry.Key), context);
        }

        foreach (Field<T> missing in _fields.Where(field => field.IsRequired && map[field.Key] is null))
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map.Where,
                $"{Name(path)} needs the key '{missing.Key}'", missing.Summary);
        }

        if (context.Diagnostics.Items.Count == errors)
        {
            check?.Invoke(target, map, path, context);
        }

        return target;
    }

    /// <inheritdoc cref="Field{T}.Bind"/>
    public Func<T, T>? Bind(T sample, ReadOnlySpan<string> parts, ConfigNode value, string path, BindContext context)
    {
        string key = parts[0];
        Field<T>? field = _fields.Find(known => known.Key == key);
        if (field is null)
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where,
                $"there is no '{key}' in {Name(path)}", NearestName.Hint(key, [.. Keys]));
            return null;
        }

        return field.Bind(sample, parts[1..], value, Join(path, key), context);
    }

    /// <summary>Writes the members of a JSON Schema object for this mapping.</summary>
    /// <param name="kind">The value of its <c>kind</c>, where it has one.</param>
    public void WriteSchema(Utf8JsonWriter writer, string? kind = null, bool mayExtend = false)
    {
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        if (kind is not null)
        {
            writer.WriteStartObject("kind");
            writer.WriteString("const", kind);
            writer.WriteEndObject();
        }

        if (mayExtend)
        {
            writer.WriteStartObject("extends");
            writer.WriteString("description", "A file of the same kind whose keys stand where this one is silent.");
            writer.WriteString("type", "string");
            writer.WriteEndObject();
        }

        foreach (Field<T> field in _fields)
        {
            writer.WriteStartObject(field.Key);
            writer.WriteString("description", field.Summary);
            field.WriteSchema(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required");
        if (kind is not null)
        {
            writer.WriteStringValue("kind");
        }

        foreach (Field<T> field in _fields.Where(field => field.IsRequired && !mayExtend))
        {
            writer.WriteStringValue(field.Key);
        }

        writer.WriteEndArray();
        if (mayExtend)
        {
            WriteRequiredUnlessExtended(writer);
        }
    }

    /// <summary>A file that extends another may leave out what it needs.</summary>
    private void WriteRequiredUnlessExtended(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("anyOf");
        WriteRequired(writer, ["extends"]);
        string[] required = [.. _fields.Where(field => field.IsRequired).Select(field => field.Key)];
        if (_alternatives.Length == 0)
        {
            WriteRequired(writer, required);
        }

        foreach (string alternative in _alternatives)
        {
            WriteRequired(writer, [.. required, alternative]);
        }

        writer.WriteEndArray();
    }

    private static void WriteRequired(Utf8JsonWriter writer, IEnumerable<string> keys)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("required");
        foreach (string key in keys)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private Schema<T> Add(Field<T> field)
    {
        _fields.Add(field);
        return this;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Name(string path) => path.Length == 0 ? "the file" : path;
}
