using System.Diagnostics;
using System.Text.Json;
using Accel.Tests.Architecture;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.Bench;

/// <summary>bench/peers/run, with stand-ins in the places of the other simulators.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class PeersTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void ScaleSim_MeasuredRuns_AgreeInAllDataflows()
    {
        StandIns.ScaleSim(_folder.Path);
        (int exit, string printed) = RunScaleSim( "--json", _folder["out.json"]);
        Assert.That(exit, Is.Zero, printed);
        foreach (string flow in new[] { "os", "ws", "is" })
        {
            Assert.That(printed, Does.Match($@"SCALE-Sim v2 +{flow} 32x32, 2 GEMMs .* all 8 equal"));
        }

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["out.json"]));
        foreach (JsonElement run in json.RootElement.EnumerateArray())
        {
            double theirs = run.GetProperty("their_seconds").GetDouble();
            double ours = run.GetProperty("our_seconds").GetDouble();
            Assert.That(theirs, Is.GreaterThan(0));
            Assert.That(run.GetProperty("ratio").GetDouble(), Is.EqualTo(theirs / ours).Within(1e-9).Percent);
            Assert.That(run.GetProperty("agrees").GetBoolean());
        }
    }

    [Test]
    public void ScaleSim_Version3_GetsItsLayout()
    {
        StandIns.ScaleSim(_folder.Path, isVersion3: true);
        (int exit, string printed) = RunScaleSim( "--dataflows", "ws");
        Assert.That(exit, Is.Zero, printed);
        Assert.That(printed, Does.Match("SCALE-Sim v3 +ws 32x32, 2 GEMMs .* all 8 equal"));
    }

    [Test]
    public void ScaleSim_OtherCycles_AreSaidAndFail()
    {
        StandIns.ScaleSim(_folder.Path, wrongBy: 1);
        (int exit, string printed) = RunScaleSim( "--dataflows", "os");
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(printed, Does.Contain("2 of 8 DIFFER")
            .And.Contain("SCALE-Sim v2, os 32x32, 2 GEMMs, tiny: cycles is 504, Accel has 503"));
    }

    [TestCase("raise ValueError('no numpy here')", "SCALE-Sim ended with code 1", "ValueError: no numpy here")]
    [TestCase("print('Config file not found'); raise SystemExit(0)", "SCALE-Sim wrote no COMPUTE_REPORT.csv",
        "Config file not found")]
    [TestCase("import time; time.sleep(60)", "did not end within 1 s", "")]
    public void ScaleSim_ThatFails_IsSaidWithItsOwnWords(string before, string message, string words)
    {
        StandIns.ScaleSim(_folder.Path, before);
        (int exit, string printed) = RunScaleSim( "--dataflows", "os", "--limit", "1");
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(printed, Does.Contain(message).And.Contain(words));
    }

    /// <summary>A simulator that calls another program is charged for both.</summary>
    [Test]
    public void ScaleSim_TimeOfItsChildren_CountsToo()
    {
        StandIns.ScaleSim(_folder.Path, """
            import subprocess, sys
            subprocess.run([sys.executable, '-c', 'import os\nwhile sum(os.times()[:2]) < 0.4: pass'])
            """);
        RunScaleSim( "--dataflows", "os", "--json", _folder["out.json"]);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["out.json"]));
        Assert.That(json.RootElement[0].GetProperty("their_seconds").GetDouble(), Is.GreaterThan(0.4));
    }

    [Test]
    public void Timeloop_PrintedStatistics_AgreeWithoutFillAndDrain()
    {
        StandIns.Timeloop(_folder.Path);
        string table = StandIns.Table(
            _folder.Path, ("tiny", 64, 64, 64), ("bert", 128, 768, 768), ("odd", 33, 65, 17));
        (int exit, string printed) = Run("--timeloop", _folder.Path, "--gemms", table);
        Assert.That(exit, Is.Zero, printed);
        Assert.That(printed, Does.Match("Timeloop +os 32x32, 2 GEMMs .* all 6 equal")
            .And.Match("Timeloop +ws 32x32, 2 GEMMs .* all 6 equal")
            .And.Contain("odd is left out: not divisible").And.Contain("leaves out fill and drain"));
    }

    [Test]
    public void Timeloop_OfAnotherVersion_IsSaid()
    {
        string program = StandIns.Timeloop(_folder.Path, section: "Overall");
        (int exit, string printed) = Run("--timeloop", program, "--dataflows", "os");
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(printed, Does.Contain("statistics for tiny are of another form: is it version 2?"));
    }

    [Test]
    public void Bitmod_ReworkedState_AgreesForTheModelsItPrints()
    {
        StandIns.Bitmod(_folder.Path, "rev-e445a5f");
        (int exit, string printed) = Run("--bitmod", _folder.Path);
        Assert.That(exit, Is.Zero, printed);
        Assert.That(printed, Does.Match("bitmod_sim 2025 +prefill, 4 models .* all 8 equal")
            .And.Match("bitmod_sim 2025 +generation, 4 models .* all 8 equal")
            .And.Contain("microsoft/phi-2 is left out: not printed"));
    }

    [Test]
    public void Bitmod_PapersStateWithOtherCycles_IsToldFromTheOther()
    {
        StandIns.Bitmod(_folder.Path, "paper-58d7bdb", only: "Llama-2-7B", wrongBy: 1);
        (int exit, string printed) = Run("--bitmod", _folder.Path);
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(printed, Does.Match("bitmod_sim 2024 +prefill, 1 models .* 1 of 2 DIFFER")
            .And.Contain("llama-2-7b: cycles is 1202921473, Accel has 1202921472"));
    }

    [Test]
    public void Run_WithoutWhatItNeeds_SaysSoBeforeAnythingRuns()
    {
        Directory.CreateDirectory(_folder["old"]);
        File.WriteAllText(_folder["old/run_nets.py"], string.Empty);
        StandIns.Write(_folder["bare"], "bitmod_sim/test_bitmod.py", string.Empty);
        Assert.Multiple(() =>
        {
            Refused("name a peer");
            Refused("there is no folder", "--scale-sim", _folder["nowhere"]);
            Refused("this looks like version 1", "--scale-sim", _folder["old"]);
            Refused("build Timeloop first", "--timeloop", _folder["old"]);
            Refused("no checkout of BitMoD's artifact", "--bitmod", _folder["old"]);
            Refused("run its run_shape_profile.sh first", "--bitmod", _folder["bare"]);
            Refused("is no array such as 32x32", "--scale-sim", _folder["old"], "--array", "32");
            Refused("is no table of name,m,k,n", "--scale-sim", _folder["old"], "--gemms", _folder["none.csv"]);
            Refused("./accel builds it", "--scale-sim", _folder["old"], "--accel", _folder["none"]);
        });
    }

    /// <summary>Runs two products of which one fills no array evenly.</summary>
    private (int Exit, string Printed) RunScaleSim(params string[] arguments) => Run(["--scale-sim", _folder.Path,
        "--gemms", StandIns.Table(_folder.Path, ("tiny", 64, 64, 64), ("odd", 33, 65, 17)), .. arguments]);

    private void Refused(string message, params string[] arguments)
    {
        (int exit, string printed) = Run(arguments);
        Assert.That(exit, Is.EqualTo(2), printed);
        Assert.That(printed, Does.Contain(message));
    }

    private (int Exit, string Printed) Run(params string[] arguments)
    {
        ProcessStartInfo start = new("python3",
            [Path.Combine(SolutionFiles.Root, "bench/peers/run"), .. arguments])
        {
            WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error.Result);
    }
}
