using System.Text;
using System.Text.Json;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Library;

namespace Accel.HlsEmit.Emission;

/// <summary>What an emitted folder holds, for programs: <c>manifest.json</c>.</summary>
internal static class VerilogManifest
{
    public static EmittedFile Of(VerilogEmission emission)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            ManifestParts.WriteHead(writer, emission, "verilog");
            ManifestParts.WriteParameters(writer, emission.Engine);
            WriteModules(writer, emission.Modules);
            WritePorts(writer, emission.Engine);
            writer.WriteNumber("latency", emission.Engine.Latency);
            ManifestParts.WriteProducts(writer, emission);
            ManifestParts.WriteEstimate(writer, emission);
            ManifestParts.WriteNames(writer, "rtl", emission.RtlSources);
            ManifestParts.WriteNames(writer, "simulation_models", emission.ModelSources);
            ManifestParts.WriteNames(writer, "testbench", emission.BenchSources);
            writer.WriteEndObject();
        }

        return new EmittedFile("manifest.json", Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private static void WriteModules(Utf8JsonWriter writer, IEnumerable<HardwareModule> modules) =>
        ManifestParts.WriteNames(
            writer, "modules", modules.Where(module => !module.IsModel).Select(module => module.Name));

    private static void WritePorts(Utf8JsonWriter writer, Engine engine)
    {
        writer.WriteStartArray("ports");
        WritePort(writer, "aclk", "in", 1);
        WritePort(writer, "aresetn", "in", 1);
        foreach (StreamPort port in engine.Inputs)
        {
            WritePort(writer, $"s_axis_{port.Name}_tdata", "in", port.Bits);
            WritePort(writer, $"s_axis_{port.Name}_tvalid", "in", 1);
            WritePort(writer, $"s_axis_{port.Name}_tready", "out", 1);
        }

        WritePort(writer, "m_axis_outputs_tdata", "out", engine.Output.Bits);
        WritePort(writer, "m_axis_outputs_tkeep", "out", engine.Output.Bits / 8);
        WritePort(writer, "m_axis_outputs_tlast", "out", 1);
        WritePort(writer, "m_axis_outputs_tvalid", "out", 1);
        WritePort(writer, "m_axis_outputs_tready", "in", 1);
        writer.WriteEndArray();
    }

    private static void WritePort(Utf8JsonWriter writer, string name, string direction, int bits)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("direction", direction);
        writer.WriteNumber("bits", bits);
        writer.WriteEndObject();
    }
}
