using Accel.Arch.Diagnostics;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Explore.Sweeps;
using static Accel.Tests.Explore.Store.StoreFixture;

namespace Accel.Tests.Explore.Store;

public class ShardMergeTests
{
    private static readonly SweepDefinition Definition = SampleSweep.Definition();

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void Run_AllShards_AreTheBytesOfOneRun(int count)
    {
        using TemporaryFolder folder = new();
        Fill(folder["whole"], Definition);
        string[] shards = [.. Enumerable.Range(0, count).Select(index => Shard(folder, index, count))];
        Array.Reverse(shards);
        byte[][] before = [.. shards.Select(Bytes)];
        Merge(shards, folder["merged"]);
        Assert.That(Bytes(folder["merged"]), Is.EqualTo(Bytes(folder["whole"])));
        Assert.That(shards.Select(Bytes), Is.EqualTo(before), "shards are only read");
        Assert.That(Files(folder["merged"]), Is.EqualTo(new[] { "results.sqlite" }));
    }

    [TestCase(1)]
    [TestCase(7)]
    public void Read_FrontOfShards_IsThatOfOneRun(int count)
    {
        using TemporaryFolder folder = new();
        Fill(folder["whole"], Definition);
        using ResultStore whole = ResultStore.Open(folder["whole"]);
        ShardFront front = ShardFront.Read(
            [.. Enumerable.Range(0, count).Select(index => Shard(folder, index, count)).Reverse()],
            Origin.AccelVersion, 3);
        Assert.That(front.Front.Select(Describe), Is.EqualTo(whole.Front().Select(Describe)));
        Assert.That(front.Front, Has.Count.GreaterThan(3));
        Assert.That((front.Points, front.Feasible), Is.EqualTo((whole.Count, whole.FeasibleCount)));

        static string Describe(SweepPoint point) => $"{point.Index}: {string.Join(' ', point.Metrics)}";
    }

    [Test]
    public void Read_FrontOfShardsOfWhichOneIsMissing_IsRefused()
    {
        using TemporaryFolder folder = new();
        Assert.That(Refusal(() => ShardFront.Read([Shard(folder, 1, 2)], Origin.AccelVersion, 1)),
            Does.Contain("missing: 0/2"));
    }

    [Test]
    public void Run_MoreShardsThanPoints_JoinsEmptyOnesToo()
    {
        SweepDefinition sample = SampleSweep.Definition();
        SweepSpace space =
            new([.. sample.Space.Axes.Select(axis => new SweepAxis(axis.Path, [.. axis.Values.Take(2)]))]);
        SweepDefinition small = new("small", space, sample.Metrics, sample.Objectives);
        using TemporaryFolder folder = new();
        Fill(folder["whole"], small);
        Merge([.. Enumerable.Range(0, 10).Select(index => Shard(folder, index, 10, small))], folder["merged"]);
        Assert.That(Bytes(folder["merged"]), Is.EqualTo(Bytes(folder["whole"])));
    }

    [Test]
    public void Run_ShardsMissing_NamesThemAndTheirPoints()
    {
        using TemporaryFolder folder = new();
        string[] shards = [Shard(folder, 1, 4), Shard(folder, 2, 4)];
        Assert.That(Refusal(() => Merge(shards, folder["out"])),
            Does.Contain("missing: 0/4 (points 0 to 749 in order), 3/4 (points 2250 to 2999 in order)"));
        Assert.That(Directory.Exists(folder["out"]), Is.False, "nothing is written");
    }

    [Test]
    public void Run_IncompleteAndMissing_TellsBoth()
    {
        using TemporaryFolder folder = new();
        string part = Shard(folder, 0, 3, done: 400);
        InputException refusal =
            Assert.Throws<InputException>(() => Merge([part, Shard(folder, 1, 3)], folder["out"]))!;
        Assert.That(refusal.Diagnostics, Has.Count.EqualTo(2));
        Assert.That(refusal.Message, Does.Contain("shard 0/3 is incomplete: points 400 to 999 in order are missing")
            .And.Contain("600 of 1000").And.Contain("shards are missing: 2/3 (points 2000"));
    }

    [Test]
    public void Run_SameShardTwice_IsRefused()
    {
        using TemporaryFolder folder = new();
        string[] shards = [Shard(folder, 0, 2), Shard(folder, 1, 2), Shard(folder, 1, 2, name: "again")];
        Assert.That(Refusal(() => Merge(shards, folder["out"])), Does.Contain("again").And.Contain("there already"));
    }

    [Test]
    public void Run_OtherCut_IsRefused()
    {
        using TemporaryFolder folder = new();
        string[] shards = [Shard(folder, 0, 2), Shard(folder, 1, 2), Shard(folder, 1, 3)];
        Assert.That(Refusal(() => Merge(shards, folder["out"])), Does.Contain("shard 1/3 is cut otherwise"));
    }

    [Test]
    public void Run_OtherInputsOrVersion_IsRefused()
    {
        using TemporaryFolder folder = new();
        string first = Shard(folder, 0, 2);
        string other = Shard(folder, 1, 2, provenance: new("0.1.0", "kind: sweep\nbase: z\n", "accel sweep x"));
        Assert.That(Refusal(() => Merge([first, other], folder["out"])), Does.Contain("other inputs"));
        string old = Shard(folder, 1, 2, name: "old", provenance: Origin with { AccelVersion = "0.0.9" });
        Assert.That(Refusal(() => Merge([first, old], folder["out"])), Does.Contain("accel 0.0.9, and this is 0.1.0"));
        string axes = Shard(folder, 1, 2, SampleSweep.Definition(rows: 41), name: "axes");
        Assert.That(Refusal(() => Merge([first, axes], folder["out"])), Does.Contain("other inputs"));
    }

    [Test]
    public void Run_StoreInTheOutput_IsRefusedAndUntouched()
    {
        using TemporaryFolder folder = new();
        string[] shards = [Shard(folder, 0, 2), Shard(folder, 1, 2)];
        byte[] before = Bytes(shards[0]);
        Assert.That(Refusal(() => Merge(shards, shards[0])), Does.Contain("already holds results"));
        Assert.That(Bytes(shards[0]), Is.EqualTo(before));
    }

    [Test]
    public void Run_DamagedShard_LeavesNothingBehind()
    {
        using TemporaryFolder folder = new();
        string[] shards = [Shard(folder, 0, 2), Shard(folder, 1, 2)];
        string store = Path.Combine(shards[1], "results.sqlite");
        byte[] bytes = File.ReadAllBytes(store);
        bytes[^100] ^= 1;
        File.WriteAllBytes(store, bytes);
        Assert.That(Refusal(() => Merge(shards, folder["out"])), Does.Contain("damaged"));
        Assert.That(Files(folder["out"]), Is.Empty);
    }

    [Test]
    public void Run_Cancelled_LeavesNothingBehind()
    {
        SweepDefinition large = SampleSweep.Definition(rows: 1000);
        using TemporaryFolder folder = new();
        string[] shards = [Shard(folder, 0, 2, large), Shard(folder, 1, 2, large)];
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.That(() => ShardMerge.Run(shards, folder["out"], "0.1.0", TimeProvider.System, null, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Files(folder["out"]), Is.Empty);
    }

    private static void Merge(string[] shards, string output) =>
        ShardMerge.Run(shards, output, Origin.AccelVersion, TimeProvider.System);

    private static IEnumerable<string?> Files(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName);

    private static string Shard(TemporaryFolder folder, int index, int count, SweepDefinition? definition = null,
        Provenance? provenance = null, string? name = null, long? done = null)
    {
        definition ??= Definition;
        string path = folder[$"{name ?? "shard"}-{index}-{count}"];
        SweepPart part = new(new Shard(index, count), definition.Space.Count);
        using ResultWriter writer =
            ResultWriter.Create(path, definition, provenance ?? Origin, TimeProvider.System, part);
        Run(definition, new SweepWork([new IndexRange(part.First, done ?? part.End!.Value)]), writer);
        return path;
    }
}
