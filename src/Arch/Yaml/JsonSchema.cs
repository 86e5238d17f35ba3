using System.Text.Json;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Arch.Workloads.Networks;

namespace Accel.Arch.Yaml;

/// <summary>Writes the JSON Schema of all kinds of files, for editors that complete and check YAML.</summary>
public static class JsonSchema
{
    /// <param name="further">Kinds that other layers add, each with what writes its members.</param>
    public static void Write(Utf8JsonWriter writer,
        IEnumerable<(string Kind, Action<Utf8JsonWriter> WriteMembers)> further)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("title", "Accel configuration");
        writer.WriteStartArray("oneOf");
        IEnumerable<(string, Action<Utf8JsonWriter>)> own =
        [
            (DesignSchema.KindName, kind =>
                DesignSchema.Instance.WriteSchema(kind, DesignSchema.KindName, mayExtend: true)),
            (WorkloadSchema.KindName, kind =>
                WorkloadSchema.Instance.WriteSchema(kind, WorkloadSchema.KindName, mayExtend: true)),
            (ModelSchema.KindName, kind =>
                ModelSchema.Instance.WriteSchema(kind, ModelSchema.KindName, mayExtend: true)),
            (NetworkSchema.KindName, NetworkSchema.WriteJsonSchema),
            (TechnologySchema.KindName, kind =>
                TechnologySchema.Instance.WriteSchema(kind, TechnologySchema.KindName, mayExtend: true)),
            (DeviceSchema.KindName, kind =>
                DeviceSchema.Instance.WriteSchema(kind, DeviceSchema.KindName, mayExtend: true)),
            (DramSchema.KindName, kind =>
                DramSchema.Instance.WriteSchema(kind, DramSchema.KindName, mayExtend: true)),
        ];
        foreach ((string kind, Action<Utf8JsonWriter> writeMembers) in own.Concat(further))
        {
            writer.WriteStartObject();
            writer.WriteString("title", kind);
            writeMembers(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
