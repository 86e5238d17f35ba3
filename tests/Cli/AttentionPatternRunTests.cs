using System.Text.Json;

namespace Accel.Tests.Cli;

/// <summary>Runs of workloads whose tokens attend to some positions only.</summary>
[Parallelizable(ParallelScope.Self)]
public class AttentionPatternRunTests
{
    [Test]
    public void Json_OfAWindow_ChargesNoMorePositionsAndSaysSo()
    {
        using JsonDocument limited = Json("systolic-int8", "llama-2-7b-lambda");
        using JsonDocument wider = Json("systolic-int8", "llama-2-7b-lambda", "--set", "attention.window=100000");
        Assert.That(Layer(wider, "attention.qk", "macs"), Is.GreaterThan(Layer(limited, "attention.qk", "macs")));
        Assert.That(Layer(wider, "q_proj", "cycles"), Is.EqualTo(Layer(limited, "q_proj", "cycles")));
        long positions = Enumerable.Range(512, 1536).Sum(context => (long)Math.Min(context, 1024));
        Assert.That(Layer(limited, "attention.qk", "macs"), Is.EqualTo(positions * 32 * 32 * 128));
        Assert.That(limited.RootElement.GetProperty("assumptions").EnumerateArray().Select(text =>
            text.GetProperty("text").GetString()), Has.Some.Contains("4 sinks and a window of 1020"));
    }

    [Test]
    public void Json_WithoutAttention_SaysNothingOfIt()
    {
        AccelProcess run = AccelProcess.Run("run", "systolic-int8", "--workload", "llama-2-7b-lambda", "--json");
        Assert.That(run.Output, Does.Contain("tokens attend to"));
        run = AccelProcess.Run("run", "bitmod-28nm", "--workload", "llama-2-7b-chat", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Not.Contain("tokens attend to"));
    }

    [TestCase("bitmod-28nm", "bitmod-2024")]
    [TestCase("bitmod-28nm", "bitmod-2025")]
    [TestCase("systolic-int8", "scale-sim")]
    [TestCase("systolic-int8", "ant-2022")]
    [TestCase("systolic-int8", "bitfusion")]
    public void Run_UnderAPublishedSchedule_IsRefusedWithAHint(string design, string schedule)
    {
        AccelProcess run = AccelProcess.Run(
            "run", design, "--workload", "llama-2-7b-lambda", "--set", $"schedule={schedule}");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain($"schedule {schedule}: ").And.Contain("--set schedule=accel"));
    }

    [TestCase("bitmod-28nm", "bit-serial")]
    [TestCase("systolic-int8", "systolic")]
    [TestCase("tellme-kv260", "table-lookup")]
    public void Run_MaskOnAFabricThatComputesTheSquare_IsRefused(string design, string kind)
    {
        AccelProcess run = AccelProcess.Run("run", design, "--workload", "llama-2-7b-chat",
            "--set", "attention.block=64", "--set", "attention.density=0.155");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error.TrimEnd(), Does.EndWith(
            $"a {kind} fabric computes all of the attention square; leave attention.density out"));
    }

    private static JsonDocument Json(params string[] arguments)
    {
        AccelProcess run = AccelProcess.Run(["run", arguments[0], "--workload", .. arguments[1..], "--json"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Json();
    }

    /// <summary>A figure of a layer of the decode phase.</summary>
    private static long Layer(JsonDocument json, string name, string figure) =>
        json.RootElement.GetProperty("phases")[1]
        .GetProperty("layers").EnumerateArray().Single(layer => layer.GetProperty("name").GetString() == name)
        .GetProperty(figure).GetInt64();
}
