using System.Text.Json;
using Accel.Arch.Yaml;

namespace Accel.Arch.Drams;

/// <summary>The name of a memory's file, read when it is met.</summary>
public sealed class DramKind : ValueKind<DramDevice>
{
    public static readonly DramKind Instance = new();

    public override string Expected => "the name of a memory, such as 'ddr4-3200'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out DramDevice value)
    {
        DramDevice? found = context.Library.FindReference(node.Text, DramSchema.Folder, node.Where,
            context.Diagnostics) is { } file ? DramSchema.Load(file, context) : null;
        value = found ?? DramSchema.Instance.Blank();
        return found is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
