using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A type of value that stands in one scalar: how it is read, and how JSON Schema describes it.</summary>
public abstract class ValueKind<TValue>
{
    /// <summary>What a message asks for: "a whole number from 1 to 64".</summary>
    public abstract string Expected { get; }

    /// <summary>Reads the text; on failure reports one diagnostic and returns false.</summary>
    public abstract bool TryRead(ScalarNode node, string path, BindContext context, out TValue value);

    /// <summary>Writes the members of a JSON Schema that describe the value.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);

    /// <summary>Reads a node that must be a scalar.</summary>
    public bool TryRead(ConfigNode node, string path, BindContext context, out TValue value)
    {
        if (node is ScalarNode { Text.Length: > 0 } scalar)
        {
            return TryRead(scalar, path, context, out value);
        }

        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be {Expected}, got {node.Describe()}");
        value = default!;
        return false;
    }
}
