using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Runs;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Configuration;

public class DesignPointEvaluatorTests
{
    [Test]
    public void Evaluate_TwoTechnologiesOfOneName_HaveTheirOwnPrices()
    {
        using ConfigFolder folder = new();
        folder.Write("hot.yaml",
            "kind: technology\nextends: cmos-28nm\nname: cmos-28nm\npost-layout-energy-factor: 3\n");
        SweepPlan plan = Load(folder, "bitmod-28nm", "technology: [ cmos-28nm, hot.yaml ]");
        Assert.That(plan.At(0, [0]).Design.Technology.Name, Is.EqualTo(plan.At(0, [1]).Design.Technology.Name));
        double[][] metrics = Evaluate(plan, 2);
        Assert.That(metrics[1][PointMetrics.Energy], Is.GreaterThan(metrics[0][PointMetrics.Energy]));
        Assert.That(metrics[1][PointMetrics.Energy],
            Is.EqualTo(Run(plan, 1).Totals.Energy.Total.Value).Within(1e-9).Percent);
    }

    /// <summary>The schedules differ in whose format attention takes.</summary>
    [TestCase("accel")]
    [TestCase("bitmod-2024")]
    [TestCase("bitmod-2025")]
    public void Evaluate_KvCacheFormatsInTurn_AreWhatARunGives(string schedule)
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", $"kind: design\nextends: bitmod-28nm\nschedule: {schedule}\n");
        AssertPointsAreRuns(Load(folder, "d.yaml", "precision.kv-cache: [ int8, int4/128, int6/128 ]"), 3);
    }

    /// <summary>One format decides on the PE, and so on prices and partial sums, beside another.</summary>
    [Test]
    public void Evaluate_FormatsOfASystolicArrayInTurn_AreWhatARunGives(
        [Values("accel", "ant-2022")] string schedule,
        [Values("weights", "activations", "kv-cache")] string operand, [Values("os", "ws")] string dataflow)
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", $"kind: design\nextends: systolic-int8\nschedule: {schedule}\n"
            + $"fabric: {{ kind: systolic, dataflow: {dataflow}, accumulator-bits: 24 }}\n"
            + "precision: { weights: int4, activations: fp4, kv-cache: fp4 }\n");
        string formats = operand == "activations" ? "[ fp4, int8, ovp-int4 ]" : "[ int8, ovp-int4, fp4 ]";
        AssertPointsAreRuns(Load(folder, "d.yaml", $"precision.{operand}: {formats}"), 3);
    }

    /// <summary>What an evaluator remembers of a point must not outlive the part that it came from.</summary>
    [TestCase("precision.head: [ fp16, int8, ternary ]")]
    [TestCase("processor.bandwidth: [ 6.3 GB/s, 1 GB/s, 3 GB/s ]")]
    [TestCase("fabric.interval: [ 4, 1, 2 ]")]
    [TestCase("fabric.overlap-load: [ false, true ]", 2)]
    [TestCase("fabric.attention.order: [ reversed, naive ]", 2)]
    [TestCase("buffers.weights: [ 1536 KiB, 192 KiB, 384 KiB ]")]
    [TestCase("vector-unit.lanes: [ 16, 8, 4 ]")]
    [TestCase("dram.bandwidth: [ 19.2 GB/s, 5 GB/s, 9 GB/s ]")]
    [TestCase("batch: [ 1, 4, 2 ]")]
    public void Evaluate_PartsOfATableLookupDesignInTurn_AreWhatARunGives(string axis, int points = 3)
    {
        using ConfigFolder folder = new();
        AssertPointsAreRuns(Load(folder, "tellme-kv260", axis), points);
    }

    [Test]
    public void Evaluate_BuffersThatTheDeviceCannotHold_AreInfeasibleAloneOfTheirNeighbours()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, "tellme-kv260", "buffers.weights: [ 1536 KiB, 6 MiB, 8 MiB, 768 KiB ]");
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[] metrics = new double[plan.Definition.Metrics.Count];
        Assert.That(
            Enumerable.Range(0, 4).Select(point => evaluator.Evaluate([point], metrics) == PointOutcome.Feasible),
            Is.EqualTo(new[] { true, false, false, true }));
    }

    private static void AssertPointsAreRuns(SweepPlan plan, int points)
    {
        double[][] metrics = Evaluate(plan, points);
        for (int point = 0; point < points; point++)
        {
            RunResult run = Run(plan, point);
            double[] actual = metrics[point];
            Assert.That(actual[PointMetrics.Utilization], Is.EqualTo(run.Totals.Utilization).Within(1e-9).Percent);
            Assert.That(actual[PointMetrics.Latency], Is.EqualTo(run.Totals.Latency.Value).Within(1e-9).Percent);
            Assert.That(actual[PointMetrics.Energy], Is.EqualTo(run.Totals.Energy.Total.Value).Within(1e-9).Percent);
        }
    }

    private static double[][] Evaluate(SweepPlan plan, int points)
    {
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[][] metrics = new double[points][];
        for (int point = 0; point < points; point++)
        {
            metrics[point] = new double[plan.Definition.Metrics.Count];
            Assert.That(evaluator.Evaluate([point], metrics[point]), Is.EqualTo(PointOutcome.Feasible));
        }

        return metrics;
    }

    private static RunResult Run(SweepPlan plan, int point) =>
        RunEvaluator.Evaluate(plan.At(0, [point]), new PriceBook(plan.At(0, [point]).Design.Technology));

    private static SweepPlan Load(ConfigFolder folder, string design, string axis)
    {
        folder.Write("s.yaml",
            $"kind: sweep\nbase: {design}\nworkloads: [ llama-2-7b-chat ]\n"
            + $"axes:\n  {axis}\nobjectives: {{ latency-s: min }}\n");
        SweepPlan? plan = SweepLoader.Load("s.yaml", folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        return plan!;
    }
}
