using System.CommandLine;
using Accel.Explore.Store;

namespace Accel.Cli.Commands;

/// <summary><c>accel export</c>: all points of a sweep as CSV.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "The output folder of a sweep." };
        Option<string> csv = CommonOptions.Output("--csv", "FILE", "The file to write.");
        Command command = new("export", """
            Write all points of a sweep as CSV: the axes, the metrics, whether feasible, and why not.

            Example:
              accel export out/bitserial --csv points.csv
            """)
        {
            folder, csv,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(csv)));
        return command;
    }

    private static int Execute(string folder, string file)
    {
        using ResultStore store = ResultStore.Open(folder);
        CsvExport.Write(store, file);
        Console.Error.WriteLine($"{store.Count} points in {file}");
        return ExitCode.Done;
    }
}
