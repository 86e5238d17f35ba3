using System.Diagnostics;
using Accel.Explore.Sweeps;
using static Accel.Tests.Explore.Sweeps.SampleSweep;

namespace Accel.Tests.Explore.Sweeps;

public class SweepRunnerTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Run_AnyNumberOfJobs_GivesEveryPointOnceInOrder(int jobs)
    {
        SweepDefinition definition = Definition();
        MemorySink sink = new();
        SweepResult result = Runner(definition).Run(SweepWork.All(definition.Space), jobs, sink);

        IEnumerable<SweepPoint> expected =
            Enumerable.Range(0, (int)definition.Space.Count).Select(index => Point(definition, index));
        Assert.That(Lines(sink.Points), Is.EqualTo(Lines(expected)));
        Assert.That(result.IsComplete);
        Assert.That(result.Evaluated, Is.EqualTo(3000));
        Assert.That(result.Feasible, Is.EqualTo(sink.Points.Count(point => point.IsFeasible)));
        Assert.That(sink.Points.Select(point => point.Reason).Distinct().Count(), Is.EqualTo(4), "all outcomes occur");
    }

    [Test]
    public void Run_UnevenPoints_KeepsTheOrder()
    {
        SweepDefinition definition = Definition(rows: 4);
        MemorySink sink = new();
        Evaluator Make() => new() { Before = position => Thread.Sleep(position[1] == 0 ? 5 : 0) };
        new SweepRunner(definition, Make, TimeProvider.System).Run(SweepWork.All(definition.Space), 4, sink);
        Assert.That(sink.Points.Select(point => point.Index), Is.EqualTo(Enumerable.Range(0, 300)));
    }

    [Test]
    public void Run_ScatteredWork_EvaluatesThatOnly()
    {
        SweepDefinition definition = Definition();
        IndexRange[] pending = [new(3, 4), new(10, 10), new(11, 60), new(2999, 3000)];
        MemorySink sink = new();
        SweepResult result = Runner(definition).Run(new SweepWork(pending, 2949, 1000), 2, sink);
        Assert.That(
            sink.Points.Select(point => point.Index), Is.EqualTo((int[])[3, .. Enumerable.Range(11, 49), 2999]));
        Assert.That(Lines(sink.Points), Is.EqualTo(Lines(sink.Points.Select(p => Point(definition, p.Index)))));
        Assert.That(result.IsComplete);
    }

    [Test]
    public void Run_NothingToDo_Ends()
    {
        SweepDefinition definition = Definition();
        SweepResult result = Runner(definition).Run(new SweepWork([], 3000, 2000), 3, new MemorySink());
        Assert.That(result, Is.EqualTo(new SweepResult(0, 0, result.Elapsed, true)));
    }

    [Test]
    public void Run_MetricNotFinite_IsInfeasible()
    {
        SweepSpace space = new([new SweepAxis("x", ["1", "0"])]);
        SweepDefinition definition =
            new("x", space, [new Metric("ratio", "", "")], [new Objective("ratio", ObjectiveGoal.Max)]);
        MemorySink sink = new();
        new SweepRunner(definition, () => new Reciprocal(), TimeProvider.System).Run(SweepWork.All(space), 1, sink);
        Assert.That(sink.Points[0].IsFeasible);
        Assert.That(sink.Points[1].Reason?.ToString(), Is.EqualTo("ratio is not finite"));
    }

    [Test]
    public void Run_CancelledOnOneJob_KeepsExactlyThePointsBefore()
    {
        SweepDefinition definition = Definition();
        using CancellationTokenSource source = new();
        int seen = 0;
        Evaluator Make() => new()
        {
            Before = _ =>
            {
                if (++seen == 1000)
                {
                    source.Cancel();
                }
            },
        };
        MemorySink sink = new();
        SweepResult result = new SweepRunner(definition, Make, TimeProvider.System)
            .Run(SweepWork.All(definition.Space), 1, sink, cancellation: source.Token);
        Assert.That(sink.Points.Select(point => point.Index), Is.EqualTo(Enumerable.Range(0, 1000)));
        Assert.That(sink.Flushes, Is.GreaterThan(0));
        Assert.That((result.IsComplete, result.Evaluated), Is.EqualTo((false, 1000)));
    }

    [Test]
    public void Run_SlowPointsCancelled_EndsWithinASecond()
    {
        SweepDefinition definition = Definition(rows: 400);
        using CancellationTokenSource source = new();
        Evaluator Make() => new() { Before = _ => Thread.Sleep(5) };
        Stopwatch sinceCancel = new();
        source.Token.Register(sinceCancel.Start);
        source.CancelAfter(300);
        MemorySink sink = new();
        SweepResult result = new SweepRunner(definition, Make, TimeProvider.System)
            .Run(SweepWork.All(definition.Space), 2, sink, cancellation: source.Token);
        Assert.That(sinceCancel.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(result.IsComplete, Is.False);
        Assert.That(sink.Points.Select(point => point.Index), Is.EqualTo(Enumerable.Range(0, (int)result.Evaluated)));
    }

    [Test]
    public void Run_EvaluatorThrows_NamesThePointAndKeepsThoseBefore()
    {
        SweepDefinition definition = Definition();
        Evaluator Make() => new()
        {
            Before = position =>
            {
                if (position is [10, 2, 1])
                {
                    throw new DivideByZeroException("no lanes");
                }
            },
        };
        MemorySink sink = new();
        SweepFailedException failure = Assert.Throws<SweepFailedException>(() =>
            new SweepRunner(definition, Make, TimeProvider.System).Run(SweepWork.All(definition.Space), 2, sink))!;
        Assert.That(failure.Index, Is.EqualTo(757));
        Assert.That(failure.Message, Does.Contain("fabric.rows=11, fabric.columns=3, precision.weights=int6/128"));
        Assert.That(failure.InnerException, Is.InstanceOf<DivideByZeroException>());
        Assert.That(sink.Points.Select(point => point.Index), Is.EqualTo(Enumerable.Range(0, 757)));
    }

    [Test]
    public void Run_FactoryOrSinkThrows_ThrowsTheSame()
    {
        SweepDefinition definition = Definition();
        SweepRunner broken = new(definition, () => throw new NotSupportedException("no"), TimeProvider.System);
        Assert.That(
            () => broken.Run(SweepWork.All(definition.Space), 2, new MemorySink()),
            Throws.InstanceOf<NotSupportedException>());
        Assert.That(
            () => Runner(definition).Run(SweepWork.All(definition.Space), 2, new FullSink()),
            Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Run_Progress_EndsAtTotalAndCountsEarlierWork()
    {
        SweepDefinition definition = Definition();
        Recorder progress = new();
        SweepWork work = new([new IndexRange(1000, 3000)], 1000, 700);
        SweepResult result = Runner(definition).Run(work, 2, new MemorySink(), progress);
        SweepProgress last = progress.Reports[^1];
        Assert.That((last.Done, last.Total), Is.EqualTo((3000, 3000)));
        Assert.That(last.Feasible, Is.EqualTo(700 + result.Feasible));
        Assert.That(last.PointsPerSecond, Is.GreaterThan(0));
        Assert.That(last.Remaining, Is.EqualTo(TimeSpan.Zero));
        Assert.That(progress.Reports.Select(report => report.Done), Is.Ordered);
    }

    private static SweepRunner Runner(SweepDefinition definition) =>
        new(definition, () => new Evaluator(), TimeProvider.System);

    private sealed class Reciprocal : IPointEvaluator
    {
        public PointOutcome Evaluate(ReadOnlySpan<int> axisValueIndices, Span<double> metrics)
        {
            metrics[0] = 1.0 / (1 - axisValueIndices[0]);
            return PointOutcome.Feasible;
        }
    }

    private sealed class FullSink : IResultSink
    {
        public void Write(PointBatch batch) => throw new IOException("full");

        public void Flush()
        {
        }
    }

    private sealed class Recorder : IProgress<SweepProgress>
    {
        public List<SweepProgress> Reports { get; } = [];

        public void Report(SweepProgress value) => Reports.Add(value);
    }
}
