using System.Text;
using System.Text.Json;
using Accel.CostModel.Estimates;

namespace Accel.Explore.Costs;

/// <summary>Writes a price as the JSON of <c>cost --json</c>. Names are a contract: add, never rename.</summary>
public static class CostJson
{
    public static string Write(CostNode node, string item, string place, string version)
    {
        ArgumentNullException.ThrowIfNull(node);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", version);
            writer.WriteString("item", item);
            writer.WriteString("place", place);
            WriteFigures(writer, node);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteFigures(Utf8JsonWriter writer, CostNode node)
    {
        Estimate each = node.Each;
        Write(writer, "area_mm2", each.AreaMm2?.Value);
        Write(writer, "energy_j", each.EnergyJ?.Value);
        Write(writer, "write_energy_j", each.WriteEnergyJ?.Value);
        Write(writer, "leakage_w", each.LeakageW?.Value);
        Write(writer, "delay_s", each.DelayS?.Value);
        Write(writer, "lut", each.Resources?.Luts);
        Write(writer, "ff", each.Resources?.Ffs);
        Write(writer, "dsp", each.Resources?.Dsps);
        Write(writer, "bram36", each.Resources?.Bram36);
        Write(writer, "uram", each.Resources?.Urams);
        Write(writer, "bandwidth_efficiency", each.BandwidthEfficiency?.Value);
        Write(writer, "energy_per_bit_j", each.EnergyPerBitJ?.Value);
        writer.WriteString("source", each.Source);
        writer.WriteNumber("uncertainty", each.Uncertainty);
        writer.WriteStartObject("uncertainties");
        WriteBand(writer, "area_mm2", each.AreaMm2);
        WriteBand(writer, "energy_j", each.EnergyJ);
        WriteBand(writer, "write_energy_j", each.WriteEnergyJ);
        WriteBand(writer, "leakage_w", each.LeakageW);
        WriteBand(writer, "delay_s", each.DelayS);
        WriteBand(writer, "bandwidth_efficiency", each.BandwidthEfficiency);
        WriteBand(writer, "energy_per_bit_j", each.EnergyPerBitJ);
        if (each.Resources is not null)
        {
            writer.WriteNumber("lut", each.LutUncertainty);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("parts");
        foreach (CostNode part in node.Parts)
        {
            writer.WriteStartObject();
            writer.WriteString("name", part.Name);
            writer.WriteNumber("count", part.Count);
            WriteFigures(writer, part);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>The band of a figure that is there, and how it was come by.</summary>
    private static void WriteBand(Utf8JsonWriter writer, string name, Figure? figure)
    {
        if (figure is { } there)
        {
            writer.WriteNumber(name, there.Uncertainty);
            writer.WriteString($"{name}_basis", there.Basis.ToString().ToLowerInvariant());
        }
    }
}
