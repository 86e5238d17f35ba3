using System.Text.Json;
using Accel.Arch.Units;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs;

/// <summary>A frequency, or <c>max</c> for the fastest that the PEs can be synthesized for.</summary>
internal sealed class ClockKind : ValueKind<Hertz?>
{
    private const string Fastest = "max";

    public static readonly ClockKind Instance = new();

    public override string Expected => $"{Kinds.Frequency.Expected}, or '{Fastest}'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out Hertz? value)
    {
        value = null;
        if (node.Text == Fastest)
        {
            return true;
        }

        bool isRead = Kinds.Frequency.TryRead(node, path, context, out Hertz hertz);
        value = hertz;
        return isRead;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        Kinds.Frequency.WriteSchema(writer);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("const", Fastest);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
