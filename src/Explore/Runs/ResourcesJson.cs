using System.Text.Json;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Runs;

/// <summary>Writes what a design takes of its device: the totals, and the modules that they are the sums of.</summary>
/// <remarks>Both are null where a design is built in a technology.</remarks>
internal static class ResourcesJson
{
    public static void Write(Utf8JsonWriter writer, ResourceBreakdown? resources)
    {
        if (resources is null)
        {
            writer.WriteNull("resources");
            writer.WriteNull("resources_by_module");
            return;
        }

        writer.WriteStartObject("resources");
        WriteAmounts(writer, resources.Total);
        writer.WriteEndObject();
        writer.WriteStartArray("resources_by_module");
        foreach (ResourceModule module in resources.Modules)
        {
            writer.WriteStartObject();
            writer.WriteString("module", module.Name);
            WriteAmounts(writer, module.Resources);
            writer.WriteString("source", module.Source);
            writer.WriteBoolean("estimated", module.IsEstimated);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAmounts(Utf8JsonWriter writer, in FpgaResources amounts)
    {
        writer.WriteNumber("lut", Math.Round(amounts.Luts));
        writer.WriteNumber("ff", Math.Round(amounts.Ffs));
        writer.WriteNumber("dsp", Math.Round(amounts.Dsps));
        writer.WriteNumber("bram36", amounts.Bram36);
        writer.WriteNumber("uram", amounts.Urams);
        writer.WriteNumber("memory_lut", Math.Round(amounts.MemoryLuts));
    }
}
