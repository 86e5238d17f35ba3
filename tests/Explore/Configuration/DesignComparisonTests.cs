using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Reports;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Configuration;

/// <summary>Sweeps whose base is a list of designs.</summary>
public class DesignComparisonTests
{
    private const string Families = "[ bitmod-28nm, systolic-int8, tellme-kv260, olive-systolic-28nm ]";

    private static readonly QuantizationError Errors = new();

    private static readonly string[] Names = ["bitmod-28nm", "systolic-int8", "tellme-kv260", "olive-systolic-28nm"];

    [Test]
    public void Load_ListOfDesigns_IsTheFirstAxis()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, Families, "dram.bandwidth: [ 32 GB/s, 64 GB/s ]");
        Assert.That(plan.Definition.Space.Axes.Select(axis => axis.Path),
            Is.EqualTo(new[] { "design", "dram.bandwidth" }));
        Assert.That(plan.Definition.Space.Axes[0].Values, Is.EqualTo(Names));
        Assert.That(plan.Definition.Space.Count, Is.EqualTo(8));
        Assert.That(Enumerable.Range(0, 4).Select(design => plan.At(0, [design, 1]).Design.Name), Is.EqualTo(Names));
        Assert.That(Load(folder, "[ bitmod-28nm ]", "clock: [ 1 GHz ]").Definition.Space.Axes[0].Values,
            Is.EqualTo(new[] { "bitmod-28nm" }));
        Assert.That(Load(folder, "bitmod-28nm", "clock: [ 1 GHz ]").Definition.Space.Axes, Has.Count.EqualTo(1));
    }

    /// <summary>An evaluator remembers parts of points; those of one design must not reach another's.</summary>
    [TestCase("dram.bandwidth: [ 19.2 GB/s, 64 GB/s ]\n  buffers.weights: [ 192 KiB, 512 KiB ]\n  batch: [ 1, 3 ]", 8)]
    [TestCase("clock: [ 200 MHz, 250 MHz, 1 GHz ]\n  vector-unit.lanes: [ 16, 64 ]", 6)]
    [TestCase("precision.kv-cache: [ int8, fp16, ovp-int4 ]", 3)]
    public void Evaluate_PointsInAnyOrder_AreThoseOfSweepsOfEachDesign(string axes, int each)
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, Families, axes);
        DesignPointEvaluator evaluator = new(plan, Errors);
        SweepPlan[] singles = [.. Names.Select(name => Load(folder, name, axes))];
        DesignPointEvaluator[] alone = [.. singles.Select(single => new DesignPointEvaluator(single, Errors))];
        Random random = new(7);
        int[] order = [.. Enumerable.Range(0, 4 * each), .. Enumerable.Range(0, 4 * each).OrderBy(_ => random.Next())];
        int feasible = 0;
        foreach (int point in order)
        {
            double[] found = new double[PointMetrics.All.Count];
            double[] expected = new double[PointMetrics.All.Count];
            PointOutcome outcome = evaluator.Evaluate(Decode(plan, point), found);
            int design = point / each;
            PointOutcome one = alone[design].Evaluate(Decode(singles[design], point % each), expected);
            Assert.That(outcome.Reason?.Text, Is.EqualTo(one.Reason?.Text), $"point {point}");
            Assert.That(found, Is.EqualTo(expected), $"point {point}");
            feasible += outcome == PointOutcome.Feasible ? 1 : 0;
        }

        Assert.That(feasible, Is.GreaterThanOrEqualTo(order.Length / 3));
    }

    [Test]
    public void Evaluate_DesignsOfTwoTechnologiesOfOneName_HaveTheirOwnPrices()
    {
        using ConfigFolder folder = new();
        folder.Write("hot.yaml",
            "kind: technology\nextends: cmos-28nm\nname: cmos-28nm\npost-layout-energy-factor: 3\n");
        folder.Write("d.yaml", "kind: design\nextends: bitmod-28nm\nname: hot\ntechnology: hot.yaml\n");
        SweepPlan plan = Load(folder, "[ bitmod-28nm, d.yaml ]", "batch: [ 1 ]");
        DesignPointEvaluator evaluator = new(plan, Errors);
        double[] cool = new double[PointMetrics.All.Count];
        double[] hot = new double[PointMetrics.All.Count];
        evaluator.Evaluate([0, 0], cool);
        evaluator.Evaluate([1, 0], hot);
        Assert.That(hot[PointMetrics.Energy], Is.GreaterThan(cool[PointMetrics.Energy]));
        Assert.That(hot[PointMetrics.Latency], Is.EqualTo(cool[PointMetrics.Latency]));
    }

    [Test]
    public void Load_PathThatFamiliesShare_SetsEachFabricsOwn()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, "[ bitmod-28nm, systolic-int8 ]", "fabric.rows: [ 8, 16 ]");
        Assert.That(((BitSerialFabric)plan.At(0, [0, 1]).Design.Fabric).Rows, Is.EqualTo(16));
        Assert.That(((SystolicFabric)plan.At(0, [1, 1]).Design.Fabric).Rows, Is.EqualTo(16));
    }

    [Test]
    public void At_FormatsOfADesign_StandOverTheWorkloads()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, Families, "batch: [ 1 ]");
        Assert.That(Enumerable.Range(0, 4).Select(design => plan.At(0, [design, 0]).Precision.Weights.ToString()),
            Is.EqualTo(new[] { "fp4-er-ea/128", "int8", "ternary", "ovp-int4" }));
    }

    [TestCase("[ bitmod-28nm, tellme-kv260 ]", "fabric.rows: [ 8 ]",
        "s.yaml:5:3: error ACC015: design tellme-kv260: there is no 'rows' in fabric")]
    [TestCase("[ bitmod-28nm, tellme-kv260 ]", "fabric.tables: [ 8 ]",
        "s.yaml:5:3: error ACC015: design bitmod-28nm: there is no 'tables' in fabric")]
    [TestCase("[ bitmod-28nm, tellme-kv260 ]", "bufers.weights: [ 8 KiB ]",
        "s.yaml:5:3: error ACC015: there is no 'bufers' in the file (did you mean 'buffers'?)")]
    [TestCase("[ bitmod-28nm, systolic-int8 ]", "clock: [ 1 ]",
        "s.yaml:5:12: error ACC008: clock needs a unit: a frequency such as '1 GHz', got the bare number 1 (write '1 "
            + "GHz'?)")]
    [TestCase("[ bitmod-28nm, systolic-int8 ]", "design: [ bitmod-28nm ]",
        "s.yaml:5:3: error ACC015: there is no 'design' in the file")]
    [TestCase("[ bitmod-28nm, bitmod-28nm ]", "batch: [ 1 ]",
        "s.yaml:2:22: error ACC004: base has 'bitmod-28nm' twice")]
    [TestCase("[ bitmod-28nm, ./bitmod-28nm.yaml ]", "batch: [ 1 ]",
        "s.yaml:2:22: error ACC004: base has two designs named 'bitmod-28nm' (give one of them another 'name')")]
    [TestCase("[]", "batch: [ 1 ]", "s.yaml:2:7: error ACC006: base needs at least one design")]
    [TestCase("{ a: b }", "batch: [ 1 ]",
        "s.yaml:2:7: error ACC007: base must be a name or a list of names, got a mapping")]
    [TestCase("[ bitmod-28nm, [ systolic-int8 ] ]", "batch: [ 1 ]",
        "s.yaml:2:22: error ACC007: base must be a list of names, got a list among them")]
    [TestCase("[ bitmod-28nm, bitmod-29nm ]", "batch: [ 1 ]", "s.yaml:2:22: error ACC")]
    public void Load_Mistake_IsOneDiagnostic(string designs, string axis, string expected)
    {
        using ConfigFolder folder = new();
        folder.Write("bitmod-28nm.yaml", "kind: design\nextends: designs/bitmod-28nm.yaml\nname: bitmod-28nm\n");
        folder.Write("s.yaml", Sweep(designs, axis));
        Assert.That(SweepLoader.Load("s.yaml", folder.Context()), Is.Null);
        Assert.That(folder.Lines, Has.Length.EqualTo(1), string.Join('\n', folder.Lines));
        Assert.That(folder.Lines[0], Does.StartWith(expected));
    }

    [TestCase("area-mm2", "[ bitmod-28nm, tellme-kv260 ]",
        "objective area-mm2 is 0 for tellme-kv260, which is built in a device")]
    [TestCase("lut", "[ bitmod-28nm, tellme-kv260 ]",
        "objective lut is 0 for bitmod-28nm, which is built in a technology")]
    [TestCase("area-mm2", "[ bitmod-28nm, systolic-int8 ]", null)]
    [TestCase("energy-j", "[ bitmod-28nm, tellme-kv260 ]", null)]
    public void Load_ObjectiveThatADesignHasNot_IsAWarning(string metric, string designs, string? expected)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml", Sweep(designs, "batch: [ 1 ]").Replace("latency-s", metric, StringComparison.Ordinal));
        Assert.That(SweepLoader.Load("s.yaml", folder.Context()), Is.Not.Null);
        Assert.That(folder.Lines, expected is null ? Is.Empty : Has.Exactly(1).Contains($"warning ACC012: {expected}"));
    }

    [Test]
    public void Rebuild_DesignsOfOneFileName_AreEachOfThem()
    {
        using ConfigFolder folder = new();
        folder.Write("a/d.yaml", "kind: design\nextends: bitmod-28nm\nname: first\n");
        folder.Write("b/d.yaml", "kind: design\nextends: systolic-int8\nname: second\n");
        SweepPlan plan = Load(folder, "[ b/d.yaml, a/d.yaml, tellme-kv260 ]", "dram.bandwidth: [ 32 GB/s ]");
        SweepPlan? again = SweepLoader.Rebuild(plan.Inputs, "out/results.sqlite", folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(again!.Inputs, Is.EqualTo(plan.Inputs));
        Assert.That(again.Definition.Space.Axes[0].Values, Is.EqualTo(new[] { "second", "first", "tellme-kv260" }));
        Assert.That(again.Bases.Select(basis => basis.Design.Fabric),
            Is.EqualTo(plan.Bases.Select(basis => basis.Design.Fabric)));
    }

    [Test]
    public void Rebuild_InputsThatLackADesign_IsADiagnostic()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, "[ bitmod-28nm, tellme-kv260 ]", "batch: [ 1 ]");
        string cut = plan.Inputs.Replace("--- # design tellme-kv260.yaml", "--- # other x", StringComparison.Ordinal);
        Assert.That(SweepLoader.Rebuild(cut, "out/results.sqlite", folder.Context()), Is.Null);
        Assert.That(folder.Lines, Has.Some.Contains("have 1 designs where the sweep names 2"));
    }

    [Test]
    public void WriteReport_DesignsOfTwoKinds_LeavesOutWhatAPointHasNotAndNamesEach()
    {
        using ConfigFolder folder = new();
        SweepPlan plan = Load(folder, "[ bitmod-28nm, tellme-kv260, systolic-int8 ]",
            "dram.bandwidth: [ 19.2 GB/s, 64 GB/s ]");
        string output = Path.Combine(folder.Path, "out");
        SweepSession session = new(plan, new Provenance("test", plan.Inputs, "accel sweep"), output,
            TimeProvider.System);
        session.Run(resume: false, jobs: 2, progress: null, CancellationToken.None);
        using ResultStore store = ResultStore.Open(output);
        ReportModel report = SweepSession.WriteReport(store, plan, output);

        Assert.That(report.Axes[0].IsDesign && !report.Axes[1].IsDesign);
        foreach (ReportPoint point in report.Points)
        {
            bool isOnDevice = point.AxisValues[0] == 1;
            Assert.That(double.IsNaN(point.Metrics[PointMetrics.Area]), Is.EqualTo(isOnDevice));
            Assert.That(double.IsNaN(point.Metrics[PointMetrics.Lut]), Is.EqualTo(!isOnDevice));
            Assert.That(point.Metrics[PointMetrics.Energy], Is.Positive);
        }

        Assert.That(report.Provenance.RunCommands, Is.EqualTo(
            new[] { "bitmod-28nm", "tellme-kv260", "systolic-int8" }
                .Select(name => $"accel run {name} --workload llama-2-7b-chat")));
        string[] texts = [.. report.Assumptions.Select(assumption => assumption.Text)];
        Assert.That(texts, Is.Unique);
        Assert.That(texts, Has.Some.StartsWith("bitmod-28nm, systolic-int8: logic energy"));
        Assert.That(texts, Has.Some.StartsWith("tellme-kv260: fabric/engine"));
        Assert.That(report.Facts.Single(fact => fact.Name == "Designs").Value,
            Does.Contain("tellme-kv260 (table-lookup, kv260)"));
        Assert.That(File.ReadAllText(Path.Combine(output, "pareto.svg")), Does.Contain("Energy"),
            "one objective stands against energy where not all points have an area");
        Assert.That(SweepJson.Write(store, plan, report, null, output), Does.Contain("\"design\""));
    }

    private static int[] Decode(SweepPlan plan, long index)
    {
        int[] axes = new int[plan.Definition.Space.Axes.Count];
        plan.Definition.Space.Decode(index, axes);
        return axes;
    }

    private static SweepPlan Load(ConfigFolder folder, string designs, string axes)
    {
        folder.Write("s.yaml", Sweep(designs, axes));
        SweepPlan? plan = SweepLoader.Load("s.yaml", folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        return plan!;
    }

    private static string Sweep(string designs, string axes) =>
        $"kind: sweep\nbase: {designs}\nworkloads: [ llama-2-7b-chat ]\naxes:\n  {axes}\nobjectives: {{ latency-s: "
            + $"min }}\n";
}
