using Accel.Explore.Configuration;
using Accel.Explore.Search;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Configuration;

public class SearchSchemaTests
{
    [TestCase("{ kind: exhaustive }", "exhaustive")]
    [TestCase("{ kind: random, budget: 50 }", "random, seed 1")]
    [TestCase("{ kind: random, budget: 50, seed: 4, sequence: sobol }", "random (Sobol), seed 4")]
    [TestCase("{ kind: nsga2, budget: 50, population: 10, seed: 0 }", "nsga2, seed 0, population 10")]
    [TestCase("{ kind: refine, budget: 50, grid: 10 }", "refine")]
    public void Load_AnySearch_IsRead(string search, string described)
    {
        using ConfigFolder folder = new();
        SearchSettings settings = Load(folder, search)!.Search;
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(settings.Describe(), Is.EqualTo(described));
        Assert.That(settings.Budget, Is.EqualTo(settings.Kind == "exhaustive" ? null : 50));
    }

    [TestCase("{ kind: nsga }", "9:17: error ACC009: search.kind: there is no 'nsga' (did you mean 'nsga2'?)")]
    [TestCase("{ budget: 5 }",
        "9:9: error ACC006: search needs the key 'kind' (one of: exhaustive, random, nsga2, refine)")]
    [TestCase("{ kind: nsga2 }", "9:9: error ACC006: search needs the key 'budget' "
        + "(Points to evaluate at most; never more than the space has.)")]
    [TestCase("{ kind: exhaustive, budget: 10 }", "9:29: error ACC005: search has no key 'budget'")]
    [TestCase("{ kind: refine, budget: 10, seed: 1 }", "9:37: error ACC005: search has no key 'seed'")]
    [TestCase("{ kind: random, budget: 10, populaton: 4 }", "9:37: error ACC005: search has no key 'populaton'")]
    [TestCase("{ kind: random, budget: 10, sequence: halton }",
        "9:47: error ACC009: search.sequence must be pseudo-random or sobol, got 'halton'")]
    [TestCase("{ kind: random, budget: 0 }",
        "9:33: error ACC010: search.budget must be a whole number from 1 to 100000000, got 0")]
    [TestCase("{ kind: nsga2, budget: 100, population: 15 }",
        "9:49: error ACC012: search.population must be even, got 15: children come in pairs (14 or 16)")]
    [TestCase("{ kind: nsga2, budget: 50 }",
        "9:32: error ACC012: search.population (100) is greater than the budget (50)")]
    [TestCase("{ kind: nsga2, budget: 500, mutation: 2 }", "9:47: error ACC010: search.mutation must be")]
    [TestCase("{ kind: refine, budget: 50, grid: 60 }",
        "9:43: error ACC012: search.grid (60) is greater than the budget (50)")]
    public void Load_SearchThatCannotBe_SaysWhatAndWhere(string search, string line)
    {
        using ConfigFolder folder = new();
        Assert.That(Load(folder, search), Is.Null);
        Assert.That(folder.Lines, Has.Length.EqualTo(1));
        Assert.That(folder.Lines[0], Does.StartWith("s.yaml:" + line));
    }

    [Test]
    public void Load_CommandLine_StandsInPlaceOfTheFile()
    {
        using ConfigFolder folder = new();
        const string Own = "{ kind: nsga2, budget: 50, population: 10, seed: 3 }";
        SweepPlan file = Load(folder, Own)!;
        SweepPlan other = Load(folder, Own, new SearchOverrides(null, 80, 4))!;
        Assert.That(other.Search,
            Is.EqualTo(new Nsga2Settings { BudgetValue = 80, SeedValue = 4, Population = 10 }));
        Assert.That(other.Inputs, Is.Not.EqualTo(file.Inputs), "what is resumed is compared");
        Assert.That(Load(folder, Own, new SearchOverrides("refine", 80))!.Search,
            Is.EqualTo(new RefineSettings { BudgetValue = 80 }), "another kind leaves nothing of the file's");
        Assert.That(Load(folder, Own, new SearchOverrides("nsga2"))!.Inputs, Is.EqualTo(file.Inputs));
        Assert.That(new SearchOverrides("nsga2", 5, 6).ToString(), Is.EqualTo(" --search nsga2 --budget 5 --seed 6"));
    }

    [TestCase(null, 10L, null, "--budget 10: error ACC005: search has no key 'budget'")]
    [TestCase("nsga3", 10L, null,
        "--search nsga3: error ACC009: search.kind: there is no 'nsga3' (did you mean 'nsga2'?)")]
    [TestCase("refine", null, 2L, "--seed 2: error ACC005: search has no key 'seed'")]
    [TestCase("random", null, null, "command line: error ACC006: search needs the key 'budget'")]
    public void Load_CommandLineThatCannotBe_NamesTheOption(string? kind, long? budget, long? seed, string line)
    {
        using ConfigFolder folder = new();
        Assert.That(Load(folder, "{ kind: exhaustive }", new SearchOverrides(kind, budget, seed)), Is.Null);
        Assert.That(folder.Lines[0], Does.StartWith(line));
    }

    private static SweepPlan? Load(ConfigFolder folder, string search, SearchOverrides? overrides = null)
    {
        folder.Write("s.yaml", $$"""
            kind: sweep
            base: bitmod-28nm
            workloads: [ llama-2-7b-chat ]
            axes:
              fabric.rows: { from: 1, to: 512, step: 1 }
              fabric.columns: [ 8, 16 ]
            objectives:
              latency-s: min
            search: {{search}}
            """);
        return SweepLoader.Load("s.yaml", folder.Context(), overrides);
    }
}
