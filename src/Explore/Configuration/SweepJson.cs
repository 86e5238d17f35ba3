using System.Text;
using System.Text.Json;
using Accel.Explore.Reports;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>Writes what a sweep found as <c>sweep --json</c> and <c>report --json</c> print it.</summary>
public static class SweepJson
{
    /// <param name="result">How this run went; null when nothing was evaluated.</param>
    public static string Write(
        ResultStore store, SweepPlan plan, ReportModel report, SweepResult? result, string folder)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", store.Provenance.AccelVersion);
            writer.WriteString("sweep", store.Definition.Name);
            writer.WriteNumber("points", store.Count);
            writer.WriteNumber("feasible", store.FeasibleCount);
            if (result is not null)
            {
                writer.WriteNumber("evaluated", result.Evaluated);
                writer.WriteNumber("elapsed_s", result.Elapsed.TotalSeconds);
            }

            SearchJson.Write(writer, plan, store);
            writer.WriteString("store", store.Path);
            writer.WriteString("report", Path.Combine(folder, SweepSession.ReportFile));
            writer.WriteString("plot", Path.Combine(folder, SweepSession.PlotFile));
            writer.WriteString("figures", Path.Combine(folder, SweepSession.FigureFolder));
            writer.WriteStartArray("front");
            foreach (ReportPoint point in report.Points.Where(point => point.OnFront))
            {
                WritePoint(writer, store.Definition, report, point);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What a run of one shard prints: it has no front of its own.</summary>
    public static string WriteShard(ResultStore store, SweepResult result)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", store.Provenance.AccelVersion);
            writer.WriteString("sweep", store.Definition.Name);
            writer.WriteString("shard", store.Part.Shard.ToString());
            writer.WriteNumber("points", store.Count);
            writer.WriteNumber("feasible", store.FeasibleCount);
            writer.WriteNumber("evaluated", result.Evaluated);
            writer.WriteNumber("elapsed_s", result.Elapsed.TotalSeconds);
            writer.WriteString("store", store.Path);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WritePoint(Utf8JsonWriter writer, SweepDefinition definition, ReportModel report,
        ReportPoint point)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", point.Id);
        writer.WriteStartArray("chosen_for");
        foreach (string reason in report.Designs.Where(design => design.PointId == point.Id).SelectMany(design =>
            design.Reasons))
        {
            writer.WriteStringValue(reason);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("axes");
        for (int axis = 0; axis < definition.Space.Axes.Count; axis++)
        {
            writer.WriteString(definition.Space.Axes[axis].Path, definition.Space.Label(point.Id, axis));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("metrics");
        for (int metric = 0; metric < report.Metrics.Length; metric++)
        {
            // A design on a device has no area beside others that have one.
            if (double.IsNaN(point.Metrics[metric]))
            {
                writer.WriteNull(report.Metrics[metric].Key);
            }
            else
            {
                writer.WriteNumber(report.Metrics[metric].Key, point.Metrics[metric]);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
