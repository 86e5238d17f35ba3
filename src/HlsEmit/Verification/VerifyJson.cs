using System.Text;
using System.Text.Json;
using Accel.Arch.Devices;

namespace Accel.HlsEmit.Verification;

/// <summary>
/// Writes what was verified as the JSON of <c>verify --json</c>. Names are a contract: add, never rename.
/// </summary>
public static class VerifyJson
{
    public static string Write(VerifyResult result, string version)
    {
        ArgumentNullException.ThrowIfNull(result);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", version);
            writer.WriteString("design", result.Emission.Request.Design.Name);
            writer.WriteString("target", result.Target);
            writer.WriteString("top", result.Emission.Top);
            writer.WriteBoolean("passed", result.Passed);
            writer.WriteStartArray("checks");
            foreach (Check check in result.Checks)
            {
                WriteCheck(writer, check);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("missing_tools");
            foreach (string tool in result.Missing)
            {
                writer.WriteStringValue(tool);
            }

            writer.WriteEndArray();
            WriteResources(writer, result);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteCheck(Utf8JsonWriter writer, Check check)
    {
        writer.WriteStartObject();
        writer.WriteString("check", check.Name);
        writer.WriteString("tool", check.Tool);
        writer.WriteBoolean("passed", check.Passed);
        WriteCount(writer, "measured", check.Measured);
        WriteCount(writer, "expected", check.Expected);
        if (check.Detail is { } detail)
        {
            writer.WriteString("detail", detail);
        }

        writer.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter writer, VerifyResult result)
    {
        writer.WriteStartObject("synthesis");
        if (result.FpgaCells is { } cells)
        {
            FpgaResources resources = cells.Resources;
            writer.WriteStartObject("xcup");
            writer.WriteNumber("lut", resources.Luts);
            writer.WriteNumber("ff", resources.Ffs);
            writer.WriteNumber("dsp", resources.Dsps);
            writer.WriteNumber("bram36", resources.Bram36);
            writer.WriteNumber("uram", resources.Urams);
            writer.WriteEndObject();
        }

        if (result.AsicCells is { } asic)
        {
            writer.WriteStartObject("standard_cells");
            writer.WriteNumber("cells", asic.Total);
            if (result.AsicArea is { } area)
            {
                writer.WriteNumber("area", area);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter writer, string name, double? count)
    {
        if (count is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
