using System.Globalization;
using System.Text.Json;

namespace Accel.Explore.Reports;

/// <summary>Writes the data block of the interactive report: columns, not an object per point.</summary>
/// <remarks>
/// The encoder escapes everything but plain ASCII letters, digits and safe punctuation, so that no text can close the
/// script element that holds the block. Metrics carry 7 significant digits; the result store has all of them.
/// A value that is not a number is null.
/// </remarks>
internal static class ReportJson
{
    public static byte[] Write(ReportModel model, IReadOnlyList<ReportPoint> shown)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("title", model.Title);
            json.WriteString("sweep", model.SweepName);
            json.WriteString("accel", model.AccelVersion);
            WriteFacts(json, "facts", model.Facts);
            WriteArray(json, "axes", model.Axes, axis =>
            {
                json.WriteString("path", axis.Path);
                json.WriteBoolean("format", axis.IsFormat);
                json.WriteBoolean("design", axis.IsDesign);
                WriteStrings(json, "values", axis.Values);
            });
            WriteArray(json, "metrics", model.Metrics, metric =>
            {
                json.WriteString("key", metric.Key);
                json.WriteString("label", metric.Label);
                json.WriteString("unit", metric.Unit);
                json.WriteNumber("better", metric.Better == Better.Lower ? -1 : 1);
                json.WriteBoolean("objective", metric.IsObjective);
            });
            WriteArray(json, "constraints", model.Constraints, constraint =>
            {
                json.WriteNumber("metric", model.MetricIndex(constraint.Metric));
                WriteNumber(json, "min", constraint.Min ?? double.NaN);
                WriteNumber(json, "max", constraint.Max ?? double.NaN);
            });
            WriteCounts(json, model, shown);
            WritePoints(json, model, shown);
            WriteArray(json, "designs", model.Designs, design => WriteDesign(json, design));
            WriteArray(json, "assumptions", model.Assumptions, assumption =>
            {
                json.WriteString("text", assumption.Text);
                json.WriteString("source", assumption.Source);
                json.WriteBoolean("estimated", assumption.Estimated);
            });
            json.WriteString("command", model.Provenance.Command);
            WriteStrings(json, "run", model.Provenance.RunCommands);
            WriteFacts(json, "versions", model.Provenance.Versions);
            WriteFacts(json, "inputs", model.Provenance.Inputs);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Counts over all points, shown or not.</summary>
    private static void WriteCounts(Utf8JsonWriter json, ReportModel model, IReadOnlyList<ReportPoint> shown)
    {
        SortedDictionary<string, long> reasons = new(StringComparer.Ordinal);
        long front = 0;
        foreach (ReportPoint point in model.Points)
        {
            front += point.OnFront ? 1 : 0;
            if (point.Infeasible is { } reason)
            {
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
        }

        json.WriteStartObject("counts");
        json.WriteNumber("points", model.Points.Count);
        json.WriteNumber("shown", shown.Count);
        json.WriteNumber("feasible", model.Points.Count - reasons.Values.Sum());
        json.WriteNumber("front", front);
        WriteArray(json, "reasons", reasons.OrderByDescending(r => r.Value), r =>
        {
            json.WriteString("reason", r.Key);
            json.WriteNumber("points", r.Value);
        });
        json.WriteEndObject();
    }

    /// <summary>Columns: <c>axis[a][i]</c>, <c>metric[m][i]</c>, <c>infeasible[i]</c> (-1 or a position in
    /// <c>reasons</c>) and the positions of the front's points.</summary>
    private static void WritePoints(Utf8JsonWriter json, ReportModel model, IReadOnlyList<ReportPoint> shown)
    {
        json.WriteStartObject("points");
        WriteNumbers(json, "id", shown.Select(point => point.Id));
        json.WriteStartArray("axis");
        for (int axis = 0; axis < model.Axes.Length; axis++)
        {
            int column = axis;
            WriteNumbers(json, null, shown.Select(point => (long)point.AxisValues[column]));
        }

        json.WriteEndArray();
        json.WriteStartArray("metric");
        for (int metric = 0; metric < model.Metrics.Length; metric++)
        {
            json.WriteStartArray();
            foreach (ReportPoint point in shown)
            {
                WriteNumber(json, null, point.Metrics[metric]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        string[] reasons = [.. shown.Select(point => point.Infeasible).OfType<string>().Distinct()];
        Dictionary<string, int> positions = reasons.Index().ToDictionary(r => r.Item, r => r.Index);
        WriteStrings(json, "reasons", reasons);
        WriteNumbers(json, "infeasible", shown.Select(p => p.Infeasible is { } reason ? (long)positions[reason] : -1));
        WriteNumbers(json, "front", shown.Index().Where(p => p.Item.OnFront).Select(p => (long)p.Index));
        json.WriteEndObject();
    }

    private static void WriteDesign(Utf8JsonWriter json, ChosenDesign design)
    {
        json.WriteString("name", design.Name);
        WriteStrings(json, "reasons", design.Reasons);
        json.WriteNumber("point", design.PointId ?? -1);
        WriteNumber(json, "clock", design.ClockHz);
        WriteStrings(json, "energyParts", design.EnergyParts);
        WriteArray(json, "layers", design.Layers, layer =>
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
            WriteNumber(json, "utilization", layer.Utilization);
            json.WriteStartArray("energy");
            foreach (double joules in layer.EnergyJ)
            {
                WriteNumber(json, null, joules);
            }

            json.WriteEndArray();
        });
        json.WriteStartObject("roofline");
        WriteNumber(json, "bandwidth", design.Roofline.BytesPerSecond);
        WriteArray(json, "ceilings", design.Roofline.Ceilings, ceiling =>
        {
            json.WriteString("name", ceiling.Name);
            WriteNumber(json, "rate", ceiling.MacsPerSecond);
        });
        WriteArray(json, "points", design.Roofline.Points, point =>
        {
            json.WriteString("phase", point.Phase);
            json.WriteString("name", point.Name);
            WriteNumber(json, "intensity", point.MacsPerByte);
            WriteNumber(json, "rate", point.MacsPerSecond);
        });
        json.WriteEndObject();
        WriteParts(json, "energy", design.Energy);
        WriteParts(json, "area", design.Area);
        json.WriteString("areaTitle", design.AreaTitle);
        json.WriteString("areaUnit", design.AreaUnit);
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IEnumerable<BreakdownPart> parts) =>
        WriteArray(json, name, parts, part =>
        {
            json.WriteString("name", part.Name);
            WriteNumber(json, "value", part.Value);
            json.WriteBoolean("estimated", part.Estimated);
        });

    private static void WriteFacts(Utf8JsonWriter json, string name, IEnumerable<ReportFact> facts) =>
        WriteArray(json, name, facts, fact =>
        {
            json.WriteString("name", fact.Name);
            json.WriteString("value", fact.Value);
        });

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string? name, IEnumerable<long> values)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (long value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string? name, double value)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        if (double.IsFinite(value))
        {
            json.WriteRawValue(value.ToString("G7", CultureInfo.InvariantCulture), skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
