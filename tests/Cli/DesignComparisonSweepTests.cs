using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

/// <summary>Sweeps over several designs as a user runs them.</summary>
[Parallelizable(ParallelScope.Self)]
public class DesignComparisonSweepTests
{
    private const string Small = """
        kind: sweep
        name: two-families
        base: [ bitmod-28nm, tellme-kv260 ]
        workloads: [ llama-2-7b-chat ]
        axes:
          dram.bandwidth: [ 19.2 GB/s, 64 GB/s, 256 GB/s ]
        objectives: { prefill-latency-s: min, decode-tokens-per-s: max, weight-bits: min }
        """;

    /// <summary>Some seconds' work for one thread.</summary>
    private const string Large = """
        kind: sweep
        base: [ bitmod-28nm, systolic-int8 ]
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: { from: 8, to: 128, step: 8 }
          fabric.columns: { from: 8, to: 128, step: 8 }
          buffers.weights: { from: 64 KiB, to: 512 KiB, times: 2 }
          buffers.activations: { from: 64 KiB, to: 512 KiB, times: 2 }
          dram.bandwidth: [ 16 GB/s, 32 GB/s, 64 GB/s, 128 GB/s ]
        objectives: { latency-s: min, area-mm2: min }
        """;

    private const int LargePoints = 2 * 16 * 16 * 4 * 4 * 4;

    [Test]
    public void Sweep_TwoFamilies_ExportsAndReportsTheDesigns()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--json");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        using JsonDocument json = sweep.Json();
        JsonElement[] front = [.. json.RootElement.GetProperty("front").EnumerateArray()];
        string[] designs =
        [
            .. front.Select(point => point.GetProperty("axes").GetProperty("design").GetString()!).Distinct().Order(),
        ];
        Assert.That(designs, Is.EqualTo(new[] { "bitmod-28nm", "tellme-kv260" }));
        foreach (JsonElement point in front)
        {
            bool isOnDevice = point.GetProperty("axes").GetProperty("design").GetString() == "tellme-kv260";
            JsonElement metrics = point.GetProperty("metrics");
            Assert.That(metrics.GetProperty("area-mm2").ValueKind,
                Is.EqualTo(isOnDevice ? JsonValueKind.Null : JsonValueKind.Number));
            Assert.That(metrics.GetProperty("lut").ValueKind,
                Is.EqualTo(isOnDevice ? JsonValueKind.Number : JsonValueKind.Null));
        }

        AccelProcess export = AccelProcess.Run(folder.Path, [], "export", "out", "--csv", "points.csv");
        Assert.That(export.ExitCode, Is.Zero, export.Error);
        string[] lines = File.ReadAllLines(Path.Combine(folder.Path, "points.csv"));
        Assert.That(lines[0], Does.StartWith("design,dram.bandwidth,latency-s,"));
        Assert.That(lines[1..].Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]),
            Is.EqualTo(Enumerable.Repeat("bitmod-28nm", 3).Concat(Enumerable.Repeat("tellme-kv260", 3))));

        // From the folder alone, without the sweep's file.
        File.Delete(Path.Combine(folder.Path, "s.yaml"));
        AccelProcess report = AccelProcess.Run(folder.Path, [], "report", "out", "--json");
        Assert.That(report.ExitCode, Is.Zero, report.Error);
        Assert.That(report.Error, Is.Empty);
        using JsonDocument again = report.Json();
        Assert.That(again.RootElement.GetProperty("front").GetRawText(),
            Is.EqualTo(json.RootElement.GetProperty("front").GetRawText()));
        string html = File.ReadAllText(Path.Combine(folder.Path, "out/report.html"));
        Assert.That(html, Does.Contain("accel run bitmod-28nm --workload llama-2-7b-chat")
            .And.Contain("accel run tellme-kv260 --workload llama-2-7b-chat"));
        Assert.That(AccelProcess.Run(folder.Path, [], "report", "out").Output, Does.Contain("tellme-kv260"));
    }

    /// <summary>Design by design the same figures as sweeps of one base.</summary>
    [Test]
    public void Sweep_TwoFamilies_IsTheSweepsOfEach()
    {
        using ConfigFolder folder = new();
        folder.Write("both.yaml", Small);
        List<string> singles = [];
        foreach (string design in new[] { "bitmod-28nm", "tellme-kv260" })
        {
            folder.Write($"{design}.yaml", Small.Replace("[ bitmod-28nm, tellme-kv260 ]", $"designs/{design}.yaml",
                StringComparison.Ordinal));
            singles.AddRange(Csv(folder, design).Skip(1).Select(line => $"{design},{line}"));
        }

        Assert.That(Csv(folder, "both").Skip(1), Is.EqualTo(singles));
        Assert.That(Csv(folder, "both", "--jobs", "1"), Is.EqualTo(Csv(folder, "both", "--jobs", "3")));
    }

    [Test]
    public void Sweep_OtherDesigns_DoesNotResumeTheStore()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        Assert.That(AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out").ExitCode, Is.Zero);
        folder.Write("s.yaml", Small.Replace("tellme-kv260", "systolic-int8", StringComparison.Ordinal));
        AccelProcess other = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--resume");
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("ACC017"));
    }

    [Test]
    public void Sweep_Interrupted_ResumesToTheSame()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", Large));
        string cut = Path.Combine(folder.Path, "cut");
        string store = Path.Combine(cut, "results.sqlite");
        AccelProcess stopped = AccelProcess.Interrupt(
            "INT", () => File.Exists(store) && new FileInfo(store).Length > 400_000, "sweep", sweep, "--out", cut,
            "--jobs",
            "1");
        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.Error);
        AccelProcess resumed = AccelProcess.Run("sweep", sweep, "--out", cut, "--resume", "--json");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        using JsonDocument json = resumed.Json();
        Assert.That(json.RootElement.GetProperty("points").GetInt64(), Is.EqualTo(LargePoints));
        Assert.That(json.RootElement.GetProperty("evaluated").GetInt64(), Is.InRange(1, LargePoints - 1));

        string whole = Path.Combine(folder.Path, "whole");
        Assert.That(AccelProcess.Run("sweep", sweep, "--out", whole).ExitCode, Is.Zero);
        foreach (string output in new[] { cut, whole })
        {
            Assert.That(AccelProcess.Run("export", output, "--csv", $"{output}.csv").ExitCode, Is.Zero);
        }

        Assert.That(File.ReadAllText($"{cut}.csv"), Is.EqualTo(File.ReadAllText($"{whole}.csv")));
    }

    private static string[] Csv(ConfigFolder folder, string name, params string[] more)
    {
        string output = $"{name}-{string.Concat(more)}";
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], ["sweep", $"{name}.yaml", "--out", output, .. more]);
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        Assert.That(AccelProcess.Run(folder.Path, [], "export", output, "--csv", $"{output}.csv").ExitCode, Is.Zero);
        return File.ReadAllLines(Path.Combine(folder.Path, $"{output}.csv"));
    }
}
