using System.Text.Json;

namespace Accel.Explore.Reports;

/// <summary>Writes what is known of all points into the report's data block.</summary>
internal static class SurveyJson
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        json.WriteArray("densities", model.Densities, density =>
        {
            json.WriteNumber("x", density.X);
            json.WriteNumber("y", density.Y);
            json.WriteNumber("columns", MetricDensity.Columns);
            json.WriteNumber("rows", MetricDensity.Rows);
            WriteAxis(json, "across", density.Across);
            WriteAxis(json, "up", density.Up);

            // Most cells are empty: pairs of cells passed over and the count of the next.
            json.WriteStartArray("cells");
            int next = 0;
            for (int cell = 0; cell < density.Counts.Length; cell++)
            {
                if (density.Counts[cell] > 0)
                {
                    json.WriteNumberValue(cell - next);
                    json.WriteNumberValue(density.Counts[cell]);
                    next = cell + 1;
                }
            }

            json.WriteEndArray();
        });
        json.WriteArray("effects", model.Effects, effect =>
        {
            json.WriteNumber("axis", effect.Axis);
            json.WriteNumber("metric", effect.Metric);
            json.WriteReals("means", effect.Means);
            json.WriteBoolean("geometric", effect.IsGeometric);
            json.WriteReal("range", effect.Range);
            json.WriteReal("share", effect.Share);
        });
        json.WriteArray("steps", model.PrecisionSteps, step =>
        {
            json.WriteNumber("axis", step.Axis);
            json.WriteNumber("from", step.From);
            json.WriteNumber("to", step.To);
            json.WriteReal("fromBits", step.FromBits);
            json.WriteReal("toBits", step.ToBits);
            json.WriteNumber("pairs", step.Pairs);
            json.WriteArray("changes", step.Changes, change =>
            {
                json.WriteNumber("metric", change.Metric);
                json.WriteReal("difference", change.Difference);
                json.WriteReal("ratio", change.Ratio);
            });
        });
        json.WriteArray("generations", model.Generations, generation =>
        {
            json.WriteNumber("generation", generation.Generation);
            json.WriteNumber("evaluated", generation.Evaluated);
            json.WriteReal("hypervolume", generation.Hypervolume);
        });
    }

    private static void WriteAxis(Utf8JsonWriter json, string name, DensityAxis axis)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("log", axis.IsLog);
        json.WriteReal("low", axis.Low, "R");
        json.WriteReal("high", axis.High, "R");
        json.WriteEndObject();
    }
}
