using Accel.Arch.Scenarios;
using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Runs;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Configuration;

/// <summary>
/// What evaluators share must be a point's own: points in any order are what runs of their own, without memory, give.
/// </summary>
public class PointMemosTests
{
    private static readonly QuantizationError Errors = new();

    [Test]
    public void Evaluate_PointsOfAShippedSweepInAnyOrder_AreRuns(
        [Values("million", "bitserial-llama2-7b", "families-llama2-7b", "systolic-llama2-7b", "systolic-resnet50",
            "ternary-kv260", "dspchain-u280")] string sweep)
    {
        using ConfigFolder folder = new();
        string file = Path.Combine(Shipped.Configs(), "sweeps", $"{sweep}.yaml");
        SweepPlan? plan = SweepLoader.Load(file, folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        AssertPointsAreRuns(plan!, 40);
    }

    /// <summary>
    /// Axes whose effects meet in one result: a node's share of the DRAM's peak, a clock left to the PEs.
    /// </summary>
    [TestCase("bitmod-28nm", "technology: [ cmos-28nm, cmos-16nm ]", "dram.type: [ ddr4, lpddr4, ddr4-3200 ]",
        "dram.bandwidth: [ 16 GB/s, 64 GB/s ]", "clock: [ max, 500 MHz ]")]
    [TestCase("bitmod-28nm", "dram.type: [ ddr4-3200, hbm2 ]", "dram.efficiency: [ 0.5, 0.8 ]",
        "technology: [ cmos-28nm, cmos-7nm ]", "dram.bandwidth: [ 20 GB/s, 64 GB/s ]")]
    [TestCase("bitmod-28nm", "voltage: [ 0.7 V, 0.8 V ]", "clock: [ max, 1 GHz ]", "fabric.lanes: [ 4, 8 ]",
        "buffers.banks: [ 4, 16 ]")]
    [TestCase("bitmod-28nm", "schedule: [ accel, bitmod-2024, bitmod-2025 ]",
        "precision.weights: [ int8/128, fp3-er-ea/128 ]", "precision.kv-cache: [ int8, int4/128 ]",
        "batch: [ 1, 4 ]")]
    [TestCase("bitmod-28nm", "vector-unit.lanes: [ 16, 64 ]", "precision.activations: [ fp16, int8 ]",
        "buffers.activations: [ 128 KiB, 2 MiB ]", "precision.head: [ int8/128, fp4/128 ]")]
    [TestCase("systolic-int8", "schedule: [ accel, scale-sim ]", "fabric.dataflow: [ os, ws ]",
        "precision.weights: [ int8, ovp-int4 ]", "buffers.outputs: [ 64 KiB, 1 MiB ]")]
    [TestCase("tellme-kv260", "fabric.attention.order: [ reversed, naive ]", "processor.bandwidth: [ 1 GB/s, 6 GB/s ]",
        "precision.head: [ fp16, int8 ]", "dram.bandwidth: [ 10 GB/s, 19.2 GB/s ]")]
    public void Evaluate_AxesThatMeet_AreRuns(string design, params string[] axes)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", $"kind: sweep\nbase: {design}\nworkloads: [ llama-2-7b-chat ]\naxes:\n"
            + string.Concat(axes.Select(axis => $"  {axis}\n")) + "objectives: { latency-s: min }\n");
        SweepPlan? plan = SweepLoader.Load("s.yaml", folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        AssertPointsAreRuns(plan!, int.MaxValue);
    }

    [Test]
    public void Table_ManyThreads_NeverMixResults()
    {
        MemoTable<Wide> table = new(64);
        int mixed = 0;
        long found = 0;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < 100_000; i++)
            {
                // More keys than places, so that writers displace each other all the time.
                MemoKey key = new(random.Next(300), 1, 2);
                if (table.TryGet(key, out Wide value))
                {
                    Interlocked.Increment(ref found);
                    mixed += value == Wide.Of(key.Version) ? 0 : 1;
                }
                else
                {
                    table.Set(key, Wide.Of(key.Version));
                }
            }
        });
        Assert.That(mixed, Is.Zero);
        Assert.That(found, Is.GreaterThan(10_000));
    }

    private static void AssertPointsAreRuns(SweepPlan plan, int most)
    {
        long count = plan.Definition.Space.Count;
        Random random = new(11);
        long[] points = count <= most ? [.. Enumerable.Range(0, (int)count).Select(point => (long)point)]
            : [.. Enumerable.Range(0, most).Select(_ => random.NextInt64(count))];

        // Twice in other orders by two evaluators, so that each meets what the other found.
        PointMemos memos = new(plan);
        DesignPointEvaluator[] evaluators = [new(plan, Errors, memos), new(plan, Errors, memos)];
        (int Evaluator, long Point)[] visits =
            [.. points.SelectMany(point => new[] { (0, point), (1, point) }).OrderBy(_ => random.Next())];
        int feasible = 0;
        foreach ((int evaluator, long point) in visits)
        {
            feasible += AssertPointIsRun(plan, evaluators[evaluator], point) ? 1 : 0;
        }

        Assert.That(feasible, Is.GreaterThanOrEqualTo(visits.Length / 12));
    }

    private static bool AssertPointIsRun(SweepPlan plan, DesignPointEvaluator evaluator, long point)
    {
        int[] axes = new int[plan.Definition.Space.Axes.Count];
        plan.Definition.Space.Decode(point, axes);
        double[] metrics = new double[plan.Definition.Metrics.Count];
        string? reason = evaluator.Evaluate(axes, metrics).Reason?.Text;
        Scenario scenario = plan.At(0, axes);
        string name = plan.Definition.Space.Describe(point);
        Assert.That(reason, Is.EqualTo(FeasibilityCheck.WhyNot(scenario)), name);
        if (reason is not null)
        {
            return false;
        }

        scenario = scenario with { Design = DesignClock.Decided(scenario.Design, scenario.Precision) };
        RunResult run = RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
        AssertNear(metrics[PointMetrics.Latency], run.Totals.Latency.Value, name);
        AssertNear(metrics[PointMetrics.Energy], run.Totals.Energy.Total.Value, name);
        AssertNear(metrics[PointMetrics.OnChipEnergy], run.Totals.Energy.OnChip.Value, name);
        AssertNear(metrics[PointMetrics.Area], run.Area.Total.Value, name);
        AssertNear(metrics[PointMetrics.Utilization], run.Totals.Utilization, name);
        return true;
    }

    private static void AssertNear(double found, double expected, string name) =>
        Assert.That(found, Is.EqualTo(expected).Within(1e-9).Percent, name);

    /// <summary>A value that a torn copy of would show.</summary>
    private readonly record struct Wide(long A, long B, long C, long D, long E, long F, long G, long H)
    {
        public static Wide Of(long seed) =>
            new(seed, seed * 3, seed * 5, seed * 7, seed * 11, seed * 13, seed * 17, seed * 19);
    }
}
