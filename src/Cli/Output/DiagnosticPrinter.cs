using Accel.Arch.Diagnostics;

namespace Accel.Cli.Output;

/// <summary>Prints diagnostics on standard error, in colour only on a terminal.</summary>
internal static class DiagnosticPrinter
{
    public static void Print(IEnumerable<Diagnostic> diagnostics)
    {
        bool useColour = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            string line = Printable(diagnostic.ToString());
            if (useColour)
            {
                string colour = diagnostic.Severity == Severity.Error ? "\e[31m" : "\e[33m";
                Console.Error.WriteLine($"{colour}{line}\e[0m");
            }
            else
            {
                Console.Error.WriteLine(line);
            }
        }
    }

    /// <summary>Text from a file must not move the cursor.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
