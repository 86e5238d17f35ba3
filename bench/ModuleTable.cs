using Accel.HlsEmit.Verification;

namespace Accel.Bench;

/// <summary>Prints the table of what modules take of an UltraScale+ FPGA, measured again row by row.</summary>
internal static class ModuleTable
{
    /// <summary>Modules of the hardware library; the set that a row belongs to is copied.</summary>
    public static void Print() => Print("rtl_resources.csv", $"{ModuleRow.Columns},set", (row, folder, tools) =>
        ModuleSynthesis.Run(row[0], ModuleRow.Parameters(row[1]), folder, tools, CancellationToken.None));

    /// <summary>The pieces that modules' estimates are made of.</summary>
    public static void PrintPrimitives()
    {
        string source = File.ReadAllText(PathOf("fpga_primitives.v"));
        Print("fpga_primitives.csv", ModuleRow.Columns, (row, folder, tools) => ModuleSynthesis.Run(row[0],
            ModuleRow.Parameters(row[1]), [("fpga_primitives.v", source)], folder, tools, CancellationToken.None));
    }

    private static string PathOf(string file) =>
        Path.Combine(ShippedSweep.Configs(), "..", "tests", "Reference", file);

    private static void Print(string table, string columns,
        Func<string[], string, ToolRunner, (CellCounts? Cells, string Output)> measure)
    {
        ToolRunner tools = new(TimeSpan.FromHours(1));
        Console.WriteLine(columns);
        foreach (string[] row in File.ReadLines(PathOf(table)).Skip(1).Select(line => line.Split(',')))
        {
            string folder = Directory.CreateTempSubdirectory("accel-bench-").FullName;
            (CellCounts? cells, string output) = measure(row, folder, tools);
            Directory.Delete(folder, recursive: true);
            Console.WriteLine(cells is null ? throw new InvalidOperationException(output)
                : string.Join(',',
                    [ModuleRow.Of(row[0], row[1], cells), .. row[ModuleRow.Columns.Split(',').Length..]]));
        }
    }
}
