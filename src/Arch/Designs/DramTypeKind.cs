using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Drams;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs;

/// <summary>A type of DRAM as a design names it, with the memory of that name where a file holds one.</summary>
internal sealed class DramTypeKind : ValueKind<(string Type, DramDevice? Device)>
{
    public static readonly DramTypeKind Instance = new();

    public override string Expected => "a type of DRAM, such as 'ddr4'";

    public override bool TryRead(
        ScalarNode node, string path, BindContext context, out (string Type, DramDevice? Device) value)
    {
        // A name without a file is no mistake here: a technology may price what nobody has times of.
        string? file = context.Library.FindReference(node.Text, DramSchema.Folder, node.Where, new DiagnosticBag());
        value = (node.Text, file is null ? null : DramSchema.Load(file, context));
        return file is null || value.Device is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
