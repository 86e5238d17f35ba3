using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>What a command line says of a sweep's search in place of its file.</summary>
/// <param name="Kind">The kind of search; with another kind than the file's, the file's other keys do not hold.</param>
public sealed record SearchOverrides(string? Kind = null, long? Budget = null, long? Seed = null)
{
    private const string Section = "search";

    public bool IsEmpty => Kind is null && Budget is null && Seed is null;

    /// <summary>The options as they would be typed, in one order, each after a space.</summary>
    public override string ToString() => string.Concat(
        Options().Select(option => string.Create(CultureInfo.InvariantCulture, $" --{option.Key} {option.Text}")));

    /// <summary>The sweep's mapping with these values in its <c>search</c>.</summary>
    internal MapNode Over(MapNode sweep)
    {
        if (IsEmpty || sweep[Section] is not (null or MapNode))
        {
            return sweep;
        }

        SourceLocation where = new("command line");
        MapNode search = sweep[Section] as MapNode ?? new MapNode([], where);
        if (Kind is not null && (search["kind"] as ScalarNode)?.Text != Kind)
        {
            search = new MapNode([], where);
        }

        if (search["kind"] is null && Kind is null)
        {
            search = With(search, "kind", Search.ExhaustiveSettings.Name);
        }

        foreach ((string key, string text) in Options())
        {
            search = With(search, key == Section ? "kind" : key, text);
        }

        return sweep.With(new MapNode.Entry(Section, where, search));

        MapNode With(MapNode map, string key, string text) => map.With(
            new MapNode.Entry(key, new SourceLocation($"--{(key == "kind" ? Section : key)} {text}"),
                new ScalarNode(text, new SourceLocation($"--{(key == "kind" ? Section : key)} {text}"))));
    }

    private IEnumerable<(string Key, string Text)> Options()
    {
        if (Kind is not null)
        {
            yield return (Section, Kind);
        }

        if (Budget is { } budget)
        {
            yield return ("budget", budget.ToString(CultureInfo.InvariantCulture));
        }

        if (Seed is { } seed)
        {
            yield return ("seed", seed.ToString(CultureInfo.InvariantCulture));
        }
    }
}
