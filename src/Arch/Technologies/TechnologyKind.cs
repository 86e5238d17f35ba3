using System.Text.Json;
using Accel.Arch.Devices;
using Accel.Arch.Yaml;

namespace Accel.Arch.Technologies;

/// <summary>The name of a file that says what a design is built in, read when it is met.</summary>
internal sealed class TechnologyKind(
    string expected, string folder, Func<string, BindContext, Technology?> load) : ValueKind<Technology>
{
    public static readonly TechnologyKind Node = new(
        "the name of a technology, such as 'cmos-28nm'", TechnologySchema.Folder, TechnologySchema.Load);

    public static readonly TechnologyKind Device = new(
        "the name of a device, such as 'kv260'", DeviceSchema.Folder, DeviceSchema.Load);

    public override string Expected => expected;

    public override bool TryRead(ScalarNode node, string path, BindContext context, out Technology value)
    {
        Technology? found = context.Library.FindReference(node.Text, folder, node.Where, context.Diagnostics)
            is { } file ? load(file, context) : null;
        value = found ?? Technology.None;
        return found is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
