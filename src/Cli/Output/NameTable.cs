using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints names with a line about each.</summary>
internal static class NameTable
{
    public static void Print(IReadOnlyList<(string Name, string Text)> entries)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach ((string name, string text) in entries)
        {
            grid.AddRow(new Text(name), new Text(text));
        }

        Screen.Write(grid);
    }
}
