using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class RunCommandTests
{
    private static readonly string[] TotalsNames =
    [
        "cycles", "compute_cycles", "dram_cycles", "latency_s", "energy_j", "power_w", "area_mm2", "macs",
        "utilization", "dram_read_bytes", "dram_write_bytes", "tokens_per_s",
    ];

    private static readonly string[] LayerNames =
    [
        "name", "m", "k", "n", "count", "weights", "activations", "cycles", "compute_cycles", "dram_cycles",
        "utilization", "sram_read_bytes", "sram_write_bytes",
        "sram_activation_reads", "sram_weight_reads", "sram_output_writes", "dram_read_bytes", "dram_write_bytes",
        "energy_j",
    ];

    /// <summary>An FP16 head is the processor's; without one there is none to wait for.</summary>
    [TestCase("fp16", "bound by DRAM \\([0-9.]+% of the time; compute [0-9.]+%, the processor [0-9.]+%\\)")]
    [TestCase("ternary", "context [0-9 ,a-z]+(.|\\n)*bound by compute \\([0-9.]+% of the time; DRAM [0-9.]+%\\)")]
    public void Table_OfADesignWithAProcessor_HasItsShareOfTheTime(string head, string expected)
    {
        AccelProcess run = AccelProcess.Run(
            "run", "tellme-kv260", "--workload", "bitnet-0.7b-chat", "--set", $"precision.head={head}");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Match(expected));
    }

    [TestCase("accel")]
    [TestCase("bitmod-2024")]
    [TestCase("bitmod-2025")]
    public void Json_HasTheNamesOfTheContract_AndAddsUp(string schedule)
    {
        AccelProcess run = AccelProcess.Run("run", "bitmod-28nm", "--workload", "llama-2-7b-chat", "--set",
            $"schedule={schedule}", "--json");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Is.Empty);
        using JsonDocument json = run.Json();
        JsonElement root = json.RootElement;
        Assert.That(Names(root), Is.SupersetOf(new[] { "accel", "design", "workload", "schedule", "totals", "energy_j",
            "resources", "phases" }));
        Assert.That(root.GetProperty("schedule").GetString(), Is.EqualTo(schedule));
        Assert.That(root.GetProperty("resources").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("phase").GetString()),
            Is.EqualTo(new[] { "prefill", "decode" }));
        Compare(root, [.. root.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("totals"))]);
        foreach (JsonElement phase in root.GetProperty("phases").EnumerateArray())
        {
            Assert.That(Names(phase), Is.SupersetOf(
                new[] { "phase", "tokens", "context", "repeats", "totals", "energy_j", "layers" }));
            JsonElement[] layers = [.. phase.GetProperty("layers").EnumerateArray()];
            Assert.That(layers, Is.Not.Empty);
            Assert.That(layers.All(layer => LayerNames.All(name => layer.TryGetProperty(name, out _))));
            Compare(phase, layers);
        }
    }

    [Test]
    public void Tables_AreTheSameFiguresAndNoMore()
    {
        AccelProcess run = AccelProcess.Run("run", "bitmod-28nm", "-w", "llama-2-7b-chat");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Is.Empty);
        using JsonDocument json = AccelProcess.Run("run", "bitmod-28nm", "-w", "llama-2-7b-chat", "--json").Json();
        string cycles = json.RootElement.GetProperty("totals").GetProperty("cycles").GetInt64().ToString("#,0",
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(run.Output, Does.Contain($"({cycles} cycles)"));
        foreach (JsonElement layer in json.RootElement.GetProperty("phases")[0].GetProperty("layers").EnumerateArray())
        {
            Assert.That(run.Output, Does.Contain(layer.GetProperty("name").GetString()));
        }
    }

    [Test]
    public void Set_SeveralPaths_ChangeWhatTheyName()
    {
        AccelProcess run = AccelProcess.Run("run", "bitmod-28nm", "-w", "llama-2-7b-chat", "--json", "--set",
            "name=mine",
            "--set", "phases=[ { decode: 4, context: 8 } ]", "--set", "precision.weights=int4/64", "--set", "batch=2");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        Assert.That(json.RootElement.GetProperty("design").GetString(), Is.EqualTo("mine"));
        JsonElement phase = json.RootElement.GetProperty("phases").EnumerateArray().Single();
        Assert.That(phase.GetProperty("repeats").GetInt64(), Is.EqualTo(4));
        Assert.That(phase.GetProperty("layers").EnumerateArray().First(layer =>
            layer.GetProperty("name").GetString() == "q_proj").GetProperty("weights").GetString(),
            Is.EqualTo("int4/64"));
    }

    [TestCase("fabric.lanes=3",
        "--set fabric.lanes=3: error ACC012: fabric.lanes must divide the group size (128), got 3")]
    [TestCase("precision.activations=int8",
        "error ACC013: bitmod-28nm cannot run this: the bit-serial PE multiplies fp16 activations, not int8 "
        + "(change it with --set, such as --set precision.activations=fp16)")]
    [TestCase("precision.kv-cache=fp8-e4m3",
        "(change it with --set, such as --set precision.kv-cache=int8)")]
    [TestCase("precision.weights=fp8-e4m3/128",
        "(change it with --set, such as --set precision.weights=int8/128)")]
    [TestCase("fabric.rowz=3", "--set fabric.rowz=3: error ACC005: fabric has no key 'rowz' (did you mean 'rows'?)")]
    [TestCase("dram.type=ddr9",
        "--set dram.type=ddr9: error ACC009: dram.type: technology cmos-28nm has no DRAM 'ddr9'")]
    public void Set_Wrong_ExitsWith2(string set, string part)
    {
        AccelProcess run = AccelProcess.Run("run", "bitmod-28nm", "-w", "llama-2-7b-chat", "--set", set, "--json");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain(part));
    }

    [Test]
    public void Files_OfTheUser_AreFoundFromWhereSheWorks()
    {
        using ConfigFolder folder = new();
        folder.Write("my.yaml", "kind: design\nextends: bitmod-28nm\nname: my\nclock: 2 GHz\n");
        folder.Write("roots/workloads/short.yaml",
            "kind: workload\nmodel: phi-2\nphases: [ { prefill: 8 } ]\n"
                + "precision: { weights: int8/128, activations: fp16, kv-cache: int8 }\n");
        AccelProcess run = AccelProcess.Run(folder.Path, [("ACCEL_CONFIGS", "roots")], "run", "my.yaml", "-w", "short",
            "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("\"workload\": \"short\""));
        Assert.That(AccelProcess.Run(folder.Path, [], "run", "my.yaml", "-w", "short").ExitCode, Is.EqualTo(2));
        AccelProcess list = AccelProcess.Run(folder.Path, [("ACCEL_CONFIGS", "roots:nowhere")], "list", "workloads");
        Assert.That(list.Output, Does.Contain("short").And.Contain("roots/workloads/short.yaml")
            .And.Contain("llama-2-7b-chat"));
    }

    [Test]
    public void Files_AllWrong_AreAllReported()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", "kind: design\nextends: bitmod-28nm\nclock: 2\n");
        folder.Write("w.yaml",
            "kind: workload\nmodel: phi-3\nphases: []\nprecision: { weights: int8/128, activations: fp16 }\n");
        AccelProcess run = AccelProcess.Run(folder.Path, [], "run", "d.yaml", "-w", "w.yaml");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Is.EqualTo(new[]
        {
            "d.yaml:3:8: error ACC008: clock needs a unit: a frequency such as '1 GHz', got the bare number 2 (write "
                + "'2 GHz'?)",
            "w.yaml:2:8: error ACC002: there is no file or model 'phi-3' (did you mean 'phi-2'?)",
            "w.yaml:3:9: error ACC006: phases needs at least one phase (- prefill: 256)",
        }));
    }

    /// <summary>A whole's counts are the sums of its parts' counts.</summary>
    private static void Compare(JsonElement whole, JsonElement[] parts)
    {
        JsonElement totals = whole.GetProperty("totals");
        Assert.That(Names(totals), Is.SupersetOf(TotalsNames));
        foreach (string name in new[] { "cycles", "compute_cycles", "dram_cycles", "macs", "dram_read_bytes",
            "dram_write_bytes" })
        {
            Assert.That(parts.Sum(part => part.GetProperty(name).GetInt64()),
                Is.EqualTo(totals.GetProperty(name).GetInt64()), name);
        }

        double energy = totals.GetProperty("energy_j").GetDouble();
        Assert.That(parts.Sum(part => part.GetProperty("energy_j").GetDouble()),
            Is.EqualTo(energy).Within(1e-9 * energy));
        JsonElement breakdown = whole.GetProperty("energy_j");
        Assert.That(Names(breakdown), Is.SupersetOf(new[] { "compute", "sram", "dram", "static" }));
        Assert.That(breakdown.EnumerateObject().Sum(part => part.Value.GetDouble()),
            Is.EqualTo(energy).Within(1e-9 * energy));
        Assert.That(totals.GetProperty("power_w").GetDouble(),
            Is.EqualTo(energy / totals.GetProperty("latency_s").GetDouble()).Within(1e-9 * energy));
    }

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(member => member.Name);
}
