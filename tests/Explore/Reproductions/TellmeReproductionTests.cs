using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Explore.Reproductions;
using Accel.Sim.Schedules;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions;

[TestFixture(Category = "published")]
public class TellmeReproductionTests
{
    private static readonly ReproductionInputs Inputs = new(Shipped.Technology, Shipped.Models, [])
    {
        Devices = Shipped.Devices,
    };

    [TestCase("v2/ttft-128", 0.1)]
    [TestCase("v2/64 to 128 tokens", 0.1)]
    [TestCase("v2/decode", 0.1)]
    [TestCase("v1/ttft-128", 0.1)]
    [TestCase("v1/64 to 128 tokens", 0.1)]
    [TestCase("v2/ttft-768", 0.12)]
    public void Rows_ThatArePredicted_AreThisNear(string name, double tolerance)
    {
        ReproductionRow row = Rows("tellme").Single(row => row.Case == name && row.Unit is not ("1" or "W"));
        Assert.That(row.Kind, Is.EqualTo(ReproductionKind.Predicted));
        Assert.That(Math.Abs(row.RelativeError!.Value), Is.LessThan(tolerance));
    }

    [Test]
    public void Rows_OfTimesThatWereFittedOrChosen_AreCalibrated() => Assert.That(
        Rows("tellme").Where(row => row.Kind == ReproductionKind.Calibrated && row.Unit != "1").Select(row => row.Case),
        Is.EquivalentTo(new[] { "v2/ttft-64", "v2/prefill", "v1/ttft-64", "v1/decode" }));

    /// <summary>The fit is what the assumptions say it is: no other whole number comes nearer.</summary>
    [Test]
    public void LookupsACycle_OfTheShippedDesign_AreTheWholeNumberNearestToTheTimeAt64Tokens()
    {
        Design shipped = ShippedFiles.Design("tellme-kv260");
        var fabric = (TableLookupFabric)shipped.Fabric;
        int nearest = Enumerable.Range(1, 48).MinBy(lookups => Math.Abs(Seconds(
            shipped with { Fabric = fabric with { Lookups = lookups, Interval = 1 } }, Phase.Prefill(64)) - 0.45));
        Assert.That(fabric.Lookups, Is.EqualTo(nearest * fabric.Interval));
    }

    /// <summary>Given Q, no number was fitted to two variants' LUTs.</summary>
    [TestCase("v2/engine, naive", "lut", 0.1)]
    [TestCase("v2/engine, half", "lut", 0.1)]
    [TestCase("v2/decode", "power_w", 0.3)]
    public void Rows_OfCostsThatArePredicted_AreThisNear(string name, string quantity, double tolerance)
    {
        ReproductionRow row = Rows("tellme").Single(row => row.Case == name && row.Quantity == quantity);
        Assert.That(row.Kind, Is.EqualTo(ReproductionKind.Predicted));
        Assert.That(Math.Abs(row.RelativeError!.Value), Is.LessThanOrEqualTo(tolerance));
    }

    /// <summary>What is reproduced is the design that a user runs.</summary>
    [TestCase("v2/ttft-64", 64)]
    [TestCase("v2/ttft-128", 128)]
    public void Rows_OfV2_AreTheShippedDesigns(string name, int tokens) => Assert.That(
        Rows("tellme").Single(row => row.Case == name).Modelled,
        Is.EqualTo(Seconds(ShippedFiles.Design("tellme-kv260"), Phase.Prefill(tokens))));

    /// <summary>In the other order attention takes twice as long, and so does nothing else.</summary>
    [Test]
    public void Seconds_InNaiveOrder_AreMore()
    {
        Design shipped = ShippedFiles.Design("tellme-kv260");
        var fabric = (TableLookupFabric)shipped.Fabric;
        Design naive = shipped with
        {
            Fabric = fabric with { Attention = fabric.Attention with { Order = AttentionOrder.Naive } },
        };
        double ratio = Seconds(naive, Phase.Prefill(128)) / Seconds(shipped, Phase.Prefill(128));
        Assert.That(ratio, Is.InRange(1.1, 1.2));
    }

    private static double Seconds(Design design, Phase phase)
    {
        ModelShape model = Shipped.Model("bitnet-b1.58-0.7b");
        RunContext context = new(design, model, design.Precision.Over(design.Fabric.DefaultPrecision), phase, 1);
        ISchedule schedule = ScheduleList.Get("accel");
        return WorkloadOperators.Expand(model, phase, 1, LogitsRule.Last)
            .Sum(work => schedule.Time(context, work).Cycles) / design.Clock.Value;
    }

    [Test]
    public void Rows_OfTheBoard_AreWithinAFewPerCent()
    {
        IReadOnlyList<ReproductionRow> rows = Rows("bitnet-kv260");
        Assert.That(rows.Select(row => Math.Abs(row.RelativeError!.Value)), Has.All.LessThan(0.05));
        Assert.That(rows.Select(row => row.Holds), Has.All.True);
        Assert.That(rows.Where(row => row.Kind == ReproductionKind.Calibrated).Select(row => row.Quantity),
            Is.EqualTo(new[] { "layer_stream_ms", "token_ms" }));
    }

    private static IReadOnlyList<ReproductionRow> Rows(string name) =>
        ReproductionCatalog.All(Inputs).Single(reproduction => reproduction.Name == name).Rows();
}
