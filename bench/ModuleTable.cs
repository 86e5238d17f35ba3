using Accel.HlsEmit.Verification;

namespace Accel.Bench;

/// <summary>Prints the table of what modules take of an UltraScale+ FPGA, measured again row by row.</summary>
internal static class ModuleTable
{
    public static void Print()
    {
        string table = Path.Combine(ShippedSweep.Configs(), "..", "tests", "Reference", "rtl_resources.csv");
        ToolRunner tools = new(TimeSpan.FromHours(1));
        Console.WriteLine(ModuleRow.Columns);
        foreach (string[] row in File.ReadLines(table).Skip(1).Select(line => line.Split(',')))
        {
            string folder = Directory.CreateTempSubdirectory("accel-bench-").FullName;
            (CellCounts? cells, string output) = ModuleSynthesis.Run(
                row[0], ModuleRow.Parameters(row[1]), folder, tools, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
            Console.WriteLine(cells is null ? throw new InvalidOperationException(output)
                : ModuleRow.Of(row[0], row[1], cells));
        }
    }
}
