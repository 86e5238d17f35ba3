using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>
/// Standard output: tables as wide as the terminal, or as they need when it is a file; colour only on a terminal.
/// </summary>
internal static class Screen
{
    /// <summary>Wide enough for any table of ours, where no terminal sets a width.</summary>
    private const int FileWidth = 200;

    private const int NarrowestTable = 128;

    private static readonly IAnsiConsole Output = Create();

    /// <summary>Prints a line of text as it is.</summary>
    public static void Line(string text) => Console.Out.WriteLine(text);

    /// <summary>Prints a table without the blanks that would fill its lines.</summary>
    public static void Write(Table table)
    {
        table.Border = Output.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii;
        Output.Write(table);
    }

    public static void Write(Grid grid) => Output.Write(grid);

    private static IAnsiConsole Create()
    {
        bool isPlain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is not null;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });

        // A terminal that is narrower folds long lines itself, which reads better than folded cells.
        console.Profile.Width = Console.IsOutputRedirected ? FileWidth
            : Math.Max(console.Profile.Width, NarrowestTable);
        return console;
    }
}
