using System.Globalization;
using System.Text.Json;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.CostModel;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Robustness;

/// <summary>Values that are each legal, at and near their ends: figures that make sense, or a refusal.</summary>
public class ExtremeValuesTests
{
    private static readonly string[] Schedules =
    [
        .. ScheduleList.All.Where(schedule => schedule.WhyNot(new BitSerialFabric()) is null)
            .Select(schedule => schedule.Name),
    ];

    private static readonly string[] Models = ["phi-2", "opt-1.3b", "llama-3-70b", "llama-2-7b"];

    [Test]
    public void Evaluate_RandomLegalValues_GivesFiniteFiguresThatAddUp()
    {
        using ConfigFolder folder = new();
        int evaluated = 0;
        int overflown = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            string[] edits = [.. Edits(new Random(seed))];
            BindContext context = folder.Context();
            ScenarioLoader loader = new(context);
            loader.Set(edits);
            Design? design = loader.Design(Path.Combine(Shipped.Configs(), "designs/bitmod-28nm.yaml"));
            Workload? workload = loader.Workload(Path.Combine(Shipped.Configs(), "workloads/llama-2-7b-chat.yaml"));
            if (design is null || workload is null)
            {
                Assert.That(context.Diagnostics.HasErrors, string.Join(' ', edits));
                continue;
            }

            Scenario scenario = new(design, workload);
            if (FeasibilityCheck.WhyNot(scenario) is not null)
            {
                continue;
            }

            try
            {
                Check(RunEvaluator.Evaluate(scenario, new PriceBook(design.Technology)), string.Join(' ', edits));
                evaluated++;
            }
            catch (OverflowException)
            {
                overflown++;
            }
        }

        Assert.That(evaluated, Is.GreaterThan(60));
        Assert.That(overflown, Is.GreaterThan(0), "the values are too mild to test anything");
    }

    [TestCase("fabric.rows=4096", "fabric.columns=4096", "fabric.lanes=32", "fabric.tile-rows=4096",
        "fabric.tile-columns=4096")]
    [TestCase("fabric.rows=1", "fabric.columns=1", "fabric.lanes=1", "fabric.tile-rows=1", "fabric.tile-columns=1")]
    [TestCase("clock=100 GHz", "dram.bandwidth=14 GB/s")]
    [TestCase("clock=100 MHz", "dram.bandwidth=10 TB/s")]
    [TestCase("buffers.weights=1 GiB", "buffers.activations=1 GiB", "buffers.outputs=1 GiB")]
    [TestCase("buffers.weights=1 B", "buffers.activations=1 B", "buffers.outputs=1 B", "buffers.banks=1024")]
    [TestCase("phases=[ { decode: 1, context: 16777216 } ]")]
    [TestCase("phases=[ { prefill: 1 } ]", "batch=65536")]
    [TestCase("buffers.weight-port=1 bit", "buffers.activation-port=1 bit")]
    [TestCase("buffers.weight-port=1048576 bit", "buffers.activation-port=131072 B")]
    [TestCase("vector-unit.lanes=65536", "vector-unit.latency=100000")]
    public void Evaluate_OneExtreme_GivesFiniteFigures(params string[] edits)
    {
        using ConfigFolder folder = new();
        BindContext context = folder.Context();
        ScenarioLoader loader = new(context);
        loader.Set(edits);
        Design? design = loader.Design(Path.Combine(Shipped.Configs(), "designs/bitmod-28nm.yaml"));
        Workload? workload = loader.Workload(Path.Combine(Shipped.Configs(), "workloads/llama-2-7b-chat.yaml"));
        Assert.That(folder.Lines, Is.Empty);
        Check(RunEvaluator.Evaluate(new Scenario(design!, workload!), new PriceBook(design!.Technology)),
            string.Join(' ', edits));
    }

    private static void Check(RunResult run, string because)
    {
        using JsonDocument json = JsonDocument.Parse(RunJson.Write(run, "test"));
        JsonElement totals = json.RootElement.GetProperty("totals");
        foreach (JsonProperty figure in totals.EnumerateObject())
        {
            Assert.That(figure.Value.GetDouble(), Is.GreaterThanOrEqualTo(0), $"{figure.Name}: {because}");
        }

        Assert.That(totals.GetProperty("cycles").GetInt64(), Is.Positive, because);
        Assert.That(totals.GetProperty("energy_j").GetDouble(), Is.Positive, because);
        if (run.Design.Schedule == "accel")
        {
            // Published schedules keep their quirks, and some of those take less time than the work needs.
            Assert.That(totals.GetProperty("utilization").GetDouble(), Is.LessThanOrEqualTo(1 + 1e-9), because);
        }

        Assert.That(
            json.RootElement.GetProperty("phases").EnumerateArray()
                .Sum(phase => phase.GetProperty("totals").GetProperty("cycles").GetInt64()),
            Is.EqualTo(totals.GetProperty("cycles").GetInt64()), because);
    }

    private static IEnumerable<string> Edits(Random random)
    {
        string Side() => Whole(random, 1, 4096);
        string Format() => NumberFormats.All[random.Next(NumberFormats.All.Count)].Name + random.Next(3) switch { 0 =>
            "/128", 1 => "/64", _ => string.Empty };
        string Size() => random.Next(3) switch { 0 => "1 B", 1 => "1 GiB", _ => $"{Whole(random, 1, 1 << 20)} KiB" };
        yield return $"fabric.rows={Side()}";
        yield return $"fabric.columns={Side()}";
        yield return $"fabric.lanes={1 << random.Next(6)}";
        yield return $"fabric.tile-rows={Side()}";
        yield return $"fabric.tile-columns={Side()}";
        yield return $"fabric.group-size={1 << random.Next(6, 13)}";
        yield return $"clock={random.Next(4) switch { 0 => "1 kHz", 1 => "100 GHz", _ => "1 GHz" }}";
        yield return $"buffers.weights={Size()}";
        yield return $"buffers.activations={Size()}";
        yield return $"buffers.outputs={Size()}";
        yield return $"buffers.banks={Whole(random, 1, 1024)}";
        yield return $"dram.bandwidth={random.Next(4) switch { 0 => "12.6 GB/s", 1 => "1000 TB/s", _ => "64 GB/s" }}";
        yield return $"dram.efficiency={(random.Next(2) == 0 ? "0.01" : "1")}";
        yield return $"vector-unit.lanes={Whole(random, 1, 65536)}";
        yield return $"schedule={Schedules[random.Next(Schedules.Length)]}";
        yield return $"model={Models[random.Next(Models.Length)]}";
        yield return $"batch={Whole(random, 1, random.Next(2) == 0 ? 65536 : 16)}";
        yield return $"precision={{ weights: {(random.Next(3) == 0 ? Format() : "int8/128")}, activations: fp16, kv-cache: {(random.Next(3) == 0 ? Format() : "int8")} }}";
        int longest = random.Next(3) == 0 ? 1 << 24 : 1 << 14;
        yield return $"phases=[ {{ prefill: {Whole(random, 1, longest)} }}, {{ decode: {Whole(random, 1, longest)}, context: {Whole(random, 1, longest)} }} ]";
    }

    /// <summary>One of the ends, or anything between them on a logarithmic scale.</summary>
    private static string Whole(Random random, int minimum, int maximum) => (random.Next(4) switch
    {
        0 => minimum,
        1 => maximum,
        _ => (int)Math.Clamp(Math.Exp(random.NextDouble() * Math.Log(maximum)), minimum, maximum),
    }).ToString(CultureInfo.InvariantCulture);
}
