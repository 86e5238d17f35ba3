using System.Text.Json;

namespace Accel.Explore.Reports;

/// <summary>Writes the data block of the interactive report.</summary>
/// <remarks>
/// The encoder escapes everything but plain ASCII letters, digits and safe punctuation, so that no text can close the
/// script element that holds the block. Summaries carry 7 significant digits, points all that the result store has.
/// A value that is not a number is null.
/// </remarks>
internal static class ReportJson
{
    public static byte[] Write(ReportModel model)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("title", model.Title);
            json.WriteString("sweep", model.SweepName);
            json.WriteString("accel", model.AccelVersion);
            WriteFacts(json, "facts", model.Facts);
            WriteSpace(json, model);
            WriteConstraints(json, model);
            WriteCounts(json, model);
            PointColumns.Write(json, model);
            SurveyJson.Write(json, model);
            json.WriteArray("designs", model.Designs, design => DesignJson.Write(json, design));
            json.WriteArray("assumptions", model.Assumptions, assumption =>
            {
                json.WriteString("text", assumption.Text);
                json.WriteString("source", assumption.Source);
                json.WriteBoolean("estimated", assumption.Estimated);
            });
            json.WriteString("command", model.Provenance.Command);
            json.WriteStrings("run", model.Provenance.RunCommands);
            WriteFacts(json, "versions", model.Provenance.Versions);
            WriteFacts(json, "inputs", model.Provenance.Inputs);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteSpace(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteArray("axes", model.Axes, axis =>
        {
            json.WriteString("path", axis.Path);
            json.WriteBoolean("format", axis.IsFormat);
            json.WriteBoolean("design", axis.IsDesign);
            json.WriteStrings("values", axis.Values);
        });
        json.WriteArray("metrics", model.Metrics, metric =>
        {
            json.WriteString("key", metric.Key);
            json.WriteString("label", metric.Label);
            json.WriteString("unit", metric.Unit);
            json.WriteNumber("better", metric.Better == Better.Lower ? -1 : 1);
            json.WriteBoolean("objective", metric.IsObjective);
        });
    }

    private static void WriteConstraints(Utf8JsonWriter json, ReportModel model) =>
        json.WriteArray("constraints", model.Constraints, constraint =>
        {
            json.WriteNumber("metric", model.MetricIndex(constraint.Metric));
            json.WriteReal("min", constraint.Min ?? double.NaN);
            json.WriteReal("max", constraint.Max ?? double.NaN);
            json.WriteNumber("breaks", constraint.Breaks);
            json.WriteNumber("alone", constraint.BreaksAlone);
            json.WriteNumber("near", constraint.FrontNear);
            if (constraint.Relief is { } relief)
            {
                json.WriteStartObject("relief");
                json.WriteNumber("gains", relief.FrontGains);
                json.WriteNumber("losses", relief.FrontLosses);
                json.WriteReals("best", relief.Best);
                json.WriteEndObject();
            }
        });

    /// <summary>Counts over all points, shown or not.</summary>
    private static void WriteCounts(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("points", model.Counts.Points);
        json.WriteNumber("shown", model.Points.Count);
        json.WriteNumber("feasible", model.Counts.Feasible);
        json.WriteNumber("front", model.Counts.Front);
        json.WriteArray("reasons", model.Counts.Reasons, reason =>
        {
            json.WriteString("reason", reason.Reason);
            json.WriteNumber("points", reason.Points);
        });
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, string name, IEnumerable<ReportFact> facts) =>
        json.WriteArray(name, facts, fact =>
        {
            json.WriteString("name", fact.Name);
            json.WriteString("value", fact.Value);
        });
}
