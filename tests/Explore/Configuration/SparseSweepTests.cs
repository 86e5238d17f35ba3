using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Runs;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Configuration;

/// <summary>Sparse formats and layers in sweeps and checks of designs that multiply dense weights.</summary>
public class SparseSweepTests
{
    [Test]
    public void Evaluate_SparseFormatsOnAnAxis_AreInfeasibleAloneOfTheirNeighbours()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, "", "[ int8, 'int8~2:4', int4~11.2:16, int4 ]")!;
        Assert.That(folder.Lines, Is.Empty);
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[] metrics = new double[plan.Definition.Metrics.Count];
        Assert.That(Enumerable.Range(0, 4).Select(point => evaluator.Evaluate([point], metrics).Reason?.Text),
            Is.EqualTo(new[]
            {
                null,
                "a systolic fabric multiplies dense weights only, not int8~2:4",
                "a systolic fabric multiplies dense weights only, not int4~11.2:16",
                null,
            }));
    }

    [Test]
    public void Load_OfALayerThatTheModelLacks_SaysSo()
    {
        using ConfigFolder folder = new();
        Assert.That(Load(folder, "  sparse-layers: [ q_proj, v_prj ]\n", "[ int8 ]"), Is.Null);
        Assert.That(folder.Lines.Single(), Does.Contain("has no linear layer 'v_prj' (did you mean 'v_proj'?)"));
    }

    /// <summary>Layers of one shape are timed together in a sweep, but not sparse ones with dense ones.</summary>
    [Test]
    public void Evaluate_SomeLayersSparse_IsTheRunOfThatDesign()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml",
            "kind: design\nextends: flightllm-u280\nprecision:\n  sparse-layers: [ k_proj, gate_proj ]\n");
        folder.Write("s.yaml",
            "kind: sweep\nbase: d.yaml\nworkloads: [ llama-2-7b-chat ]\n"
            + "axes:\n  precision.weights: [ int4/128, 'int4/128~8:16', 'int4/128~2:4' ]\n"
            + "objectives: { latency-s: min }\n");
        SweepPlan plan = SweepLoader.Load("s.yaml", folder.Context())!;
        Assert.That(folder.Lines, Is.Empty);
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[] metrics = new double[plan.Definition.Metrics.Count];
        List<double> latencies = [];
        for (int point = 0; point < 3; point++)
        {
            evaluator.Evaluate([point], metrics);
            latencies.Add(metrics[PointMetrics.Latency]);
            RunResult run = RunEvaluator.Evaluate(
                plan.At(0, [point]), new PriceBook(plan.At(0, [point]).Design.Technology));
            Assert.That(metrics[PointMetrics.Latency], Is.EqualTo(run.Totals.Latency.Value).Within(1e-9).Percent);
        }

        Assert.That(latencies, Is.Unique);
    }

    [Test]
    public void WhyNotFormats_OfSparseActivationsOrCache_SaysThatOnlyWeightsAre()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, "", "[ int8 ]")!;
        var dense = TensorFormat.Parse("int8");
        var sparse = TensorFormat.Parse("int8~2:4");
        foreach (Precision precision in
            new[] { new Precision(dense, sparse, dense), new Precision(dense, dense, sparse) })
        {
            Assert.That(FeasibilityCheck.WhyNotFormats(plan.At(0, [0]).Design, precision, usesKvCache: true),
                Does.StartWith("only weights are sparse"));
        }
    }

    private static SweepPlan? Load(ConfigFolder folder, string precision, string formats)
    {
        folder.Write("d.yaml", "kind: design\nextends: systolic-int8\nprecision:\n  activations: int8\n"
            + $"  kv-cache: int8\n{precision}");
        folder.Write("s.yaml",
            "kind: sweep\nbase: d.yaml\nworkloads: [ llama-2-7b-chat ]\n"
            + $"axes:\n  precision.weights: {formats}\nobjectives: {{ latency-s: min }}\n");
        return SweepLoader.Load("s.yaml", folder.Context());
    }
}
