using System.Text.Json;
using System.Text.RegularExpressions;
using Accel.Explore.Store;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Cli;

namespace Accel.Tests.Explore.Cluster;

/// <summary>A sweep on a real Slurm that loses a node on the way.</summary>
[Parallelizable(ParallelScope.Self)]
public class SlurmSweepTests
{
    private const int Shards = 8;

    private const int Points = 3 * SweepFolders.LargePoints;

    /// <summary>Shards of so many points that none is done in the moments in which it is let run.</summary>
    private static readonly string Sweep =
        SweepFolders.Large.Replace("axes:\n", "axes:\n  fabric.lanes: [ 2, 4, 8 ]\n", StringComparison.Ordinal);

    /// <summary>So long at most a sweep keeps results to itself; somewhat more.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromMilliseconds(600);

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

        string[] submit =
            ["submit", "s.yaml", "--slurm", "--array", "8", "--out", "many", "--sbatch-option=--comment=it's \"x\" #2"];
        AccelProcess submitted = Accel([.. submit, "--json"]);
        Assert.That(submitted.ExitCode, Is.Zero, submitted.Error);
        using JsonDocument json = submitted.Json();
        string job = json.RootElement.GetProperty("shards_job").GetString()!;
        slurm.Note($"submitted: shards {job}, merge {json.RootElement.GetProperty("merge_job")}");
        Assert.That(Accel(submit).Error, Does.Contain("jobs of this sweep are in the queue"));

        // What a time limit does: the script gets USR1, ends the program, and has its task requeued.
        (int process, string warned) = Halt(slurm, "n0", folder);
        using (slurm.Begin("scancel", "--batch", "--signal=USR1", $"{job}_{warned}"))
        {
            Processes.Await(() => Processes.IsTold(process, Processes.Terminate), "the script passes the signal on");
        }

        Processes.Send(process, Processes.Continue);
        slurm.Note($"shard {warned} on n0 is warned of its time limit");

        // A dead node: daemon, step, script and program go at once, and nobody tells Slurm.
        (process, string killed) = Halt(slurm, "n1", folder);
        slurm.Destroy("n1", process);
        using (ResultStore left = ResultStore.Open(Path.Combine(folder, "many/shards", killed)))
        {
            slurm.Note($"node n1 is killed in shard {killed}, which has kept {left.Count} points");
            Assert.That(left.Count, Is.GreaterThan(0).And.LessThan(Points / Shards));
        }

        Processes.Await(() => slurm.Watch().Length == 0, "the queue is empty", 250);
        string logs = Logs(Path.Combine(folder, "many"));
        Assert.That(File.Exists(Path.Combine(folder, "many/report.html")), () => logs + slurm.Logs());
        foreach (string name in new[] { "one", "many" })
        {
            Assert.That(Accel("export", name, "--csv", $"{name}/points.csv").ExitCode, Is.Zero);
        }

        string[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "one"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(folder, "one"), file)).Order(StringComparer.Ordinal)];
        Assert.That(files, Is.SupersetOf(new[] { "pareto.svg", "points.csv", "report.html", "results.sqlite" }));
        foreach (string file in files)
        {
            Assert.That(Same(folder, file), $"{file} is other than that of one process");
        }

        slurm.Note($"byte for byte as of one process: {string.Join(", ", files)}");

        string[] again = [.. Regex.Matches(logs, @"^shard (\d) of 8 starts on n\d, restart 1$", RegexOptions.Multiline)
            .Select(start => start.Groups[1].Value)];
        Assert.That(again, Is.EquivalentTo(new[] { killed, warned }), logs);
        Assert.That(Regex.Count(logs, "starts on"), Is.EqualTo(Shards + 2), logs);
        TestContext.Out.WriteLine(logs);
        Assert.That(Accel(submit).Output, Does.Contain("nothing is left to do"));
    }

    /// <summary>Waits for a shard on a node that has kept some of its points, and halts it there.</summary>
    /// <remarks>
    /// Results are kept by the clock, and a shard takes a second or two. Once it writes it is halted until the clock
    /// has run ahead, and then let run for moments until its store has grown.
    /// </remarks>
    private static (int Process, string Shard) Halt(LocalSlurm slurm, string node, string folder)
    {
        (int Process, string Shard)? found = null;
        Processes.Await(() => (found = Shard(slurm, node)) is { } shard
            && Halt(shard.Process, Path.Combine(folder, "many/shards", shard.Shard, "results.sqlite")),
            $"a shard on {node} that has kept something");
        return found!.Value;
    }

    /// <returns>Whether the process is halted; else it has ended.</returns>
    private static bool Halt(int process, string store)
    {
        bool IsAlive() => Processes.Command(process).Length > 1;
        string journal = $"{store}-journal";
        Processes.Await(() => File.Exists(journal) || !IsAlive(), "the shard writes", 1);
        Processes.Send(process, Processes.Stop);
        long size = File.Exists(store) ? new FileInfo(store).Length : 0;
        Thread.Sleep(Keep);
        for (int grown = 0; IsAlive();)
        {
            Processes.Send(process, Processes.Continue);
            Thread.Sleep(2);
            Processes.Send(process, Processes.Stop);
            Thread.Sleep(10);
            long now = new FileInfo(store).Length;
            grown += now > size ? 1 : 0;
            size = now;

            // What has been written counts once the journal is gone, which another batch may hide by a new one.
            if (grown > 1 || (grown == 1 && !File.Exists(journal)))
            {
                return IsAlive();
            }
        }

        return false;
    }

    /// <summary>The shard that runs on a node now, if any.</summary>
    private static (int Process, string Shard)? Shard(LocalSlurm slurm, string node)
    {
        foreach (int process in Processes.WithEnvironment($"SLURMD_NODENAME={node}\0"))
        {
            string[] words = Processes.Command(process);
            int shard = Array.IndexOf(words, "--shard");
            if (shard >= 0 && Processes.Variable(process, "SLURM_CONF") == slurm.Environment.Value)
            {
                return (process, words[shard + 1].Split('/')[0]);
            }
        }

        return null;
    }

    private static bool Same(string folder, string file) =>
        File.ReadAllBytes(Path.Combine(folder, "one", file)).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Path.Combine(folder, "many", file)));

    private static string Logs(string folder) => string.Concat(Directory.EnumerateFiles(
        Path.Combine(folder, "logs")).Order(StringComparer.Ordinal)
        .Select(file => $"-- {Path.GetFileName(file)}\n{File.ReadAllText(file)}"));
}
