using System.CommandLine;
using Accel.Explore.Configuration;

namespace Accel.Cli.Commands;

/// <summary>The options that say how a sweep chooses its points, in place of its file.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string?> _kind = new("--search")
    {
        Description = "How points are chosen, in place of the sweep's: exhaustive, random, nsga2 or refine.",
        HelpName = "KIND",
    };

    private readonly Option<long?> _budget =
        CommonOptions.Whole("--budget", "Points that the search may evaluate.");

    private readonly Option<long?> _seed = CommonOptions.Whole("--seed", "The seed of the search.");

    public SearchOptions()
    {
        _budget.HelpName = "N";
        _seed.HelpName = "S";
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_kind);
        command.Options.Add(_budget);
        command.Options.Add(_seed);
    }

    public SearchOverrides Read(ParseResult parsed) =>
        new(parsed.GetValue(_kind), parsed.GetValue(_budget), parsed.GetValue(_seed));
}
