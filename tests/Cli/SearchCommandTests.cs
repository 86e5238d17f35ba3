using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class SearchCommandTests
{
    private const string Small = """
        kind: sweep
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: [ 8, 16, 24, 32, 48, 64 ]
          fabric.lanes: [ 2, 4, 8 ]
          dram.bandwidth: { from: 8 GB/s, to: 64 GB/s, step: 8 GB/s }
        objectives: { latency-s: min, area-mm2: min }
        """;

    [Test]
    public void Sweep_ByNsga2_TellsItsSearchAndResumesOnlyTheSameOne()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small + "\nsearch: { kind: nsga2, budget: 40, population: 10, seed: 5 }\n");
        AccelProcess sweep = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--json");
        Assert.That(sweep.ExitCode, Is.Zero, sweep.Error);
        using JsonDocument json = sweep.Json();
        JsonElement search = json.RootElement.GetProperty("search");
        Assert.That(json.RootElement.GetProperty("points").GetInt64(), Is.EqualTo(40));
        Assert.That(search.GetProperty("kind").GetString(), Is.EqualTo("nsga2"));
        Assert.That(search.GetProperty("space").GetInt64(), Is.EqualTo(144));
        Assert.That((search.GetProperty("seed").GetInt64(), search.GetProperty("budget").GetInt64()),
            Is.EqualTo((5, 40)));
        Assert.That(search.GetProperty("waves").EnumerateArray().Select(wave => wave.GetProperty("points").GetInt64()),
            Is.EqualTo(new[] { 10, 20, 30, 40 }));
        Assert.That(search.GetProperty("waves")[3].GetProperty("hypervolume").GetDouble(), Is.InRange(0.1, 1.21));

        AccelProcess other = AccelProcess.Run(
            folder.Path, [], "sweep", "s.yaml", "--out", "out", "--resume", "--seed", "6");
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("the results are of other inputs"));

        // From the folder alone.
        File.Delete(Path.Combine(folder.Path, "s.yaml"));
        AccelProcess report = AccelProcess.Run(folder.Path, [], "report", "out");
        Assert.That(report.ExitCode, Is.Zero, report.Error);
        Assert.That(
            report.Output, Does.Contain("nsga2, seed 5, population 10, budget 40, 40 of 144 points in 4 waves"));
        Assert.That(report.Output, Does.Contain("hypervolume 0."));
    }

    [Test]
    public void Sweep_ByAnotherSearchThanItsFile_CannotBeCut()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess cut = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out",
            "--search", "refine", "--budget", "50", "--shard", "0/2");
        Assert.That(cut.ExitCode, Is.EqualTo(2));
        Assert.That(cut.ErrorLines, Is.EqualTo(new[]
        {
            "command line: error ACC016: --shard cannot cut a search of kind refine: its points follow from one "
                + "another's results (exhaustive and random sweeps can be cut)",
        }));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False);
    }

    [Test]
    public void Sweep_KilledInASearch_ResumesToTheSameBytes()
    {
        using ConfigFolder folder = new();
        string cut = Path.Combine(folder.Path, "cut");
        string whole = Path.Combine(folder.Path, "whole");
        string store = Path.Combine(cut, "results.sqlite");
        string[] search = ["--search", "nsga2", "--budget", "2500"];
        long empty = 0;
        AccelProcess.Interrupt("KILL", () =>
        {
            // The tables are there at once; the first points come with the first commit.
            long size = File.Exists(store) ? new FileInfo(store).Length : 0;
            empty = empty == 0 ? size : empty;
            return size > empty;
        }, ["sweep", "nsga2-bitserial", "--out", cut, "--jobs", "1", .. search]);
        AccelProcess resumed = AccelProcess.Run(
            ["sweep", "nsga2-bitserial", "--out", cut, "--resume", "--json", .. search]);
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        using JsonDocument json = resumed.Json();
        Assert.That(json.RootElement.GetProperty("evaluated").GetInt64(), Is.InRange(0, 2500));
        Assert.That(AccelProcess.Run(["sweep", "nsga2-bitserial", "--out", whole, .. search]).ExitCode, Is.Zero);
        foreach (string file in new[] { "results.sqlite", "report.html", "pareto.svg" })
        {
            Assert.That(File.ReadAllBytes(Path.Combine(cut, file)),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(whole, file))), file);
        }
    }
}
