using System.Text.Json;
using Accel.Explore.Search;
using Accel.Explore.Store;

namespace Accel.Explore.Configuration;

/// <summary>Writes how a sweep's points were chosen, and what a search in waves gained by each.</summary>
internal static class SearchJson
{
    public static void Write(Utf8JsonWriter writer, SweepPlan plan, ResultStore store)
    {
        SearchSettings search = plan.Search;
        writer.WriteStartObject("search");
        writer.WriteString("kind", search.Kind);
        writer.WriteNumber("space", plan.Definition.Space.Count);
        if (search.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }

        if (search.Budget is { } budget)
        {
            writer.WriteNumber("budget", budget);
        }

        if (store.Waves.Count > 0)
        {
            writer.WriteNumber("hypervolume_reference", SearchTrace.Reference);
            writer.WriteStartArray("waves");
            foreach (SearchWave wave in store.Waves)
            {
                Write(writer, wave);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SearchWave wave)
    {
        writer.WriteStartObject();
        writer.WriteNumber("wave", wave.Wave);
        writer.WriteNumber("points", wave.Points);
        writer.WriteNumber("feasible", wave.Feasible);
        writer.WriteNumber("front", wave.Front);
        if (double.IsNaN(wave.Hypervolume))
        {
            writer.WriteNull("hypervolume");
        }
        else
        {
            writer.WriteNumber("hypervolume", wave.Hypervolume);
        }

        writer.WriteEndObject();
    }
}
