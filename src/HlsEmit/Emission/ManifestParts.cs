using System.Text.Json;
using Accel.Arch.Devices;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission;

/// <summary>What the manifests of all targets hold. Names are a contract: add, never rename.</summary>
internal static class ManifestParts
{
    /// <summary>What was emitted, of what.</summary>
    public static void WriteHead(Utf8JsonWriter writer, EngineEmission emission, string target)
    {
        writer.WriteString("accel", emission.Request.Version);
        writer.WriteString("target", target);
        writer.WriteString("design", emission.Request.Design.Name);
        writer.WriteString("family", emission.Request.Design.Fabric.Kind);
        writer.WriteString("top", emission.Top);
        writer.WriteString("engine", emission.Engine.Module);
        writer.WriteString("weights", emission.Request.Weights.ToString());
        writer.WriteString("activations", emission.Request.Activations.ToString());
        writer.WriteNumber("clock_hz", emission.Request.Design.Clock.Value);
    }

    public static void WriteParameters(Utf8JsonWriter writer, Engine engine)
    {
        writer.WriteStartObject("parameters");
        foreach (EngineParameter parameter in engine.Parameters)
        {
            writer.WriteNumber(parameter.Name, parameter.Value);
        }

        writer.WriteEndObject();
    }

    /// <summary>The products of the test bench, and what each takes without pauses.</summary>
    public static void WriteProducts(Utf8JsonWriter writer, EngineEmission emission)
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

    public static void WriteEstimate(Utf8JsonWriter writer, EngineEmission emission)
    {
        if (emission.Request.Estimate?.Invoke(emission.Engine) is not { } estimate)
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

    public static void WriteNames(Utf8JsonWriter writer, string key, IEnumerable<string> names)
    {
        writer.WriteStartArray(key);
        foreach (string name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    /// <summary>What was published of the design that this one models, beside what the models say.</summary>
    public static void WritePublished(Utf8JsonWriter writer, IReadOnlyList<PublishedFigure> figures)
    {
        writer.WriteStartArray("published");
        foreach (PublishedFigure figure in figures)
        {
            writer.WriteStartObject();
            writer.WriteString("case", figure.Case);
            writer.WriteString("quantity", figure.Quantity);
            writer.WriteString("unit", figure.Unit);
            writer.WriteNumber("reported", figure.Reported);
            writer.WriteNumber("modelled", figure.Modelled);
            writer.WriteString("kind", figure.Kind);
            writer.WriteString("source", figure.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
