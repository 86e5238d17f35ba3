using System.Globalization;
using System.Text;
using System.Text.Json;
using Accel.Explore.Store;

namespace Accel.Cli.Output;

/// <summary>Prints that the front of shards is written.</summary>
internal static class FrontOutput
{
    public static void Print(ShardFront front, string file, bool isJson)
    {
        if (!isJson)
        {
            Screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{front.Definition.Name}: {front.Points:#,0} points, {front.Feasible:#,0} feasible, "
                + $"{front.Front.Count:#,0} on the front"));
            Screen.Line($"front    {file}");
            return;
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", Session.Version);
            writer.WriteString("sweep", front.Definition.Name);
            writer.WriteNumber("points", front.Points);
            writer.WriteNumber("feasible", front.Feasible);
            writer.WriteNumber("on_front", front.Front.Count);
            writer.WriteString("front", file);
            writer.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
