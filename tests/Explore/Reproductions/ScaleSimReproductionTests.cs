using Accel.Explore.Reproductions;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions;

public class ScaleSimReproductionTests
{
    [Test]
    public void Rows_OfScaleSim_CoverEveryRunAndAgree()
    {
        ReproductionInputs inputs = new(Shipped.Technology, Shipped.Models, []);
        IReadOnlyList<ReproductionRow> rows = ReproductionCatalog.All(inputs)
            .Single(reproduction => reproduction.Name == "scale-sim").Rows();

        // 99 runs of ten quantities, and one more in 16 of version 3.
        Assert.That(rows, Has.Count.EqualTo((99 * 10) + 16));
        Assert.That(rows.Select(row => (row.Case, row.Quantity)).Distinct().Count(), Is.EqualTo(rows.Count));
        Assert.That(rows.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Exact));
        Assert.Multiple(() =>
        {
            foreach (ReproductionRow row in rows)
            {
                Assert.That(row.Reported, Is.Not.Null);
                Assert.That(row.Holds, $"{row.Case} {row.Quantity}");
                double tolerance = row.Unit == "1" ? 1e-12 : 0;
                Assert.That(Math.Abs(row.RelativeError ?? 0), Is.LessThanOrEqualTo(tolerance),
                    $"{row.Case} {row.Quantity}");
            }
        });
        ReproductionRow layer = rows.Single(row =>
            row is { Case: "v2/resnet50_00/os/128x128/12100x147x64/64KiB", Quantity: "dram_activation_reads" });
        Assert.That(layer.Modelled, Is.EqualTo(162680));
    }

    [TestCase("elements", 100001, false)]
    [TestCase("cycles", 100001, false)]
    [TestCase("1", 100001, true)]
    [TestCase("elements", 100000, true)]
    public void Holds_CountOffByOne_DoesNot(string unit, double modelled, bool holds) => Assert.That(
        new ReproductionRow("case", "quantity", unit, 100000, modelled, ReproductionKind.Exact).Holds,
        Is.EqualTo(holds));
}
