using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class SweepCommandTests
{
    private const string Small = """
        kind: sweep
        name: small
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: [ 16, 32 ]
          precision.weights: [ int8/128, fp4-er-ea/128, fp8-e4m3/128 ]
        objectives: { latency-s: min, area-mm2: min }
        """;

    /// <summary>Some seconds' work for one thread.</summary>
    private const string Large = """
        kind: sweep
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: { from: 8, to: 128, step: 8 }
          fabric.columns: { from: 8, to: 128, step: 8 }
          buffers.weights: { from: 64 KiB, to: 512 KiB, times: 2 }
          buffers.activations: { from: 64 KiB, to: 512 KiB, times: 2 }
          dram.bandwidth: [ 8 GB/s, 16 GB/s, 24 GB/s, 32 GB/s, 48 GB/s, 64 GB/s, 96 GB/s, 128 GB/s ]
        objectives: { latency-s: min, area-mm2: min }
        """;

    private const int LargePoints = 16 * 16 * 4 * 4 * 8;

    [Test]
    public void Report_OfAxesThatChooseComponentsAndSchedules_NamesThoseOfTheFrontToo()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", """
            kind: sweep
            base: systolic-int8
            workloads: [ resnet-18-imagenet ]
            axes:
              precision.weights: [ int8, ovp-int4 ]
              schedule: [ accel, scale-sim ]
            objectives: { latency-s: min, product-mse: min, area-mm2: max }
            """);
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        string report = File.ReadAllText(Path.Combine(folder.Path, "out/report.html"));
        Assert.That(report, Does.Contain("base design: fabric/pe: 1024 x pe-integer-8"));
        Assert.That(report,
            Does.Match("design #[0-9]: fabric/edge/weights: 32 x ovp-decoder-4[^}]*\"estimated\":true"));
        Assert.That(report, Does.Contain("\"source\":\"schedule scale-sim\""));
        Assert.That(report, Does.Contain("accel, scale-sim"));
        Assert.That(report, Does.Match("\"ceilings\":\\[{\"name\":\"ovp-int4\",[^}]*}\\]"),
            "no KV cache, no roof of it");
        Assert.That(report, Does.Match("\"name\":\"edge units\",\"value\":[0-9.E-]+,\"estimated\":true"));
    }

    [Test]
    public void Sweep_Small_WritesStoreReportAndFigure()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--json");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        using JsonDocument json = sweep.Json();
        Assert.That(json.RootElement.GetProperty("points").GetInt64(), Is.EqualTo(6));
        Assert.That(json.RootElement.GetProperty("feasible").GetInt64(), Is.EqualTo(4));
        Assert.That(json.RootElement.GetProperty("front").GetArrayLength(), Is.GreaterThan(0));
        Assert.That(Files(folder, "out"),
            Is.EqualTo(new[] { "figures", "pareto.svg", "report.html", "results.sqlite" }));

        AccelProcess export = AccelProcess.Run(folder.Path, [], "export", "out", "--csv", "points.csv");
        Assert.That(export.ExitCode, Is.Zero, export.Error);
        string[] lines = File.ReadAllLines(Path.Combine(folder.Path, "points.csv"));
        Assert.That(lines, Has.Length.EqualTo(7));
        Assert.That(lines[0], Does.Contain("fabric.rows").And.Contain("latency-s"));
        Assert.That(lines.Count(line => line.Contains("cannot multiply", StringComparison.Ordinal)), Is.EqualTo(2));

        // The report is made again from the folder alone: the sweep's own file is not needed any more.
        File.Delete(Path.Combine(folder.Path, "s.yaml"));
        File.Delete(Path.Combine(folder.Path, "out/report.html"));
        AccelProcess report = AccelProcess.Run(folder.Path, [], "report", "out", "--json");
        Assert.That(report.ExitCode, Is.Zero, report.Error);
        using JsonDocument again = report.Json();
        Assert.That(again.RootElement.GetProperty("front").GetRawText(),
            Is.EqualTo(json.RootElement.GetProperty("front").GetRawText()));
        Assert.That(File.Exists(Path.Combine(folder.Path, "out/report.html")));
        Assert.That(AccelProcess.Run(folder.Path, [], "report", "out").Output,
            Does.Contain("small: 6 points, 4 feasible"));
    }

    [Test]
    public void Sweep_IntoAFolderThatHasOne_IsRefusedAndLeavesItAlone()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        Assert.That(AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out").ExitCode, Is.Zero);
        Dictionary<string, string> before = Hashes(folder, "out");
        AccelProcess again = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out");
        Assert.That(again.ExitCode, Is.EqualTo(2));
        Assert.That(again.Error, Does.Contain("out/results.sqlite: error ACC017"));
        Assert.That(Hashes(folder, "out"), Is.EqualTo(before));

        folder.Write("s.yaml", Small.Replace("16, 32", "16, 48", StringComparison.Ordinal));
        AccelProcess other = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--resume");
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(Hashes(folder, "out"), Is.EqualTo(before));
    }

    [TestCase("fabric.rows: [ 16", "fabric.rows: [ 0")]
    [TestCase("latency-s: min", "latency-z: min")]
    [TestCase("base: bitmod-28nm", "base: bitmod-29nm")]
    [TestCase("kind: sweep", "kind: swep")]
    public void Sweep_BadInput_WritesNothing(string good, string bad)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small.Replace(good, bad, StringComparison.Ordinal));
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out");
        Assert.That(sweep.ExitCode, Is.EqualTo(2));
        Assert.That(sweep.Output, Is.Empty);
        Assert.That(sweep.ErrorLines, Has.All.StartWith("s.yaml:"));
        Assert.That(Files(folder, "."), Is.EqualTo(new[] { "s.yaml" }));
    }

    [Test]
    public void Sweep_PointsThatAreNotPriced_AreInfeasibleAndTheSweepEnds()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small.Replace("fabric.rows: [ 16, 32 ]", "dram.type: [ ddr4, ddr9 ]",
            StringComparison.Ordinal));
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--json");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        using JsonDocument json = sweep.Json();
        Assert.That(json.RootElement.GetProperty("feasible").GetInt64(), Is.EqualTo(2));
    }

    [Test]
    public void Sweep_NothingFeasible_PrintsTheReasonsMostFrequentFirst()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small + "\nconstraints: { area-mm2: { max: 0.01 } }\n");
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        string[] lines = sweep.Output.Split('\n');
        int start = Array.IndexOf(lines, "no point is feasible:");
        Assert.That(start, Is.GreaterThan(0), sweep.Output);
        Assert.That(lines[start + 1].Trim(), Is.EqualTo("4 points: area-mm2 > 0.01"));
        Assert.That(lines[start + 2].Trim(), Does.StartWith("2 points: ").And.Contain("cannot multiply fp8-e4m3"));
        Assert.That(sweep.Output, Does.Not.Contain("chosen for"));
    }

    [Test]
    public void Report_CommandOfOnePoint_Runs()
    {
        using ConfigFolder folder = new();
        folder.Write("own.yaml", "kind: design\nextends: bitmod-28nm\nname: another name\n");
        folder.Write("s.yaml", Small.Replace("base: bitmod-28nm", "base: own.yaml", StringComparison.Ordinal));
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        string report = File.ReadAllText(Path.Combine(folder.Path, "out/report.html"));
        Assert.That(report, Does.Contain("accel run own.yaml --workload llama-2-7b-chat"));
        AccelProcess run = AccelProcess.Run(folder.Path, [], "run", "own.yaml", "--workload", "llama-2-7b-chat");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public void Sweep_Interrupted_KeepsWhatIsDoneAndResumesToTheSame()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", Large));
        Interrupt("INT", folder, sweep);
        AccelProcess resumed = AccelProcess.Run("sweep", sweep, "--out", Path.Combine(folder.Path, "cut"), "--resume",
            "--json");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        using JsonDocument json = resumed.Json();
        Assert.That(json.RootElement.GetProperty("points").GetInt64(), Is.EqualTo(LargePoints));
        Assert.That(json.RootElement.GetProperty("evaluated").GetInt64(), Is.InRange(1, LargePoints - 1),
            "nothing was kept, or nothing was left");

        Assert.That(AccelProcess.Run("sweep", sweep, "--out", Path.Combine(folder.Path, "whole")).ExitCode, Is.Zero);
        foreach (string name in new[] { "cut", "whole" })
        {
            Assert.That(AccelProcess.Run("export", Path.Combine(folder.Path, name), "--csv",
                Path.Combine(folder.Path, $"{name}.csv")).ExitCode, Is.Zero);
        }

        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "cut.csv")),
            Is.EqualTo(File.ReadAllText(Path.Combine(folder.Path, "whole.csv"))));
    }

    [Test]
    public void Sweep_AskedToEnd_KeepsWhatIsDone()
    {
        using ConfigFolder folder = new();
        Interrupt("TERM", folder, Path.Combine(folder.Path, folder.Write("s.yaml", Large)));
        AccelProcess export = AccelProcess.Run("export", Path.Combine(folder.Path, "cut"), "--csv",
            Path.Combine(folder.Path, "cut.csv"));
        Assert.That(export.ExitCode, Is.Zero, export.Error);
        Assert.That(File.ReadLines(Path.Combine(folder.Path, "cut.csv")).Count(), Is.InRange(2, LargePoints));
    }

    /// <summary>Starts the large sweep on one thread and sends the signal when the first points are on disk.</summary>
    private static void Interrupt(string signal, ConfigFolder folder, string sweep)
    {
        string store = Path.Combine(folder.Path, "cut", "results.sqlite");
        AccelProcess cut = AccelProcess.Interrupt(signal, () =>
            File.Exists(store) && new FileInfo(store).Length > 400_000,
            "sweep", sweep, "--out", Path.Combine(folder.Path, "cut"), "--jobs", "1");
        Assert.That(cut.ExitCode, Is.EqualTo(130), cut.Error);
        Assert.That(cut.Error, Does.Contain("--resume goes on"));
        Assert.That(cut.Output, Is.Empty);
    }

    private static string[] Files(ConfigFolder folder, string name) =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, name))
            .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Hashes(ConfigFolder folder, string name) =>
        SweepFolders.Hashes(Path.Combine(folder.Path, name));
}
