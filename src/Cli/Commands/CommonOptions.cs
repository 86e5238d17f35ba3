using System.CommandLine;

namespace Accel.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class CommonOptions
{
    public static Argument<string> Design() => new("DESIGN")
    {
        Description = "A design: a file, or a name that 'accel list designs' shows.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output." };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Override a value of the design or the workload by its path, such as fabric.rows=64. May be repeated.",
        HelpName = "path=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
