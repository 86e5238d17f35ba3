using System.Text;
using System.Text.Json;
using Accel.Arch.Devices;
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
            writer.WriteString("accel", emission.Request.Version);
            writer.WriteString("target", "verilog");
            writer.WriteString("design", emission.Request.Design.Name);
            writer.WriteString("family", emission.Request.Design.Fabric.Kind);
            writer.WriteString("top", emission.Top);
            writer.WriteString("engine", emission.Engine.Module);
            writer.WriteString("weights", emission.Request.Weights.ToString());
            writer.WriteString("activations", emission.Request.Activations.ToString());
            writer.WriteNumber("clock_hz", emission.Request.Design.Clock.Value);
            WriteParameters(writer, emission.Engine);
            WriteModules(writer, emission.Modules);
            WritePorts(writer, emission.Engine);
            writer.WriteNumber("latency", emission.Engine.Latency);
            WriteProducts(writer, emission);
            WriteEstimate(writer, emission.Request.Estimate?.Invoke(emission.Engine));
            WriteNames(writer, "rtl", emission.RtlSources);
            WriteNames(writer, "simulation_models", emission.ModelSources);
            WriteNames(writer, "testbench", emission.BenchSources);
            writer.WriteEndObject();
        }

        return new EmittedFile("manifest.json", Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private static void WriteParameters(Utf8JsonWriter writer, Engine engine)
    {
        writer.WriteStartObject("parameters");
        foreach (EngineParameter parameter in engine.Parameters)
        {
            writer.WriteNumber(parameter.Name, parameter.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteModules(Utf8JsonWriter writer, IEnumerable<HardwareModule> modules) =>
        WriteNames(writer, "modules", modules.Where(module => !module.IsModel).Select(module => module.Name));

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

    /// <summary>The products of the test bench, and what each takes without pauses.</summary>
    private static void WriteProducts(Utf8JsonWriter writer, VerilogEmission emission)
    {
        writer.WriteNumber("expected_cycles", emission.Products.Sum(product => product.Product.Cycles));
        writer.WriteStartArray("products");
        foreach ((ProductShape shape, EngineProduct product) in emission.Products)
        {
            writer.WriteStartObject();
            writer.WriteNumber("m", shape.M);
            writer.WriteNumber("k", shape.K);
            writer.WriteNumber("n", shape.N);
            writer.WriteNumber("cycles", product.Cycles);
            writer.WriteNumber("output_beats", product.Outputs.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteEstimate(Utf8JsonWriter writer, EngineEstimate? estimate)
    {
        if (estimate is null)
        {
            writer.WriteNull("estimated_resources");
            return;
        }

        writer.WriteStartObject("estimated_resources");
        writer.WriteStartObject("modules");
        foreach ((string module, FpgaResources resources) in estimate.Parts)
        {
            writer.WriteStartObject(module);
            WriteResources(writer, resources);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WriteResources(writer, estimate.Total);
        writer.WriteNumber("lut_uncertainty", Math.Round(estimate.LutUncertainty, 4));
        writer.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter writer, in FpgaResources resources)
    {
        writer.WriteNumber("lut", Math.Round(resources.Luts));
        writer.WriteNumber("ff", Math.Round(resources.Ffs));
        writer.WriteNumber("dsp", resources.Dsps);
        writer.WriteNumber("bram36", resources.Bram36);
        writer.WriteNumber("uram", resources.Urams);
    }

    private static void WriteNames(Utf8JsonWriter writer, string key, IEnumerable<string> names)
    {
        writer.WriteStartArray(key);
        foreach (string name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}
