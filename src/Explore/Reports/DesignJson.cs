using System.Text.Json;

namespace Accel.Explore.Reports;

/// <summary>Writes the chosen designs into the report's data block.</summary>
internal static class DesignJson
{
    public static void Write(Utf8JsonWriter json, ChosenDesign design)
    {
        json.WriteString("name", design.Name);
        json.WriteStrings("reasons", design.Reasons);
        json.WritePropertyName("point");
        PointColumns.WriteNumber(json, design.PointId ?? -1);
        json.WriteReal("clock", design.ClockHz);
        json.WriteStrings("energyParts", design.EnergyParts);
        json.WriteArray("layers", design.Layers, layer =>
        {
            json.WriteString("phase", layer.Phase);
            json.WriteString("name", layer.Name);
            json.WriteNumber("m", layer.M);
            json.WriteNumber("k", layer.K);
            json.WriteNumber("n", layer.N);
            json.WriteNumber("count", layer.Count);
            json.WriteNumber("cycles", layer.Cycles);
            json.WriteNumber("compute", layer.ComputeCycles);
            json.WriteNumber("dram", layer.DramCycles);
            json.WriteReal("utilization", layer.Utilization);
            json.WriteStartArray("energy");
            foreach (double joules in layer.EnergyJ)
            {
                json.WriteReal(null, joules);
            }

            json.WriteEndArray();
        });
        json.WriteStartObject("roofline");
        json.WriteReal("bandwidth", design.Roofline.BytesPerSecond);
        json.WriteArray("ceilings", design.Roofline.Ceilings, ceiling =>
        {
            json.WriteString("name", ceiling.Name);
            json.WriteReal("rate", ceiling.MacsPerSecond);
        });
        json.WriteArray("points", design.Roofline.Points, point =>
        {
            json.WriteString("phase", point.Phase);
            json.WriteString("name", point.Name);
            json.WriteReal("intensity", point.MacsPerByte);
            json.WriteReal("rate", point.MacsPerSecond);
        });
        json.WriteEndObject();
        WriteParts(json, "energy", design.Energy);
        WriteParts(json, "area", design.Area);
        json.WriteString("areaTitle", design.AreaTitle);
        json.WriteString("areaUnit", design.AreaUnit);
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IEnumerable<BreakdownPart> parts) =>
        json.WriteArray(name, parts, part =>
        {
            json.WriteString("name", part.Name);
            json.WriteReal("value", part.Value);
            json.WriteBoolean("estimated", part.Estimated);
        });
}
