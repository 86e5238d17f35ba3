using Accel.Explore.Configuration;
using Accel.Explore.Pareto;
using Accel.Explore.Quantization;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Sweeps;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Search;

/// <summary>Searches against all 10,800 points of a shipped sweep; docs/search.md has the figures.</summary>
public class SearchOnDesignsTests
{
    private SweepDefinition _definition = null!;
    private List<SweepPoint> _points = [];
    private HashSet<long> _front = [];
    private double[] _best = [];
    private double[] _worst = [];
    private double _volume;

    [OneTimeSetUp]
    public void EvaluateAll()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = SweepLoader.Load(
            Path.Combine(Shipped.Configs(), "sweeps", "bitserial-llama2-7b.yaml"), folder.Context())!;
        _definition = plan.Definition;
        QuantizationError error = new();
        SampleSweep.MemorySink sink = new();
        new SweepRunner(_definition, () => new DesignPointEvaluator(plan, error), TimeProvider.System)
            .Run(SweepWork.All(_definition.Space), 2, sink);
        _points = sink.Points;
        FrontBuilder front = new(_definition);
        _points.ForEach(front.Add);
        IReadOnlyList<SweepPoint> found = front.Build();
        _front = [.. found.Select(point => point.Index)];
        double[][] objectives =
        [
            .. _definition.Objectives.Select((objective, i) => found.Select(point =>
                objective.Oriented(point.Metrics[_definition.ObjectiveIndices[i]])).ToArray()),
        ];
        _best = [.. objectives.Select(column => column.Min())];
        _worst = [.. objectives.Select(column => column.Max())];
        _volume = SearchRun.Hypervolume(Run(new ExhaustiveSettings()), _best, _worst);
    }

    // Floors below what seeds 1 to 10 give; the share of a random sample is its share of the points.
    [TestCase(1080, 0.40, 0.995, 0.85, 0.999)]
    [TestCase(2160, 0.80, 0.998, 0.98, 0.9999)]
    public void Front_OfATenthAndAFifthOfThePoints_IsNearlyTheWholeOne(
        int budget, double share, double volume, double refinedShare, double refinedVolume)
    {
        (double Share, double Volume) refine = Quality(new RefineSettings { BudgetValue = budget });
        Assert.That(refine.Share, Is.GreaterThan(refinedShare));
        Assert.That(refine.Volume, Is.InRange(refinedVolume, 1 + 1e-12));
        for (int seed = 1; seed <= 3; seed++)
        {
            (double Share, double Volume) nsga2 =
                Quality(new Nsga2Settings { SeedValue = seed, BudgetValue = budget });
            (double Share, double Volume) random =
                Quality(new RandomSettings { SeedValue = seed, BudgetValue = budget });
            Assert.That(nsga2.Share, Is.GreaterThan(share));
            Assert.That(nsga2.Volume, Is.InRange(volume, 1 + 1e-12));
            Assert.That(random.Share, Is.LessThan(nsga2.Share / 2).And.LessThan(refine.Share / 2));
            Assert.That(random.Volume, Is.LessThan(nsga2.Volume).And.LessThan(refine.Volume));
        }
    }

    [Test]
    public void Search_BudgetOfTheWholeSpace_FindsTheWholeFront()
    {
        SearchArchive archive = Run(new Nsga2Settings { BudgetValue = 20_000, Population = 1000 });
        Assert.That(SearchRun.Points(archive).Order(), Is.EqualTo(Enumerable.Range(0, 10_800)));
        Assert.That(Quality(new RandomSettings { BudgetValue = 20_000 }), Is.EqualTo((1.0, 1.0)));
    }

    private (double Share, double Volume) Quality(SearchSettings settings)
    {
        SearchArchive archive = Run(settings);
        return (SearchRun.Points(archive).Count(_front.Contains) / (double)_front.Count,
            SearchRun.Hypervolume(archive, _best, _worst) / _volume);
    }

    private SearchArchive Run(SearchSettings settings) =>
        SearchRun.Run(_definition, settings, point => _points[(int)point]);
}
