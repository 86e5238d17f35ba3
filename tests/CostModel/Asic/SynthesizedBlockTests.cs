using Accel.CostModel.Asic;
using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.Cost;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Asic;

/// <summary>Blocks beside their synthesis: what is built of calibrated cells is predicted.</summary>
public class SynthesizedBlockTests
{
    private static readonly IReadOnlyList<ReproductionRow> Rows = [.. LogicRows.All()];

    /// <summary>Nothing was fitted to these: multiply-accumulates, dot products, float and exact MACs.</summary>
    [TestCase("area_um2_nangate45", ReproductionKind.Predicted, 0.08, 0.20)]
    [TestCase("area_um2_asap7", ReproductionKind.Calibrated, 0.10, 0.30)]
    public void Area_OfBlocks_IsWithinItsError(string quantity, ReproductionKind kind, double mean, double worst)
    {
        double[] errors = Errors(quantity, kind, _ => true);
        Assert.That(errors, Has.Length.GreaterThan(35));
        Assert.That(errors.Average(), Is.LessThan(mean));
        Assert.That(errors.Max(), Is.LessThan(worst));
    }

    [Test]
    public void Area_OfIntegerMacsAt45Nanometres_IsWithin15And30Percent()
    {
        double[] errors = Errors("area_um2_nangate45", ReproductionKind.Predicted,
            name => name.StartsWith("mac", StringComparison.Ordinal));
        Assert.That(errors, Has.Length.EqualTo(8));
        Assert.That(errors.Average(), Is.LessThan(0.15));
        Assert.That(errors.Max(), Is.LessThan(0.3));
    }

    [Test]
    public void Area_OfAdders_IsThatOfTheTableWithoutTheOpenFlowsExcess() => Assert.That(
        LogicPricer.AreaUm2(Cells.Adder(16), Shipped.Process("cmos-45nm"), 1) * Cells.OpenFlow,
        Is.EqualTo(86.98).Within(1));

    [TestCase("mac0")]
    [TestCase("dsp8x8")]
    [TestCase("")]
    public void Of_AnUnknownName_IsNull(string name) => Assert.That(SynthesizedBlock.Of(name), Is.Null);

    private static double[] Errors(string quantity, ReproductionKind kind, Func<string, bool> has) =>
    [
        .. Rows.Where(row => row.Quantity == quantity && row.Kind == kind && has(row.Case))
            .Select(row => Math.Abs(row.RelativeError!.Value)),
    ];
}
