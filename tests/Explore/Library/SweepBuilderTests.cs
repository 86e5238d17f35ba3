using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Explore.Configuration;
using Accel.Explore.Library;
using Accel.Explore.Pareto;
using Accel.Explore.Runs;
using Accel.Explore.Search;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.Explore.Library;

public class SweepBuilderTests
{
    private const string Yaml = """
        kind: sweep
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: [ 16, 32, 64 ]
          precision.weights: [ int8/128, fp4-er-ea/128 ]
        constraints: { area-mm2: { min: 1, max: 6 } }
        objectives: { latency-s: min, decode-tokens-per-j: max, area-mm2: min }
        """;

    private static readonly AccelLibrary Accel = AccelLibrary.Open();

    private static Workload Chat => Accel.Workload("llama-2-7b-chat");

    [Test]
    public void Build_WhatAFileSays_GivesTheFilesPoints()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Yaml);
        List<double[]> expected = Points(SweepLoader.Load("s.yaml", folder.Context())!);
        SweepPlan composed = Composed().Build();
        Assert.That(Points(composed), Is.EqualTo(expected));
        Assert.That(expected, Has.Count.EqualTo(6));
        Assert.That(composed.Definition.Constraints, Is.EqualTo(new[] { new Constraint("area-mm2", 1, 6) }));
    }

    [Test]
    public void Explore_AnyNumberOfThreads_GivesTheExactFront()
    {
        SweepPlan plan = Composed().Build();
        FrontOfSweep front = plan.Explore(jobs: 1);
        FrontBuilder exact = new(plan.Definition);
        plan.Explore(visit: batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                exact.Add(new SweepPoint(batch.Indices[i], batch.Metrics(i).ToArray(), batch.Reasons[i]));
            }
        });
        Assert.That(front.Points.Select(point => point.Index), Is.EqualTo(exact.Build().Select(point => point.Index)));
        Assert.That(plan.Explore(jobs: 3).Points.Select(point => point.ToString()),
            Is.EqualTo(front.Points.Select(point => point.ToString())));
        Assert.That(front.Result, Has.Property("Evaluated").EqualTo(6).And.Property("Feasible").EqualTo(4));
    }

    [Test]
    public void Points_OfAFront_RunInDetailToTheSameFigures()
    {
        FrontOfSweep front = Composed().Build().Explore();
        FrontPoint best = front.Best("latency-s");
        RunResult run = AccelLibrary.Run(best.Scenario());
        Assert.That(run.Totals.Latency.Value, Is.EqualTo(best["latency-s"]).Within(1e-9).Percent);
        Assert.That(run.Area.Total.Value, Is.EqualTo(best["area-mm2"]).Within(1e-9).Percent);
        Assert.That(best.On("fabric.rows"), Is.EqualTo("32"));
        Assert.That(front.Points.Min(point => point["latency-s"]), Is.EqualTo(best["latency-s"]));
        Assert.That(front.Best("decode-tokens-per-j")["decode-tokens-per-j"],
            Is.EqualTo(front.Points.Max(point => point["decode-tokens-per-j"])));
        Assert.That(() => best.On("fabric.columns"), Throws.ArgumentException);
        Assert.That(() => best["latency"], Throws.ArgumentException);
    }

    [Test]
    public void Build_DesignsMadeByWith_AreTheFirstAxis()
    {
        Design basis = Accel.Design("bitmod-28nm");
        Design slow = basis with { Name = "slow", Clock = basis.Clock * 0.5 };
        FrontOfSweep front = Accel.NewSweep("two", basis, slow).Of(Chat).Axis("fabric.rows", 16, 32)
            .Minimise("prefill-latency-s").Build().Explore();
        Assert.That(front.Result.Evaluated, Is.EqualTo(4));
        Assert.That(front.Points.Single().ToString(), Is.EqualTo("design=bitmod-28nm, fabric.rows=32"));
        Assert.That(front.Points.Single().Scenario().Design.Name, Is.EqualTo("bitmod-28nm"));
    }

    [Test]
    public void Build_ManyMistakes_AreSaidTogether()
    {
        SweepBuilder builder = Accel.NewSweep("mine", Accel.Design("bitmod-28nm")).Of(Chat)
            .Axis("fabric.rowz", 16, 32).Axis("clock", 1).AtMost("area-mm", 5).Minimise("latency");
        InputException wrong = Assert.Throws<InputException>(() => builder.Build())!;
        Assert.That(wrong.Diagnostics.Select(item => item.ToString()), Is.EqualTo(new[]
        {
            "mine: error ACC009: objectives: there is no metric 'latency' (did you mean 'latency-s'?)",
            "mine: error ACC009: constraints: there is no metric 'area-mm' (did you mean 'area-mm2'?)",
            "mine: error ACC015: there is no 'rowz' in fabric (did you mean 'rows'?)",
            "mine: error ACC008: clock needs a unit: a frequency such as '1 GHz', got the bare number 1 "
                + "(write '1 GHz'?)",
        }));
    }

    [Test]
    public void Build_NothingToRunOrAimAt_IsRefused()
    {
        InputException wrong = Assert.Throws<InputException>(() =>
            Accel.NewSweep("empty", Accel.Design("bitmod-28nm")).Build())!;
        Assert.That(wrong.Message, Does.Contain("workloads needs at least one workload")
            .And.Contain("objectives needs at least one metric"));
        Assert.That(() => Accel.NewSweep("none"), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void ExploreInto_FileOfYaml_LeavesStoreAndReport()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["s.yaml"], Yaml);
        SweepPlan plan = Accel.Sweep(folder["s.yaml"]);
        SweepResult result = plan.ExploreInto(folder["out"]);
        Assert.That(result.IsComplete);
        Assert.That(plan.ExploreInto(folder["out"], resume: true).Evaluated, Is.Zero);
        using ResultStore store = ResultStore.Open(folder["out"]);
        Assert.That(store.Points().Select(point => point.Metrics.ToArray()), Is.EqualTo(Points(plan)));
        Assert.That(File.Exists(folder["out/report.html"]));
    }

    [Test]
    public void ExploreInto_ComposedInCode_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        Assert.That(() => Composed().Build().ExploreInto(folder["out"]), Throws.ArgumentException);
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }

    [Test]
    public void Explore_Search_EvaluatesWhatItAsksForAlone()
    {
        FrontOfSweep sample = Composed().Using(new RandomSettings { SeedValue = 3, BudgetValue = 4 }).Build().Explore();
        Assert.That(sample.Result.Evaluated, Is.EqualTo(4));

        // A space of six points is covered whole, so that the front is the exact one.
        FrontOfSweep found = Composed()
            .Using(new Nsga2Settings { SeedValue = 3, BudgetValue = 6, Population = 4 }).Build().Explore();
        Assert.That(found.Result.Evaluated, Is.LessThanOrEqualTo(6));
        Assert.That(found.Points.Select(point => point.Index),
            Is.EqualTo(Composed().Build().Explore().Points.Select(point => point.Index)));
    }

    [Test]
    public void Explore_Cancelled_KeepsWhatWasDone()
    {
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        FrontOfSweep front = Composed().Build().Explore(cancellation: cancellation.Token);
        Assert.That(front.Result.IsComplete, Is.False);
        Assert.That(front.Points, Is.Empty);
        Assert.That(() => front.Best("latency-s"), Throws.InvalidOperationException);
    }

    private static SweepBuilder Composed() => Accel.NewSweep("s", Accel.Design("bitmod-28nm")).Of(Chat)
        .Axis("fabric.rows", 16, 32, 64)
        .Axis("precision.weights", "int8/128", "fp4-er-ea/128")
        .AtMost("area-mm2", 6).AtLeast("area-mm2", 1)
        .Minimise("latency-s").Maximise("decode-tokens-per-j").Minimise("area-mm2");

    private static List<double[]> Points(SweepPlan plan)
    {
        List<double[]> points = [];
        plan.Explore(visit: batch => points.AddRange(
            Enumerable.Range(0, batch.Count).Select(i => batch.Metrics(i).ToArray())));
        return points;
    }
}
