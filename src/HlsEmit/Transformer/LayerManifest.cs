using System.Text;
using System.Text.Json;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Library;
using Accel.Sim.TableLookup;
using Accel.Sim.Transformer;

namespace Accel.HlsEmit.Transformer;

/// <summary>What a decoder layer's folder holds, for programs: <c>manifest.json</c>.</summary>
internal static class LayerManifest
{
    public static EmittedFile Of(LayerEmission emission)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", emission.Request.Version);
            writer.WriteString("target", "hls");
            writer.WriteString("kernel", "decoder-layer");
            writer.WriteString("design", emission.Request.Design.Name);
            writer.WriteString("family", emission.Request.Design.Fabric.Kind);
            writer.WriteString("top", emission.Top);
            writer.WriteString("engine", emission.Engine.Module);
            writer.WriteString("interface", "m_axi");
            writer.WriteString("part", ToolScripts.PartOf(emission.Request.Design));
            writer.WriteNumber("clock_hz", emission.Request.Design.Clock.Value);
            ManifestParts.WriteParameters(writer, emission.Engine);
            WriteLayer(writer, emission);
            writer.WriteNumber("expected_ii", emission.Engine.InitiationInterval);
            WriteRuns(writer, emission);
            ManifestParts.WritePublished(writer, emission.Request.Published?.Invoke() ?? []);
            ManifestParts.WriteNames(writer, "modules", emission.Headers.Select(header => header.Name));
            ManifestParts.WriteNames(writer, "sources",
                [
                    .. emission.Headers.Select(header => $"{HlsEmission.SourceFolder}/{header.Name}"),
                    $"{HlsEmission.SourceFolder}/{emission.Top}.h", $"{HlsEmission.SourceFolder}/{emission.Top}.cpp",
                ]);
            ManifestParts.WriteNames(writer, "testbench",
                [
                    $"{HlsEmission.BenchFolder}/tb_{emission.Top}.cpp",
                    .. HlsLibrary.BenchHeaders.Select(header => $"{HlsEmission.BenchFolder}/{header.Name}"),
                ]);
            ManifestParts.WriteNames(writer, "stand_ins",
                HlsLibrary.StandIns.Select(header => $"{HlsEmission.StandInFolder}/{header.Name}"));
            writer.WriteEndObject();
        }

        return new EmittedFile("manifest.json", Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private static void WriteLayer(Utf8JsonWriter writer, LayerEmission emission)
    {
        writer.WriteStartObject("layer");
        foreach ((string name, long value) in emission.LayerParameters)
        {
            writer.WriteNumber(name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("ports");
        foreach (LayerPort port in emission.Pointers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", port.Name);
            writer.WriteString("direction", port.IsWritten ? "inout" : "in");
            writer.WriteString("bundle", $"gmem_{port.Name}");
            writer.WriteNumber("bits", port.Name == "weights" ? emission.WeightWordBits : LayerPort.WordBits);
            writer.WriteString("bank", HlsScripts.Bank(emission.Request.Design, port.Bank));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The cases of the bench, and what the engine takes for the seven matrices of each.</summary>
    private static void WriteRuns(Utf8JsonWriter writer, LayerEmission emission)
    {
        var engine = LookupEngine.From(
            (Arch.Designs.TableLookup.TableLookupFabric)emission.Request.Design.Fabric);
        writer.WriteStartArray("runs");
        foreach (DecoderLayerProduct product in emission.Products)
        {
            writer.WriteStartObject();
            writer.WriteNumber("tokens", product.Tokens);
            writer.WriteNumber("position", product.Position);
            writer.WriteNumber("engine_cycles", Enum.GetValues<LayerMatrix>().Sum(matrix =>
            {
                (int k, int n) = emission.Shape.Of(matrix);
                return TableLookupTiming.Cycles(engine, product.Tokens, k, n);
            }));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
