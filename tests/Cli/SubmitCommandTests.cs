using System.Diagnostics;
using System.Text.Json;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Cluster;

namespace Accel.Tests.Cli;

/// <summary><c>accel submit</c> with stand-ins for Slurm's commands.</summary>
[Parallelizable(ParallelScope.Self)]
public class SubmitCommandTests
{
    private const string Small = """
        kind: sweep
        name: small one
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: [ 16, 32 ]
          precision.weights: [ int8/128, fp4-er-ea/128, fp8-e4m3/128 ]
        objectives: { latency-s: min, area-mm2: min }
        """;

    [Test]
    public void Submit_DryRun_PrintsScriptsAndCommandsAndWritesNothing()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess run = AccelProcess.Run(folder.Path, [("PATH", "/nowhere"), ("ACCEL_CONFIGS", "own:/b")], "submit",
            "s.yaml", "--slurm", "--array", "4", "--out", "it's out", "--dry-run", "--partition", "main", "--time",
            "1-0", "--mem", "2G", "--max-running", "2", "--sbatch-option=--exclude=n1", "--cpus-per-task", "3");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
        string @out = Path.Combine(folder.Path, "it's out");
        foreach (string line in new[]
        {
            "#SBATCH --array=0-3%2", "#SBATCH --requeue", "#SBATCH --open-mode=append",
            "#SBATCH --signal=B:USR1@60", "#SBATCH --partition=main", "#SBATCH --time=1-0", "#SBATCH --mem=2G",
            "#SBATCH --exclude=n1", "#SBATCH --cpus-per-task=3", "#SBATCH --job-name=accel-small-one",
            $"#SBATCH --output=\"{@out}/logs/shard-%A_%a.log\"",
            $"#SBATCH --output=\"{@out}/logs/merge-%j.log\"",
            $"export ACCEL_CONFIGS={folder.Path}/own:/b", $"cd -- {folder.Path} || exit 1",
            "sbatch --parsable --dependency=afterok:SHARDS_JOB --kill-on-invalid-dep=yes "
                + $@"'{folder.Path}/it'\''s out/slurm/merge.sbatch'",
        })
        {
            Assert.That(run.Output.Split('\n'), Does.Contain(line), run.Output);
        }

        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName),
            Is.EqualTo(new[] { "s.yaml" }));
    }

    [Test]
    public void Submit_Twice_IsRefusedWhileItsJobsAreInTheQueue()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        FakeSlurm slurm = new(folder);
        string[] command = ["submit", "s.yaml", "--slurm", "--array", "3", "--out", "out", "--json"];
        AccelProcess first = slurm.Run(command);
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        using JsonDocument json = first.Json();
        Assert.That(json.RootElement.GetProperty("shards_job").GetString(), Is.EqualTo("41"));
        Assert.That(json.RootElement.GetProperty("merge_job").GetString(), Is.EqualTo("42"));
        Assert.That(json.RootElement.GetProperty("array").GetString(), Is.EqualTo("0-2"));
        Assert.That(slurm.Calls, Is.EqualTo(new[]
        {
            $"sbatch --parsable {folder.Path}/out/slurm/shards.sbatch",
            $"sbatch --parsable --dependency=afterok:41 --kill-on-invalid-dep=yes {folder.Path}/out/slurm/merge.sbatch",
        }));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out/logs")), "Slurm makes no folder for logs");

        // Another job may have got an old number: its name tells.
        slurm.Queue("41|RUNNING|accel-small-one\n41|PENDING|accel-small-one\n42|PENDING|somebody-else\n");
        AccelProcess second = slurm.Run(command);
        Assert.That(second.ExitCode, Is.EqualTo(2));
        Assert.That(second.Error, Does.Contain("error ACC019").And.Contain("in the queue: 41 (running, pending)")
            .And.Contain("scancel 41"));
        Assert.That(slurm.Calls, Is.EqualTo(new[] { "squeue --jobs=41,42 --noheader --format=%F|%T|%j" }));

        AccelProcess forced = slurm.Run([.. command, "--force"]);
        Assert.That(forced.ExitCode, Is.Zero, forced.Error);
        Assert.That(slurm.Calls, Has.Length.EqualTo(2));

        slurm.Queue(null);
        AccelProcess other = slurm.Run([.. command[..4], "2", .. command[5..]]);
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("as 3 shards").And.Contain("--array 3"));
        folder.Write("s.yaml", Small.Replace("16, 32", "16, 48", StringComparison.Ordinal));
        AccelProcess changed = slurm.Run(command);
        Assert.That(changed.ExitCode, Is.EqualTo(2));
        Assert.That(changed.Error, Does.Contain("inputs of the sweep have changed"));
        Assert.That(slurm.Calls, Is.Empty);
    }

    [Test]
    public void Submit_Again_RunsOnlyWhatIsMissing()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        FakeSlurm slurm = new(folder);
        string[] command = ["submit", "s.yaml", "--slurm", "--array", "3", "--out", "out"];
        void Run(params string[] arguments)
        {
            AccelProcess run = slurm.Run(arguments);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        Run("sweep", "s.yaml", "--out", "out/shards/1", "--shard", "1/3");

        Run(command);
        Assert.That(File.ReadLines(Path.Combine(folder.Path, "out/slurm/shards.sbatch")),
            Has.One.EqualTo("#SBATCH --array=0,2"));
        _ = slurm.Calls;

        // All shards are there: the merge alone, which waits for nothing.
        foreach (string shard in new[] { "0", "2" })
        {
            Run("sweep", "s.yaml", "--out", $"out/shards/{shard}", "--shard", $"{shard}/3");
        }

        Run(command);
        Assert.That(slurm.Calls[^1], Is.EqualTo($"sbatch --parsable {folder.Path}/out/slurm/merge.sbatch"));

        // The front alone is another last job, which the shards are enough for.
        AccelProcess front = slurm.Run([.. command, "--front-only", "--dry-run", "--cpus-per-task", "7"]);
        Assert.That(front.Output, Does.Contain($"--out {folder.Path}/out --front-only\n")
            .And.Contain("#SBATCH --cpus-per-task=7").And.Not.Contain("shards.sbatch"));

        // The script of the merge itself; run again, as after a kill in between, it only writes the report.
        string report = Path.Combine(folder.Path, "out/report.html");
        for (int run = 0; run < 2; run++)
        {
            using Process merge = Process.Start(new ProcessStartInfo("bash",
                [Path.Combine(folder.Path, "out/slurm/merge.sbatch")]) { RedirectStandardOutput = true })!;
            merge.StandardOutput.ReadToEnd();
            merge.WaitForExit();
            Assert.That(merge.ExitCode, Is.Zero);
            Assert.That(File.Exists(report));
            File.Delete(report);
        }

        // The results without their report are no reason to run anything but the last job.
        AccelProcess dry = slurm.Run([.. command, "--dry-run", "--json"]);
        using (JsonDocument json = dry.Json())
        {
            Assert.That(json.RootElement.GetProperty("missing").GetInt32(), Is.Zero);
            Assert.That(json.RootElement.GetProperty("commands").GetArrayLength(), Is.EqualTo(1));
        }

        File.WriteAllText(report, "there");
        _ = slurm.Calls;
        AccelProcess done = slurm.Run(command);
        Assert.That(done.Output, Does.Contain("all 6 points are in").And.Contain("nothing is left to do"));
        Assert.That(slurm.Calls.Where(call => call.StartsWith("sbatch", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Submit_IntoAFolderOfSomethingElse_IsRefused()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        FakeSlurm slurm = new(folder);
        string[] command = ["submit", "s.yaml", "--slurm", "--array", "4", "--out", "out"];
        Assert.That(slurm.Run("sweep", "s.yaml", "--out", "out/shards/1", "--shard", "1/3").ExitCode, Is.Zero);
        AccelProcess cut = slurm.Run(command);
        Assert.That(cut.ExitCode, Is.EqualTo(2));
        Assert.That(cut.Error, Does.Contain("the results are of shard 1/3, where 1/4 was expected"));

        folder.Write("out/slurm/submission.json", "{ \"shards\": ");
        AccelProcess damaged = slurm.Run(command);
        Assert.That(damaged.ExitCode, Is.EqualTo(2));
        Assert.That(damaged.Error, Does.Contain("record of the submission cannot be read"));
        Assert.That(slurm.Calls, Is.Empty);
    }

    [TestCase("shards", 1)]
    [TestCase("merge", 3)]
    public void Submit_ThatSlurmRefuses_LeavesNoFileAndNoJob(string refused, int calls)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        FakeSlurm slurm = new(folder);
        slurm.Refuse($"{refused}.sbatch");
        AccelProcess run = slurm.Run("submit", "s.yaml", "--slurm", "--array", "3", "--out", "deep/out");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Is.EqualTo("slurm: error ACC019: sbatch: error: no\n"));
        string[] asked = slurm.Calls;
        Assert.That(asked, Has.Length.EqualTo(calls));
        Assert.That(asked[^1], calls == 3 ? Is.EqualTo("scancel 41") : Does.StartWith("sbatch"));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "deep")), Is.False);
    }

    [Test]
    public void Submit_WithoutSlurm_SaysWhereToSubmit()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess run = AccelProcess.Run(folder.Path, [("PATH", "/nowhere")], "submit", "s.yaml", "--slurm",
            "--array", "3", "--out", "out");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("scontrol was not found").And.Contain("--dry-run"));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False);
    }

    [TestCase("6", "MaxArraySize 5")]
    [TestCase("7", "--array 7 is more than the sweep has points: 6")]
    [TestCase("0", "--array must be at least 1, got 0")]
    [TestCase(null, "submit needs --array")]
    public void Submit_InTooManyOrNoShards_IsRefusedAndNothingIsWritten(string? shards, string message)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        FakeSlurm slurm = new(folder);
        AccelProcess run = slurm.Run(["submit", "s.yaml", "--slurm", "--out", "out",
            .. shards is null ? [] : new[] { "--array", shards }]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.One.Contains(message));
        Assert.That(slurm.Calls, Is.Empty);
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False);
    }

    [Test]
    public void Submit_BadResources_AreAllRefusedAtOnce()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess run = new FakeSlurm(folder).Run("submit", "s.yaml", "--slurm", "--array", "2", "--out", "a\\b",
            "--time", "2h", "--cpus-per-task", "0", "--max-running", "-1", "--sbatch-option=--outp=x",
            "--sbatch-option=fast", "--partition", "a\nb", "--mem", "");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        foreach (string message in new[]
        {
            "--out has a backslash", "--time is no time limit of Slurm: '2h'", "--cpus-per-task must be at least 1",
            "--max-running must be at least 1", "cannot set --output", "one long option of sbatch, got 'fast'",
            "--partition has a line break", "--mem is empty",
        })
        {
            Assert.That(run.ErrorLines, Has.One.Contains(message));
        }

        Assert.That(Directory.EnumerateDirectories(folder.Path, "a*"), Is.Empty);
        Assert.That(AccelProcess.Run(folder.Path, [], "submit", "s.yaml", "--slurm", "--array", "2", "--out", "out",
            "--search", "nsga2", "--budget", "1000").Error, Does.Contain("a search of kind nsga2 has no shards"));
        Assert.That(AccelProcess.Run(folder.Path, [], "submit", "s.yaml", "--slurm", "--array", "2", "--out", "out",
            "--time", "2:59").Error, Does.Contain("--time 2:59 is less than 3 minutes"));
    }

    [Test]
    public void Sweep_OfOtherInputsThanExpected_IsRefused()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Small);
        AccelProcess run = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--expect-inputs",
            new string('0', 64));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("inputs of the sweep have changed").And.Contain("000000000000"));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False);
    }
}
