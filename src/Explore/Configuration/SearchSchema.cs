using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Explore.Search;

namespace Accel.Explore.Configuration;

/// <summary>The keys of a sweep's <c>search</c>: each kind has its own.</summary>
internal static class SearchSchema
{
    /// <summary>The largest sample: what fits into memory with its ranges.</summary>
    private const long LargestSample = 100_000_000;

    /// <summary>The largest budget of a search that keeps all results in memory.</summary>
    private const long LargestBudget = 2_000_000;
    private const long LargestSeed = 1L << 53;
    private const int LargestPopulation = 10_000;

    private const string Seed = "Decides all chance in the search; 1 when left out.";
    private const string Budget = "Points to evaluate at most; never more than the space has.";

    private static readonly Schema<ExhaustiveSettings> Exhaustive =
        new(() => new ExhaustiveSettings());

    private static readonly Schema<RandomSettings> Random = new Schema<RandomSettings>(() => new RandomSettings())
        .Value("seed", Seed, Kinds.WholeLong(0, LargestSeed), (search, value) => search with { SeedValue = value })
        .Value("budget", "Points to evaluate; the whole space where it has no more.",
            Kinds.WholeLong(1, LargestSample), (search, value) => search with { BudgetValue = value },
            isRequired: true)
        .Value("sequence", "Where the points come from: chance, or Sobol's sequence, which spreads them evenly.",
            Kinds.Choice(("pseudo-random", PointSequence.PseudoRandom), ("sobol", PointSequence.Sobol)),
            (search, value) => search with { Sequence = value });

    private static readonly Schema<Nsga2Settings> Nsga2 = new Schema<Nsga2Settings>(() => new Nsga2Settings(), Check)
        .Value("seed", Seed, Kinds.WholeLong(0, LargestSeed), (search, value) => search with { SeedValue = value })
        .Value("budget", Budget, Kinds.WholeLong(1, LargestBudget),
            (search, value) => search with { BudgetValue = value }, isRequired: true)
        .Value("population", "Points of a generation, an even number; 100 when left out.",
            Kinds.Whole(4, LargestPopulation), (search, value) => search with { Population = value })
        .Value("crossover", "Probability that two parents mix; 0.9 when left out.", Kinds.Number(0, 1),
            (search, value) => search with { Crossover = value })
        .Value("mutation",
            "Probability that a child changes on an axis; one over the number of axes when left out.",
            Kinds.Number(0, 1), (search, value) => search with { Mutation = value });

    private static readonly Schema<RefineSettings> Refine = new Schema<RefineSettings>(
            () => new RefineSettings(), Check)
        .Value("budget", Budget, Kinds.WholeLong(1, LargestBudget),
            (search, value) => search with { BudgetValue = value }, isRequired: true)
        .Value("grid", "Points of the coarse grid at most; a sixteenth of the budget when left out.",
            Kinds.WholeLong(1, LargestBudget), (search, value) => search with { Grid = value });

    public static readonly IReadOnlyList<Variant<SearchSettings>> Variants =
    [
        new Variant<SearchSettings, ExhaustiveSettings>(ExhaustiveSettings.Name, Exhaustive),
        new Variant<SearchSettings, RandomSettings>(RandomSettings.Name, Random),
        new Variant<SearchSettings, Nsga2Settings>(Nsga2Settings.Name, Nsga2),
        new Variant<SearchSettings, RefineSettings>(RefineSettings.Name, Refine),
    ];

    private static void Check(Nsga2Settings search, MapNode map, string path, BindContext context)
    {
        if (search.Population % 2 != 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, (map["population"] ?? map).Where,
                $"{path}.population must be even, got {search.Population}: children come in pairs",
                $"{search.Population - 1} or {search.Population + 1}");
        }
        else if (search.Population > search.BudgetValue)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, (map["population"] ?? map["budget"] ?? map).Where,
                $"{path}.population ({search.Population}) is greater than the budget ({search.BudgetValue})",
                "a search needs several generations; ten populations are a small budget");
        }
    }

    private static void Check(RefineSettings search, MapNode map, string path, BindContext context)
    {
        if (search.Grid > search.BudgetValue)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, map["grid"]!.Where,
                $"{path}.grid ({search.Grid}) is greater than the budget ({search.BudgetValue})",
                "what the grid leaves of the budget goes to the neighbours of the front");
        }
    }
}
