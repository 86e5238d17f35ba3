using System.Text.Json;
using System.Text.RegularExpressions;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Cli;

namespace Accel.Tests.Explore.Cluster;

/// <summary>A sweep on a real Slurm that loses a node on the way.</summary>
public class SlurmSweepTests
{
    private const int Shards = 8;

    private const string Sweep = """
        kind: sweep
        name: cluster
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

    /// <summary>A name that needs quoting wherever it stands.</summary>
    private const string Folder = "it's a \"test\" %j #1";

    [Test]
    public void Submit_NodeKilledAndTaskWarned_EndsInTheBytesOfOneProcess()
    {
        using ConfigFolder home = new();
        home.Write($"{Folder}/s.yaml", Sweep);
        string folder = Path.Combine(home.Path, Folder);
        using LocalSlurm slurm = new(nodes: 2);
        AccelProcess Accel(params string[] arguments) => AccelProcess.Run(folder, [slurm.Environment], arguments);

        AccelProcess one = Accel("sweep", "s.yaml", "--out", "one");
        Assert.That(one.ExitCode, Is.Zero, one.Error);

        string[] submit = ["submit", "s.yaml", "--slurm", "--array", "8", "--out", "many", "--sbatch-option=--comment=x y"];
        AccelProcess submitted = Accel([.. submit, "--json"]);
        Assert.That(submitted.ExitCode, Is.Zero, submitted.Error);
        using JsonDocument json = submitted.Json();
        string job = json.RootElement.GetProperty("shards_job").GetString()!;
        slurm.Note($"submitted: shards {job}, merge {json.RootElement.GetProperty("merge_job")}");
        Assert.That(Accel(submit).Error, Does.Contain("jobs of this sweep are in the queue"));

        // A dead node: daemon, step, script and program go at once, and nobody tells Slurm.
        (int process, string killed) = Stop(slurm, "n1");
        slurm.Destroy("n1", process);
        slurm.Note($"node n1 is killed in shard {killed}");

        // What a time limit does: the script gets USR1, ends the program, and has its task requeued.
        (process, string warned) = Stop(slurm, "n0");
        slurm.Run("scancel", "--batch", "--signal=USR1", $"{job}_{warned}");
        Processes.Kill("CONT", process);
        slurm.Note($"shard {warned} on n0 is warned of its time limit");

        Processes.Await(() => slurm.Watch().Length == 0, "the queue is empty", 250);
        string logs = Logs(Path.Combine(folder, "many"));
        Assert.That(File.Exists(Path.Combine(folder, "many/report.html")), () => logs + slurm.Logs());
        foreach (string file in new[] { "results.sqlite", "report.html", "pareto.svg" })
        {
            Assert.That(Same(folder, file), $"{file} is other than that of one process");
        }

        Assert.That(Accel("export", "one", "--csv", "one/points.csv").ExitCode, Is.Zero);
        Assert.That(Accel("export", "many", "--csv", "many/points.csv").ExitCode, Is.Zero);
        Assert.That(Same(folder, "points.csv"), "points.csv is other than that of one process");
        slurm.Note("results.sqlite, report.html, pareto.svg and points.csv are those of one process, byte for byte");

        string[] again = [.. Regex.Matches(logs, @"^shard (\d) of 8 starts on n\d, restart 1$", RegexOptions.Multiline)
            .Select(start => start.Groups[1].Value)];
        Assert.That(again, Is.EquivalentTo(new[] { killed, warned }), logs);
        Assert.That(Regex.Count(logs, "starts on"), Is.EqualTo(Shards + 2), logs);
        TestContext.Out.WriteLine(logs);
        Assert.That(Accel(submit).Output, Does.Contain("nothing is left to do"));
    }

    /// <summary>Waits for a shard that has begun to keep results on a node, and halts it.</summary>
    private static (int Process, string Shard) Stop(LocalSlurm slurm, string node)
    {
        (int, string)? found = null;
        Processes.Await(() =>
        {
            slurm.Watch();
            foreach (int process in Processes.WithEnvironment($"SLURMD_NODENAME={node}\0"))
            {
                string[] words = Processes.Command(process);
                int shard = Array.IndexOf(words, "--shard"), store = Array.IndexOf(words, "--out");
                if (shard < 0 || Processes.Variable(process, "SLURM_CONF") != slurm.Environment.Value
                    || !File.Exists(Path.Combine(words[store + 1], "results.sqlite")))
                {
                    continue;
                }

                Processes.Kill("STOP", process);
                if (Processes.Command(process).Length > 1)
                {
                    found = (process, words[shard + 1].Split('/')[0]);
                    return true;
                }
            }

            return false;
        }, $"a shard on {node}");
        return found!.Value;
    }

    private static bool Same(string folder, string file) =>
        File.ReadAllBytes(Path.Combine(folder, "one", file)).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Path.Combine(folder, "many", file)));

    private static string Logs(string folder) => string.Concat(Directory.EnumerateFiles(
        Path.Combine(folder, "logs")).Order(StringComparer.Ordinal)
        .Select(file => $"-- {Path.GetFileName(file)}\n{File.ReadAllText(file)}"));
}
