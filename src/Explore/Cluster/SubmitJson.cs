using System.Text;
using System.Text.Json;

namespace Accel.Explore.Cluster;

/// <summary>Writes a submission as <c>submit --json</c> prints it.</summary>
public static class SubmitJson
{
    /// <param name="accelVersion">The version that submits.</param>
    public static string Write(SubmitPlan plan, string accelVersion, bool isDryRun)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", accelVersion);
            writer.WriteString("sweep", plan.Sweep);
            writer.WriteNumber("points", plan.Points);
            writer.WriteString("folder", plan.Folder.Path);
            writer.WriteString("state", plan.IsDone ? "complete" : isDryRun ? "dry-run" : "submitted");
            writer.WriteNumber("shards", plan.Shards);
            writer.WriteNumber("missing", plan.Missing.Count);
            WriteText(writer, "array", plan.Array);
            WriteText(writer, "shards_job", plan.Jobs.FirstOrDefault(job => job.Array is not null)?.Id);
            WriteText(writer, "merge_job", plan.Jobs.FirstOrDefault(job => job.Array is null)?.Id);
            WriteText(writer, "shards_script", isDryRun ? plan.ShardsScript : null);
            WriteText(writer, "merge_script", isDryRun ? plan.MergeScript : null);
            writer.WriteStartArray("commands");
            foreach (string command in isDryRun ? plan.Commands : [])
            {
                writer.WriteStringValue(command);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, text);
        }
    }
}
