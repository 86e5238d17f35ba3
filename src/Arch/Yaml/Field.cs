using System.Text.Json;

namespace Accel.Arch.Yaml;

/// <summary>One key of a mapping: how its node changes the object that the mapping describes.</summary>
public abstract class Field<T>(string key, string summary, bool isRequired)
{
    public string Key => key;

    /// <summary>One sentence, shown by editors that use the JSON Schema.</summary>
    public string Summary => summary;

    public bool IsRequired => isRequired;

    /// <summary>The object with the node's value in it; unchanged, and a diagnostic, when the node is wrong.</summary>
    /// <param name="path">The key's full path, for messages.</param>
    public abstract T Read(T target, ConfigNode node, string path, BindContext context);

    /// <summary>
    /// Binds a path below this key to a typed setter, once; null, and a diagnostic, when that cannot be.
    /// </summary>
    /// <param name="sample">An object of the shape that the setter will meet.</param>
    /// <param name="rest">The path's parts after this key.</param>
    public abstract Func<T, T>? Bind(
        T sample, ReadOnlySpan<string> rest, ConfigNode value, string path, BindContext context);

    /// <summary>Writes the members of a JSON Schema object that describe the value.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}
