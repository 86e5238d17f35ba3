using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Configuration;

public class SweepLoaderTests
{
    [Test]
    public void Load_ManyMistakes_ReportsAllOfThemAtOnce()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", """
            kind: sweep
            base: bitmod-28nm
            workloads: [ llama-2-7b-chat, llama-2-7b-chat ]
            axes:
              fabric.rowz: [ 16, 32 ]
              clock: [ 1, 2 GHz ]
            constraints: { area-mm: { max: 10 }, power-w: { min: 5, max: 1 }, edp-js: {} }
            objectives: { latency-s: less }
            search: { kind: nsga }
            weight-distribution: gauss
            """);
        Assert.That(SweepLoader.Load("s.yaml", folder.Context()), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "s.yaml:3:31: error ACC004: workloads has 'llama-2-7b-chat' twice",
            "s.yaml:7:16: error ACC009: constraints: there is no metric 'area-mm' (did you mean 'area-mm2'?)",
            "s.yaml:7:47: error ACC012: constraints.power-w: min is greater than max",
            "s.yaml:7:75: error ACC006: constraints.edp-js needs 'min' or 'max' ({ max: 10 })",
            "s.yaml:8:26: error ACC009: objectives.latency-s must be min or max, got 'less' (one of: min, max)",
            "s.yaml:9:17: error ACC009: search.kind: there is no 'nsga' (did you mean 'nsga2'?)",
            "s.yaml:10:22: error ACC009: weight-distribution: unknown distribution 'gauss' (one of: normal, laplace, "
                + "student-t(25))",
            "s.yaml:5:3: error ACC015: there is no 'rowz' in fabric (did you mean 'rows'?)",
            "s.yaml:6:12: error ACC008: clock needs a unit: a frequency such as '1 GHz', got the bare number 1 "
                + "(write '1 GHz'?)",
        }));
    }

    [Test]
    public void Load_TooManyPoints_IsADiagnosticAndNoOverflow()
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Sweep(
            "fabric.rows: { from: 1, to: 4096, step: 1 }\n  fabric.columns: { from: 1, to: 4096, step: 1 }\n  "
                + "fabric.tile-rows: { from: 1, to: 4096, step: 1 }\n"
            + "  fabric.tile-columns: { from: 1, to: 4096, step: 1 }\n  vector-unit.latency: { from: 1, to: 65536, "
            + "step: 1 }\n  vector-unit.lanes: { from: 1, to: 65536, step: 1 }"));
        Assert.That(SweepLoader.Load("s.yaml", folder.Context()), Is.Null);
        Assert.That(folder.Lines,
            Is.EqualTo(new[] { "s.yaml:5:3: error ACC010: the axes span 1.21E+24 points; 1E+12 are the most" }));
    }

    [TestCase("dram.type: [ ddr4, ddr9 ]", "technology cmos-28nm has no DRAM 'ddr9'")]
    [TestCase("fabric.pe-price: [ pe-bit-serial, pe-gold ]",
        "technology cmos-28nm has no price for the component 'pe-gold-lane'")]
    [TestCase("fabric.lanes: [ 4, 3 ]", "fabric.lanes must divide the group size (128), got 3")]
    [TestCase("precision.weights: [ int8/128, fp8-e4m3/128 ]", "PE cannot multiply")]
    [TestCase("dram.bandwidth: [ 32 GB/s, 100 MB/s ]",
        "DRAM must reach at least 1 bit in a cycle of the clock, got 0.7")]
    [TestCase("batch: [ 1, 65536 ]", "its counts are too large for 64 bits")]
    public void Evaluate_PointThatCannotBe_IsInfeasibleForAReason(string axis, string reason)
    {
        using ConfigFolder folder = new();
        folder.Write("w.yaml", """
            kind: workload
            model: llama-3-70b
            phases: [ { prefill: 1000000 }, { decode: 1 } ]
            precision: { weights: int8/128, activations: fp16, kv-cache: int8 }
            """);
        string workload = axis.StartsWith("batch", StringComparison.Ordinal) ? "w.yaml" : "llama-2-7b-chat";
        folder.Write("s.yaml", Sweep(axis).Replace("llama-2-7b-chat", workload, StringComparison.Ordinal));
        SweepPlan plan = SweepLoader.Load("s.yaml", folder.Context())!;
        Assert.That(folder.Lines, Is.Empty);
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[] metrics = new double[plan.Definition.Metrics.Count];
        Assert.That(evaluator.Evaluate([1], metrics).Reason?.Text, Does.Contain(reason));
        Assert.That(evaluator.Evaluate([0], metrics), Is.EqualTo(PointOutcome.Feasible));
        Assert.That(metrics[..PointMetrics.Lut], Has.All.Positive);
        Assert.That(metrics[PointMetrics.Lut..(PointMetrics.Uram + 1)], Has.All.Zero,
            "a technology has no resources of a device");
    }

    [TestCase("plain words")]
    [TestCase("a --- # sweep b")]
    [TestCase("two\\nlines\\n--- # sweep x.yaml\\nkind: sweep")]
    [TestCase("quotes \\\" and \\\\ and \\u2028 and 😀")]
    public void Rebuild_FromTheInputsThatAStoreKeeps_IsTheSamePlan(string description)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml",
            Sweep("fabric.rows: { from: 16, to: 64, times: 2 }\n  precision.weights: [ int8/128, fp4-er-ea/128 ]")
            + $"description: \"{description}\"\n");
        SweepPlan plan = SweepLoader.Load("s.yaml", folder.Context())!;
        Assert.That(folder.Lines, Is.Empty);
        SweepPlan? again = SweepLoader.Rebuild(plan.Inputs, "out/results.sqlite", folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(again!.Inputs, Is.EqualTo(plan.Inputs));
        Assert.That(again.Description, Is.EqualTo(plan.Description));
        Assert.That(again.Definition.Space.Count, Is.EqualTo(6));
        Assert.That(again.At(0, [2, 1]), Is.EqualTo(plan.At(0, [2, 1])).Using<Accel.Arch.Scenarios.Scenario>(
            (a, b) => a.Design.Fabric == b.Design.Fabric && a.Precision == b.Precision
                && a.Workload.Name == b.Workload.Name));
    }

    [Test]
    public void Rebuild_WorkloadsOfOneFileName_KeepsEachOfThem()
    {
        using ConfigFolder folder = new();
        foreach ((string name, int tokens) in new[] { ("one", 8), ("two", 16) })
        {
            folder.Write($"{name}/w.yaml",
                $"kind: workload\nmodel: phi-2\nphases: [ {{ prefill: {tokens} }} ]\n"
                + "precision: { weights: int8/128, activations: fp16, kv-cache: int8 }\n");
        }

        folder.Write("s.yaml", Sweep("fabric.rows: [ 16, 32 ]").Replace(
            "llama-2-7b-chat", "one/w.yaml, two/w.yaml, ./two/w.yaml",
            StringComparison.Ordinal));
        SweepPlan plan = SweepLoader.Load("s.yaml", folder.Context())!;
        SweepPlan again = SweepLoader.Rebuild(plan.Inputs, "out/results.sqlite", folder.Context())!;
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(again.Inputs, Is.EqualTo(plan.Inputs));
        Assert.That(again.Scenarios.Select(scenario => scenario.Workload.Phases[0].Tokens),
            Is.EqualTo(new[] { 8, 16, 16 }));
    }

    [TestCase("")]
    [TestCase("nothing of ours")]
    [TestCase("--- # sweep")]
    public void Rebuild_DamagedInputs_IsADiagnostic(string inputs)
    {
        using ConfigFolder folder = new();
        Assert.That(SweepLoader.Rebuild(inputs, "out/results.sqlite", folder.Context()), Is.Null);
        Assert.That(folder.Lines,
            Is.EqualTo(new[] { "out/results.sqlite: error ACC017: the inputs that the store keeps name no sweep" }));
    }

    private static string Sweep(string axes) =>
        $"kind: sweep\nbase: bitmod-28nm\nworkloads: [ llama-2-7b-chat ]\naxes:\n  {axes}\nobjectives: {{ latency-s: "
            + $"min }}\n";
}
