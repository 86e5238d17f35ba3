using System.CommandLine;
using System.Text;
using System.Text.Json;
using Accel.Arch.Formats;
using Accel.Cli.Output;
using Accel.Explore.Sweeps;
using Accel.Sim.Schedules;

namespace Accel.Cli.Commands;

/// <summary><c>accel list</c>: the names that files and options may use.</summary>
internal static class ListCommand
{
    private static readonly string[] Folders =
        ["designs", "models", "workloads", "devices", "technologies", "drams", "sweeps"];

    public static Command Create()
    {
        Argument<string> what = new(
            "WHAT") { Description = "formats, schedules, metrics, or a folder of the config roots." };
        what.AcceptOnlyFromAmong([.. Folders, "formats", "schedules", "metrics"]);
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", """
            List the names that files and options may use.

            Examples:
              accel list designs
              accel list formats --json
            """)
        {
            what, json,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(what), parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string what, bool isJson)
    {
        Session session = new();
        IReadOnlyList<(string Name, string Text)> entries = what switch
        {
            "formats" => [.. NumberFormats.All.Select(format => (format.Name, format.Summary))],
            "schedules" => [.. ScheduleList.All.Select(schedule => (schedule.Name, schedule.Summary))],
            "metrics" => [.. Explore.Configuration.PointMetrics.All.Select(metric =>
                (metric.Name, $"{metric.Summary} [{metric.Unit}]"))],
            _ => session.Library.List(what),
        };
        if (isJson)
        {
            PrintJson(what, entries);
        }
        else
        {
            NameTable.Print(entries);
        }

        return ExitCode.Done;
    }

    private static void PrintJson(string what, IReadOnlyList<(string Name, string Text)> entries)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray(what);
            foreach ((string name, string text) in entries)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString(Folders.Contains(what) ? "path" : "summary", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
