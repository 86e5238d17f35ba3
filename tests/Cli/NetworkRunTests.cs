using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

/// <summary>Networks and topologies through the command that users run.</summary>
[Parallelizable(ParallelScope.Self)]
public class NetworkRunTests
{
    [Test]
    public void Run_Network_IsOnePrefillOfAnImageAndCountsImages()
    {
        AccelProcess run = AccelProcess.Run(
            "run", "fp16-28nm", "-w", "resnet-18-imagenet", "--set", "batch=4", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        JsonElement totals = json.RootElement.GetProperty("totals");
        JsonElement phase = json.RootElement.GetProperty("phases").EnumerateArray().Single();
        Assert.That(phase.GetProperty("phase").GetString(), Is.EqualTo("prefill"));
        Assert.That(phase.GetProperty("tokens").GetInt64(), Is.EqualTo(1));
        Assert.That(totals.GetProperty("macs").GetInt64(), Is.EqualTo(4 * 1_814_073_344L));
        Assert.That(totals.GetProperty("tokens_per_s").GetDouble() * totals.GetProperty("latency_s").GetDouble(),
            Is.EqualTo(4).Within(1e-9));
        JsonElement conv1 = phase.GetProperty("layers").EnumerateArray().First();
        Assert.That(
            (conv1.GetProperty("name").GetString(), conv1.GetProperty("m").GetInt64(),
                conv1.GetProperty("k").GetInt64()),
            Is.EqualTo(("conv1", 4 * 112 * 112, 7 * 7 * 3)));
        Assert.That(AccelProcess.Run("run", "fp16-28nm", "-w", "resnet-18-imagenet", "--set", "batch=4").Output,
            Does.Contain("one pass of 4 images").And.Contain("image/s"));
    }

    [Test]
    public void Run_TopologyOfTheUsers_TakesTheDesignsFormats()
    {
        using ConfigFolder folder = new();
        folder.Write("nets/mine.csv", "Layer, M, N, K,\nfirst, 16, 32, 128,\n");
        AccelProcess run = AccelProcess.Run(folder.Path, [], "run", "bitmod-28nm", "-w", "nets/mine.csv", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        Assert.That(json.RootElement.GetProperty("workload").GetString(), Is.EqualTo("mine"));
        JsonElement layer = json.RootElement.GetProperty("phases")[0].GetProperty("layers")[0];
        Assert.That(layer.GetProperty("weights").GetString(), Is.EqualTo("int8/128"));
        Assert.That(layer.GetProperty("activations").GetString(), Is.EqualTo("fp16"));
    }

    [Test]
    public void Run_TopologyWithAMistake_NamesItsPlace()
    {
        using ConfigFolder folder = new();
        folder.Write("mine.csv", "Layer, M, N, K,\nfirst, 16, many, 128,\n");
        AccelProcess run = AccelProcess.Run(folder.Path, [], "run", "bitmod-28nm", "-w", "mine.csv");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("mine.csv:2:12: error ACC018: N must be a whole number"));
    }

    [TestCase("bitmod-2024")]
    [TestCase("bitmod-2025")]
    public void Run_NetworkUnderAScheduleOfTransformers_IsRefusedWithAWayOut(string schedule)
    {
        AccelProcess run = AccelProcess.Run(
            "run", "fp16-28nm", "-w", "resnet-50-imagenet", "--set", $"schedule={schedule}");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("ACC013").And.Contain("resnet-50 is a network of layers")
            .And.Contain("--set schedule=accel"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void Sweep_NetworkUnderAScheduleOfTransformers_IsInfeasibleAndOthersRun()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", """
            kind: sweep
            base: fp16-28nm
            workloads: [ resnet-18-imagenet, resnet-50-scalesim.csv ]
            axes:
              schedule: [ accel, bitmod-2024 ]
              batch: [ 1, 2 ]
            objectives: { latency-s: min }
            """);
        AccelProcess run = AccelProcess.Run(folder.Path, [], "sweep", "s.yaml", "--out", "out", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        Assert.That(json.RootElement.GetProperty("points").GetInt64(), Is.EqualTo(4));
        Assert.That(json.RootElement.GetProperty("feasible").GetInt64(), Is.EqualTo(2));
        Assert.That(AccelProcess.Run(folder.Path, [], "report", "out").ExitCode, Is.Zero);
    }
}
