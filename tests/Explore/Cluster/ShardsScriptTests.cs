using System.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Explore.Cluster;
using Accel.Explore.Configuration;
using Accel.Explore.Store;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Cluster;

/// <summary>The script of the shards under bash, with stand-ins for the program and for <c>scontrol</c>.</summary>
[Parallelizable(ParallelScope.Self)]
public class ShardsScriptTests
{
    [Test]
    public void Script_WarnedOfItsTimeLimit_EndsTheProgramAndRequeuesTheTask()
    {
        (int status, string log, string calls) = Run(Processes.UserOne, "trap 'exit 130' TERM");
        Assert.That(status, Is.Zero, log);
        Assert.That(log, Does.Contain("shard 3 of 4 starts on n7, restart 2").And.Contain("is requeued"));
        Assert.That(calls, Is.EqualTo("requeue 12_3\n"));
    }

    [Test]
    public void Script_WarnedBeforeItsProgramHeedsSignals_RequeuesTheTaskToo()
    {
        (int status, string log, string calls) = Run(Processes.UserOne, "true");
        Assert.That(status, Is.Zero, log);
        Assert.That(calls, Is.EqualTo("requeue 12_3\n"));
    }

    [Test]
    public void Script_Cancelled_EndsTheProgramAndIsNotRequeued()
    {
        (int status, string log, string calls) = Run(Processes.Terminate, "trap 'exit 130' TERM");
        Assert.That(status, Is.EqualTo(130), log);
        Assert.That(calls, Is.Empty);
    }

    [Test]
    public void Script_WhoseProgramIsDoneAllTheSame_SucceedsAndIsNotRequeued()
    {
        (int status, string log, string calls) = Run(Processes.UserOne, "trap 'exit 0' TERM");
        Assert.That(status, Is.Zero, log);
        Assert.That(calls, Is.Empty);
    }

    [Test]
    public void Script_WhoseProgramFails_FailsAndIsNotRequeued()
    {
        (int status, string log, string calls) = Run(Processes.UserOne, "trap 'exit 2' TERM");
        Assert.That(status, Is.EqualTo(2), log);
        Assert.That(calls, Is.Empty);
    }

    /// <summary>Runs shard 3 of 4 of job 12 until its program has started, and sends the script a signal.</summary>
    /// <param name="program">What the program does about its own signal, in bash.</param>
    private static (int Status, string Log, string Calls) Run(int signal, string program)
    {
        using ConfigFolder folder = new();
        string InFolder(string name) => Path.Combine(folder.Path, name);
        folder.Write("s.yaml", """
            kind: sweep
            base: bitmod-28nm
            workloads: [ llama-2-7b-chat ]
            axes: { fabric.rows: [ 16, 32, 48, 64 ] }
            objectives: { latency-s: min }
            """);
        folder.Write("program", $"{program}\necho \"$@\" > {ShellText.Quote(InFolder("started.new"))}\n"
            + $"mv {ShellText.Quote(InFolder("started.new"))} {ShellText.Quote(InFolder("started"))}\n"
            + "for ((i = 0; i < 3000; i++)); do sleep 0.02; done\nexit 99\n");
        folder.Write("bin/scontrol", $"#!/bin/bash\necho \"$@\" >> {ShellText.Quote(InFolder("calls"))}\n");
        Processes.Permit(InFolder("bin/scontrol"));
        BindContext context = folder.Context();
        SweepPlan plan = SweepLoader.Load("s.yaml", context)!;
        SubmitRequest request = new("s.yaml", new SearchOverrides("random", 4), new ClusterFolder(InFolder("out")), 4,
            new ClusterResources(),
            new ProgramLaunch(["bash", InFolder("program")], folder.Path, [("NAME", "it's")]), IsFrontOnly: false,
            IsForced: false);
        ClusterSubmission submission = new(plan, new Provenance("1", plan.Inputs, "accel sweep s.yaml"), request);
        folder.Write("script", submission.Plan().ShardsScript!);

        ProcessStartInfo start = new("bash", [InFolder("script")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        start.Environment["PATH"] = $"{InFolder("bin")}:{start.Environment["PATH"]}";
        start.Environment["SLURM_ARRAY_JOB_ID"] = "12";
        start.Environment["SLURM_ARRAY_TASK_ID"] = "3";
        start.Environment["SLURM_RESTART_COUNT"] = "2";
        start.Environment["SLURM_CPUS_PER_TASK"] = "5";
        start.Environment["SLURMD_NODENAME"] = "n7";
        using Process script = Process.Start(start)!;
        Task<string> output = script.StandardOutput.ReadToEndAsync();
        Task<string> error = script.StandardError.ReadToEndAsync();
        Processes.Await(() => File.Exists(InFolder("started")) || script.HasExited, "the program has started");
        Assert.That(File.Exists(InFolder("started")), () => output.Result + error.Result);
        Assert.That(File.ReadAllText(InFolder("started")), Does.Match(
            "^sweep s.yaml --search random --budget 4 --out .*/out/shards/3 --shard 3/4 --resume "
            + "--expect-inputs [0-9a-f]{64} --jobs 5\n$"));
        Processes.Send(script.Id, signal);
        script.WaitForExit();
        return (script.ExitCode, output.Result + error.Result,
            File.Exists(InFolder("calls")) ? File.ReadAllText(InFolder("calls")) : string.Empty);
    }
}
