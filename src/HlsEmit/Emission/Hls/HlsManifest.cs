using System.Text;
using System.Text.Json;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>What an emitted folder of C++ holds, for programs: <c>manifest.json</c>.</summary>
internal static class HlsManifest
{
    public static EmittedFile Of(HlsEmission emission)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            ManifestParts.WriteHead(writer, emission, "hls");
            writer.WriteString("interface", emission.Ports == KernelInterface.Memory ? "m_axi" : "axi_stream");
            writer.WriteString("part", ToolScripts.PartOf(emission.Request.Design));
            ManifestParts.WriteParameters(writer, emission.Engine);
            ManifestParts.WriteNames(writer, "modules", emission.Headers.Select(header => header.Name));
            WritePorts(writer, emission);
            writer.WriteNumber("expected_ii", emission.Engine.InitiationInterval);
            writer.WriteNumber("latency", emission.Engine.Latency);
            ManifestParts.WriteProducts(writer, emission);
            ManifestParts.WriteEstimate(writer, emission);
            ManifestParts.WritePublished(writer, emission.Request.Published?.Invoke() ?? []);
            ManifestParts.WriteNames(writer, "sources", emission.Sources);
            ManifestParts.WriteNames(writer, "testbench", BenchFiles(emission));
            ManifestParts.WriteNames(writer, "stand_ins",
                Library.HlsLibrary.StandIns.Select(header => $"{HlsEmission.StandInFolder}/{header.Name}"));
            writer.WriteEndObject();
        }

        return new EmittedFile("manifest.json", Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private static IEnumerable<string> BenchFiles(HlsEmission emission) =>
        [emission.BenchSource, .. Library.HlsLibrary.BenchHeaders.Select(header =>
            $"{HlsEmission.BenchFolder}/{header.Name}")];

    private static void WritePorts(Utf8JsonWriter writer, HlsEmission emission)
    {
        bool isMemory = emission.Ports == KernelInterface.Memory;
        IEnumerable<StreamPort> inputs = emission.Engine.Inputs.Skip(isMemory ? 1 : 0);
        writer.WriteStartArray("ports");
        int at = 0;
        foreach ((StreamPort port, string direction) in inputs.Select(port => (port, "in"))
            .Append((emission.Engine.Output, "out")))
        {
            writer.WriteStartObject();
            writer.WriteString("name", port.Name);
            writer.WriteString("direction", direction);
            writer.WriteNumber("beat_bits", port.Bits);
            if (isMemory)
            {
                writer.WriteString("bundle", $"gmem_{port.Name}");
                writer.WriteNumber("bits", KernelWriter.WordBits(port.Bits));
                writer.WriteNumber("beat_bytes", KernelWriter.BeatBytes(port.Bits));
                writer.WriteString("bank", HlsScripts.Bank(emission.Request.Design, at++));
            }
            else
            {
                writer.WriteNumber("bits", port.Bits);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
