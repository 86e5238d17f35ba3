using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Explore.Sweeps;
using static Accel.Tests.Explore.Store.StoreFixture;

namespace Accel.Tests.Explore.Store;

public class ResultWriterTests
{
    private static readonly SweepDefinition Definition = SampleSweep.Definition();

    [Test]
    public void Write_WholeSweep_LeavesOneFileWithEveryPoint()
    {
        using TemporaryFolder folder = new();
        Fill(folder["new/deep"], Definition);
        Assert.That(
            Directory.GetFiles(folder["new/deep"]).Select(Path.GetFileName), Is.EqualTo(new[] { "results.sqlite" }));
        IEnumerable<SweepPoint> expected = Enumerable.Range(0, 3000).Select(i => SampleSweep.Point(Definition, i));
        Assert.That(Lines(folder["new/deep"]), Is.EqualTo(SampleSweep.Lines(expected)));
    }

    [Test]
    public void Resume_AfterCancellation_EndsInTheSameRows([Values(1, 2, 3)] int jobs, [Values(1, 700, 2900)] int after)
    {
        using TemporaryFolder folder = new();
        Fill(folder["whole"], Definition);
        using CancellationTokenSource source = new();
        int seen = 0;
        SampleSweep.Evaluator Make() => new()
        {
            Before = _ =>
            {
                if (Interlocked.Increment(ref seen) == after)
                {
                    source.Cancel();
                }
            },
        };
        SweepResult first;
        using (ResultWriter writer = ResultWriter.Create(folder["part"], Definition, Origin, TimeProvider.System))
        {
            first = new SweepRunner(Definition, Make, TimeProvider.System)
                .Run(SweepWork.All(Definition.Space), jobs, writer, cancellation: source.Token);
        }

        Assert.That(first.IsComplete, Is.False);
        Assert.That(Lines(folder["part"]), Is.EqualTo(Lines(folder["whole"])[..(int)first.Evaluated]), "a prefix");
        using (ResultWriter writer =
            ResultWriter.Resume(folder["part"], Definition, Origin, TimeProvider.System, out SweepWork work))
        {
            Assert.That((work.AlreadyDone, work.AlreadyFeasible), Is.EqualTo((first.Evaluated, first.Feasible)));
            Assert.That(work.Total, Is.EqualTo(3000));
            SweepResult second = Run(Definition, work, writer);
            Assert.That((second.IsComplete, second.Evaluated), Is.EqualTo((true, 3000 - first.Evaluated)));
        }

        Assert.That(Bytes(folder["part"]), Is.EqualTo(Bytes(folder["whole"])));
    }

    [Test]
    public void Resume_CompleteStore_HasNothingToDo()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        using ResultWriter writer =
            ResultWriter.Resume(folder.Path, Definition, Origin, TimeProvider.System, out SweepWork work);
        Assert.That(work.Pending, Is.Empty);
    }

    [Test]
    public void Resume_Shard_HasItsPointsOnly()
    {
        using TemporaryFolder folder = new();
        SweepPart part = new(new Shard(1, 3), 3000);
        ResultWriter.Create(folder.Path, Definition, Origin, TimeProvider.System, part).Dispose();
        using ResultWriter writer =
            ResultWriter.Resume(folder.Path, Definition, Origin, TimeProvider.System, out SweepWork work, part);
        Assert.That(work.Pending, Is.EqualTo(new[] { new IndexRange(1000, 2000) }));
    }

    [TestCase(0, 1, 3000, "shard 1/3, and the whole sweep is asked for")]
    [TestCase(2, 3, 3000, "shard 1/3, and shard 2/3 is asked for")]
    [TestCase(1, 3, 2999, "another list of points")]
    public void Resume_OtherPart_IsRefused(int index, int count, long total, string expected)
    {
        using TemporaryFolder folder = new();
        SweepPart part = new(new Shard(1, 3), 3000);
        ResultWriter.Create(folder.Path, Definition, Origin, TimeProvider.System, part).Dispose();
        Assert.That(
            Refusal(() => ResultWriter.Resume(folder.Path, Definition, Origin, TimeProvider.System, out _,
                new SweepPart(new Shard(index, count), total))),
            Does.Contain(expected));
    }

    [Test]
    public void Write_KilledBetweenCommits_LosesTheOpenBatchOnly()
    {
        using TemporaryFolder folder = new();
        ManualTime time = new();
        using ResultWriter writer = ResultWriter.Create(folder["run"], Definition, Origin, time);
        WriteRange(writer, time, 0, 100);
        Assert.That(PointsAfterKill(), Is.Zero, "nothing is committed before any time has passed");

        // The wait doubles from a sixteenth of a second to a quarter.
        int end = 100;
        int kept = 0;
        foreach (double wait in new[] { 0.0625, 0.125, 0.25, 0.25 })
        {
            time.Advance(TimeSpan.FromSeconds(wait * 0.9));
            WriteRange(writer, time, end, end + 10);
            Assert.That(PointsAfterKill(), Is.EqualTo(kept));
            time.Advance(TimeSpan.FromSeconds(wait * 0.1));
            WriteRange(writer, time, end + 10, end + 11);
            kept = end + 11;
            Assert.That(PointsAfterKill(), Is.EqualTo(kept));
            WriteRange(writer, time, kept, kept + 1);
            end = kept + 1;
        }

        writer.Flush();
        Assert.That(PointsAfterKill(), Is.EqualTo(end));

        long PointsAfterKill()
        {
            string left = Kill(folder, "run");
            ResultWriter.Resume(left, Definition, Origin, time, out SweepWork work).Dispose();
            return work.AlreadyDone;
        }
    }

    // So many metrics that SQLite writes pages into the file before the batch is committed.
    [Test]
    public void Resume_KilledInTheMidstOfABatch_TakesItBack()
    {
        using TemporaryFolder folder = new();
        ManualTime time = new();
        SweepSpace space = new([new SweepAxis("x", [.. Enumerable.Range(0, 100_000).Select(value => $"{value}")])]);
        Metric[] metrics = [.. Enumerable.Range(0, 80).Select(metric => new Metric($"m{metric}", "", ""))];
        SweepDefinition wide = new("wide", space, metrics, [new Objective("m0", ObjectiveGoal.Min)]);
        using ResultWriter writer = ResultWriter.Create(folder["run"], wide, Origin, time);
        SweepRunner runner = new(wide, () => new Ones(), time);
        runner.Run(new SweepWork([new IndexRange(0, 1000)]), 1, writer);
        runner.Run(new SweepWork([new IndexRange(1000, 50_000)]), 1, new WithoutFlush(writer));

        string left = Kill(folder, "run");
        Assert.That(new FileInfo(Path.Combine(left, "results.sqlite")).Length, Is.GreaterThan(5_000_000));
        Assert.That(File.Exists(Path.Combine(left, "results.sqlite-journal")));
        using (ResultStore store = ResultStore.Open(left))
        {
            Assert.That(store.Points().Select(point => point.Index), Is.EqualTo(Enumerable.Range(0, 1000)));
        }

        ResultWriter.Resume(left, wide, Origin, time, out SweepWork work).Dispose();
        Assert.That(work.Pending, Is.EqualTo(new[] { new IndexRange(1000, 100_000) }));
        Assert.That(Directory.GetFiles(left), Has.Length.EqualTo(1));
    }

    [Test]
    public void Create_StoreInFolder_IsRefusedAndUntouched()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        byte[] before = File.ReadAllBytes(folder["results.sqlite"]);
        string message = Refusal(() => ResultWriter.Create(folder.Path, Definition, Origin, TimeProvider.System));
        Assert.That(message, Does.Contain("already holds results").And.Contain("--resume"));
        Assert.That(File.ReadAllBytes(folder["results.sqlite"]), Is.EqualTo(before));
    }

    [Test]
    public void Create_AfterAKilledCreate_StartsAfresh()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["results.sqlite.new"], "half a store");
        Fill(folder.Path, Definition);
        Assert.That(Lines(folder.Path), Has.Length.EqualTo(3000));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [TestCase("/proc/self/accel", Description = "a folder in which nobody may write, root included")]
    [TestCase("file/inside", Description = "a file in the place of a folder")]
    public void Create_FolderThatCannotBe_IsADiagnostic(string name)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        Refusal(() => ResultWriter.Create(folder[name], Definition, Origin, TimeProvider.System));
    }

    [Test]
    public void Resume_OtherVersionInputsOrDefinition_IsRefused()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        Assert.That(
            Resume(Definition, Origin with { AccelVersion = "0.2.0" }), Does.Contain("0.1.0").And.Contain("0.2.0"));
        Provenance other = new("0.1.0", "kind: sweep\nbase: z\n", "");
        Assert.That(Resume(Definition, other), Does.Contain("other inputs").And.Contain(other.InputHash[..12]));
        Assert.That(Resume(SampleSweep.Definition(maxArea: 100), Origin), Does.Contain("constraints"));
        Assert.That(Resume(SampleSweep.Definition(rows: 41), Origin), Does.Contain("axes"));

        string Resume(SweepDefinition definition, Provenance provenance) =>
            Refusal(() => ResultWriter.Resume(folder.Path, definition, provenance, TimeProvider.System, out _));
    }

    [Test]
    public void Resume_OtherCommand_IsTaken()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        Provenance again = Origin with { Command = "accel sweep x --out y --resume --jobs 1" };
        ResultWriter.Resume(folder.Path, Definition, again, TimeProvider.System, out SweepWork work).Dispose();
        Assert.That(work.AlreadyDone, Is.EqualTo(3000));
    }

    [Test]
    public void Resume_WhileAnotherWrites_IsRefused()
    {
        using TemporaryFolder folder = new();
        using ResultWriter writer = ResultWriter.Create(folder.Path, Definition, Origin, TimeProvider.System);
        Assert.That(
            Refusal(() => ResultWriter.Resume(folder.Path, Definition, Origin, TimeProvider.System, out _)),
            Does.Contain("in use by another process"));
    }

    [Test]
    public void Resume_NoStore_IsRefused()
    {
        using TemporaryFolder folder = new();
        Assert.That(
            Refusal(() => ResultWriter.Resume(folder["none"], Definition, Origin, TimeProvider.System, out _)),
            Does.Contain("there is no result store here"));
    }

    /// <summary>What a kill would leave is what stands on the disk now: a copy of it.</summary>
    private static string Kill(TemporaryFolder folder, string run)
    {
        string left = Directory.CreateDirectory(folder[Path.GetRandomFileName()]).FullName;
        foreach (string file in Directory.GetFiles(folder[run]))
        {
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        }

        return left;
    }

    private static void WriteRange(ResultWriter writer, ManualTime time, long first, long end) =>
        new SweepRunner(Definition, () => new SampleSweep.Evaluator(), time)
            .Run(new SweepWork([new IndexRange(first, end)]), 1, new WithoutFlush(writer));

    private sealed class Ones : IPointEvaluator
    {
        public PointOutcome Evaluate(ReadOnlySpan<int> axisValueIndices, Span<double> metrics)
        {
            metrics.Fill(1.5);
            return PointOutcome.Feasible;
        }
    }

    /// <summary>Passes batches on, but not the flush at a run's end, as if the run were still going.</summary>
    private sealed class WithoutFlush(ResultWriter writer) : IResultSink
    {
        public void Write(PointBatch batch) => writer.Write(batch);

        public void Flush()
        {
        }
    }
}
