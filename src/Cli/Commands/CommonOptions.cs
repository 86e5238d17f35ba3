using System.CommandLine;
using System.Globalization;

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
        Description = "Override a value of the design or the workload by its path, such as fabric.rows=64. "
            + "May be repeated.",
        HelpName = "path=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>A whole number; what is none gets a message of ours, not one that names a .NET type.</summary>
    public static Option<long?> Whole(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            {
                return value;
            }

            result.AddError($"{name} must be a whole number, got '{text}'");
            return null;
        },
    };

    /// <summary>A file or folder that the program writes.</summary>
    public static Option<string> Output(string name, string helpName, string description, params string[] aliases)
    {
        Option<string> option = new(name, aliases) { Description = description, Required = true, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value.Length == 0)
            {
                result.AddError($"{name} is empty");
            }
        });
        return option;
    }
}
