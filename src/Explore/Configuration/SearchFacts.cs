using System.Globalization;
using Accel.Explore.Reports;
using Accel.Explore.Search;
using Accel.Explore.Store;

namespace Accel.Explore.Configuration;

/// <summary>What a reader should know of how a sweep's points were chosen.</summary>
public static class SearchFacts
{
    private const int MostSteps = 6;

    /// <summary>The search and, where it went in waves, how its front grew.</summary>
    public static IEnumerable<ReportFact> Of(SweepPlan plan, ResultStore store)
    {
        yield return new ReportFact("Search", Describe(plan, store));
        if (Progress(store.Waves) is { } progress)
        {
            yield return new ReportFact("Hypervolume", progress);
        }
    }

    /// <summary>The search, its budget, and how much of the space it evaluated.</summary>
    public static string Describe(SweepPlan plan, ResultStore store)
    {
        string budget = plan.Search.Budget is { } most
            ? string.Create(CultureInfo.InvariantCulture, $", budget {most}") : string.Empty;
        string waves = store.Waves.Count > 0
            ? string.Create(CultureInfo.InvariantCulture, $" in {store.Waves.Count} waves") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture,
            $"{plan.Search.Describe()}{budget}, {store.Count} of {plan.Definition.Space.Count} points{waves}");
    }

    /// <summary>The hypervolume after some of the waves; null without waves.</summary>
    public static string? Progress(IReadOnlyList<SearchWave> waves)
    {
        SearchWave[] known = [.. waves.Where(wave => !double.IsNaN(wave.Hypervolume))];
        if (known.Length == 0)
        {
            return null;
        }

        // The first, and then as the points double: a search gains most at its start.
        List<SearchWave> steps = [known[^1]];
        while (steps.Count < MostSteps && steps[^1] != known[0])
        {
            long half = steps[^1].Points / 2;
            steps.Add(known.LastOrDefault(wave => wave.Points <= half) ?? known[0]);
        }

        steps.Reverse();
        string values = string.Join(", ", steps.Select(wave => string.Create(CultureInfo.InvariantCulture,
            $"{wave.Hypervolume:0.0000} after {wave.Points}")));
        return $"{values} points (the last front scaled to 0..1, reference point {SearchTrace.Reference} in each)";
    }
}
