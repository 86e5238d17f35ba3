using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class ShardCommandTests
{
    private const string Small = """
        kind: sweep
        name: small
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: [ 16, 32, 64 ]
          precision.weights: [ int8/128, fp4-er-ea/128, fp8-e4m3/128 ]
        constraints: { area-mm2: { max: 4 } }
        objectives: { latency-s: min, area-mm2: min }
        """;

    [Test]
    public void Merge_Shards_GiveTheFilesOfOneRun()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        folder.Write("elsewhere/copy/s.yaml", Small);
        AccelProcess whole = Run(folder, "sweep", "s.yaml", "--out", "whole", "--jobs", "2", "--json");
        Assert.That(whole.ExitCode, Is.Zero, whole.Error);
        AccelProcess shard = Run(folder, "sweep", "s.yaml", "--out", "a", "--shard", "0/2", "--json");
        Assert.That(shard.ExitCode, Is.Zero, shard.Error);
        using JsonDocument json = shard.Json();
        Assert.That(json.RootElement.GetProperty("shard").GetString(), Is.EqualTo("0/2"));
        Assert.That(json.RootElement.GetProperty("points").GetInt64(), Is.EqualTo(4));
        Assert.That(SweepFolders.Hashes(Path.Combine(folder.Path, "a")).Keys, Is.EqualTo(new[] { "results.sqlite" }));

        AccelProcess early = Run(folder, "merge", "a", "--out", "merged");
        Assert.That(early.ExitCode, Is.EqualTo(2));
        Assert.That(early.Error, Does.Contain("shards are missing: 1/2 (points 4 to 8 in order)"));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "merged")), Is.False);

        AccelProcess other = Run(folder, "sweep", "elsewhere/copy/s.yaml", "--out", "b", "--shard", "1/2", "-j", "1");
        Assert.That(other.ExitCode, Is.Zero, other.Error);
        Assert.That(other.Output, Does.Contain("shard 1/2, 5 of 9 points"));
        AccelProcess merge = Run(folder, "merge", "b", "a", "--out", "merged", "--json");
        Assert.That(merge.ExitCode, Is.Zero, merge.Error);
        Assert.That(SweepFolders.Hashes(Path.Combine(folder.Path, "merged")),
            Is.EqualTo(SweepFolders.Hashes(Path.Combine(folder.Path, "whole"))));

        // The front of the shards is that of the merged results, which the export has as rows.
        AccelProcess front = Run(folder, "merge", "b", "a", "--out", "front", "--front-only");
        Assert.That(front.ExitCode, Is.Zero, front.Error);
        Assert.That(SweepFolders.Hashes(Path.Combine(folder.Path, "front")).Keys, Is.EqualTo(new[] { "front.csv" }));
        Assert.That(Run(folder, "export", "merged", "--csv", "all.csv").ExitCode, Is.Zero);
        string[] rows = File.ReadAllLines(Path.Combine(folder.Path, "front/front.csv"));
        Assert.That(rows, Is.SubsetOf(File.ReadAllLines(Path.Combine(folder.Path, "all.csv"))));
        using JsonDocument merged = merge.Json();
        Assert.That(rows, Has.Length.EqualTo(1 + merged.RootElement.GetProperty("front").GetArrayLength()));
        Assert.That(front.Output, Does.Contain($"9 points, {merged.RootElement.GetProperty("feasible")} feasible, "
            + $"{rows.Length - 1} on the front"));
        using JsonDocument one = whole.Json();
        Assert.That(merged.RootElement.GetProperty("front").GetRawText(),
            Is.EqualTo(one.RootElement.GetProperty("front").GetRawText()));
    }

    [TestCase("2/2")]
    [TestCase("1")]
    [TestCase("-1/2")]
    [TestCase("a/b")]
    public void Sweep_BadShard_IsRefused(string shard)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess sweep = Run(folder, "sweep", "s.yaml", "--out", "out", $"--shard={shard}");
        Assert.That(sweep.ExitCode, Is.EqualTo(2));
        Assert.That(sweep.Error, Does.Contain("--shard must be i/n").And.Contain($"'{shard}'"));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False);
    }

    private static AccelProcess Run(ConfigFolder folder, params string[] arguments) =>
        AccelProcess.Run(folder.Path, [], arguments);
}
