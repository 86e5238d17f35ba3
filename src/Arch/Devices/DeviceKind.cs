using System.Text.Json;
using Accel.Arch.Technologies;
using Accel.Arch.Yaml;

namespace Accel.Arch.Devices;

/// <summary>The name of a device file, read when it is met.</summary>
internal sealed class DeviceKind : ValueKind<Technology>
{
    public static readonly DeviceKind Instance = new();

    public override string Expected => "the name of a device, such as 'kv260'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out Technology value)
    {
        Technology? found = context.Library.FindReference(node.Text, DeviceSchema.Folder, node.Where,
            context.Diagnostics)
            is { } file ? DeviceSchema.Load(file, context) : null;
        value = found ?? Technology.None;
        return found is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
