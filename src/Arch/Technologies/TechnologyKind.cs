using System.Text.Json;
using Accel.Arch.Yaml;

namespace Accel.Arch.Technologies;

/// <summary>The name of a technology file, read when it is met.</summary>
internal sealed class TechnologyKind : ValueKind<Technology>
{
    public static readonly TechnologyKind Instance = new();

    public override string Expected => "the name of a technology, such as 'cmos-28nm'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out Technology value)
    {
        Technology? found = context.Library.FindReference(node.Text, TechnologySchema.Folder, node.Where,
            context.Diagnostics)
            is { } file ? TechnologySchema.Load(file, context) : null;
        value = found ?? Technology.None;
        return found is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
