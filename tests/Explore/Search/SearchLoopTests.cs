using Accel.Explore.Search;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Explore.Store;
using Accel.Tests.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

public class SearchLoopTests
{
    private static readonly SearchSettings[] InWaves =
    [
        new Nsga2Settings { SeedValue = 3, BudgetValue = 400, Population = 20 },
        new RefineSettings { BudgetValue = 400 },
    ];

    [Test]
    public void Run_AnyNumberOfJobs_GivesTheSamePointsInTheSameOrder(
        [ValueSource(nameof(InWaves))] SearchSettings settings, [Values(1, 2, 4)] int jobs)
    {
        SweepDefinition definition = SampleSweep.Definition();
        SampleSweep.MemorySink sink = new();
        SearchLoop loop = Loop(definition);
        SweepResult result = loop.Run(settings, null, jobs, sink);
        SearchArchive expected = SearchRun.Run(definition, settings, point => SampleSweep.Point(definition, point));
        Assert.That(sink.Points.Select(point => point.Index), Is.EqualTo(SearchRun.Points(expected)));
        Assert.That((result.IsComplete, result.Evaluated), Is.EqualTo((true, (long)expected.Count)));
        Assert.That(result.Feasible, Is.EqualTo(expected.FeasibleCount));
        Assert.That(SampleSweep.Lines(sink.Points), Is.EqualTo(SampleSweep.Lines(
            SearchRun.Points(expected).Select(point => SampleSweep.Point(definition, point)))));
    }

    [Test]
    public void Waves_OfASearch_TellItsProgress()
    {
        SearchLoop loop = Loop(SampleSweep.Definition());
        loop.Run(InWaves[0], null, 2, new SampleSweep.MemorySink());
        IReadOnlyList<SearchWave> waves = loop.Waves();
        Assert.That(waves.Select(wave => wave.Wave), Is.EqualTo(Enumerable.Range(1, 20)));
        Assert.That(waves.Select(wave => wave.Points), Is.EqualTo(Enumerable.Range(1, 20).Select(wave => 20 * wave)));
        Assert.That(waves.Select(wave => wave.Hypervolume), Is.Ordered, "a front that grows never loses");
        Assert.That(waves[^1].Hypervolume, Is.InRange(0.3, Math.Pow(1.1, 3)));
        Assert.That(waves[^1].Feasible, Is.EqualTo(loop.Archive.FeasibleCount));
    }

    // Stopped again and again, at other points each time, the store ends as if nothing had happened.
    [Test]
    public void Run_StoppedAndGoneOn_EndsInTheSameStore([ValueSource(nameof(InWaves))] SearchSettings settings)
    {
        SweepDefinition definition = SampleSweep.Definition();
        using TemporaryFolder folder = new();
        Run(folder["whole"], definition, settings, int.MaxValue, 2);
        string[] whole = Content(folder["whole"]);
        Random random = new(5);
        for (int trial = 0; trial < 3; trial++)
        {
            string cut = folder[$"cut{trial}"];
            int stops = 0;
            while (!Run(cut, definition, settings, 1 + random.Next(150), 1 + random.Next(3)))
            {
                stops++;
            }

            Assert.That(stops, Is.GreaterThan(1));
            Assert.That(Content(cut), Is.EqualTo(whole));
            Assert.That(File.ReadAllBytes(Path.Combine(cut, "results.sqlite")),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(folder["whole"], "results.sqlite"))));
        }
    }

    private static bool Run(string folder, SweepDefinition definition, SearchSettings settings, int most, int jobs)
    {
        using CancellationTokenSource source = new();
        int seen = 0;
        SampleSweep.Evaluator Make() => new()
        {
            Before = _ =>
            {
                if (Interlocked.Increment(ref seen) == most)
                {
                    source.Cancel();
                }
            },
        };
        Provenance provenance = new("1", "inputs", "accel sweep sample");
        bool exists = File.Exists(Path.Combine(folder, "results.sqlite"));
        SearchArchive? stored = null;
        using ResultWriter writer = exists
            ? ResultWriter.ResumeSearch(folder, definition, provenance, TimeProvider.System, out stored)
            : ResultWriter.Create(folder, definition, provenance, TimeProvider.System, SweepPart.Search);
        SearchLoop loop = new(definition, Make, TimeProvider.System);
        SweepResult result = loop.Run(settings, stored, jobs, writer, cancellation: source.Token);
        if (result.IsComplete)
        {
            Assert.That(loop.Replayed, Is.EqualTo(stored?.Count ?? 0), "the search asked for all that was there");
            writer.Complete(loop.Waves());
        }

        return result.IsComplete;
    }

    private static string[] Content(string folder)
    {
        using ResultStore store = ResultStore.Open(folder);
        return [.. SampleSweep.Lines(store.Points()), .. store.Waves.Select(wave => wave.ToString())];
    }

    private static SearchLoop Loop(SweepDefinition definition) =>
        new(definition, () => new SampleSweep.Evaluator(), TimeProvider.System);
}
