using Accel.Explore.Reproductions;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions;

[TestFixture(Category = "published")]
public class AntReproductionTests
{
    private static readonly ReproductionInputs Inputs = new(Shipped.Technology, Shipped.Models, []);

    [Test]
    public void Rows_OfTheSimulator_CoverEveryCaseAndAgree()
    {
        IReadOnlyList<ReproductionRow> rows = Rows("ant-2022");
        Assert.That(rows, Has.Count.EqualTo(((6 * 8) + (3 * 8)) * 2));
        Assert.That(rows.Select(row => (row.Case, row.Quantity)), Is.Unique);
        Assert.That(rows.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Exact));
        ReproductionRow[] published = [.. rows.Where(row => row.Reported is not null)];
        Assert.That(published, Has.Length.EqualTo(((6 * 6) + (3 * 6)) * 2));
        foreach (ReproductionRow row in published)
        {
            double tolerance = row.Unit == "cycles" ? 0 : 1e-9;
            Assert.That(
                Math.Abs(row.RelativeError!.Value), Is.LessThanOrEqualTo(tolerance), $"{row.Case} {row.Quantity}");
        }
    }

    [Test]
    public void Rows_OfTheFigures_AgreeWithTheNormalisedTable()
    {
        ReproductionRow[] published = [.. Rows("ant-figures").Where(row => row.Reported is not null)];
        Assert.That(published, Has.Length.EqualTo(6 * 6 * 6));
        foreach (ReproductionRow row in published)
        {
            // The table has six decimals.
            Assert.That(
                row.Modelled, Is.EqualTo(row.Reported!.Value).Within(0.5000001e-6), $"{row.Case} {row.Quantity}");
        }
    }

    [Test]
    public void Rows_OfTheFigures_RoundToWhatTheRepositoryShips()
    {
        Dictionary<(string, string), double> ours = Rows("ant-figures").ToDictionary(
            row => (row.Case, row.Quantity), row => row.Modelled);
        IReadOnlyList<ReferenceCsv> shipped = ReferenceCsv.Read("ant_res.csv");
        Assert.That(shipped, Has.Count.EqualTo((5 * 8) + 2));
        foreach (ReferenceCsv row in shipped)
        {
            foreach (string quantity in (string[])["time_vs_adafloat", "static", "dram", "buffer", "core"])
            {
                // Two decimals; InceptionV3 and SST-2 are in no other table.
                string name = $"{row["accelerator"]}/{row["network"]}";
                Assert.That(
                    ours[(name, quantity)], Is.EqualTo(row.Number(quantity)).Within(0.005), $"{name} {quantity}");
            }
        }
    }

    [TestCase("ANT-OS", 0.25)]
    [TestCase("ANT-WS", 0.25)]
    [TestCase("BitFusion", 0.70)]
    [TestCase("OLAccel", 0.81)]
    [TestCase("BiScaled", 0.37)]
    public void Rows_OfTheFigures_HaveTheShippedMeanTimes(string accelerator, double shipped)
    {
        ReproductionRow mean = Rows("ant-figures").Single(row =>
            row.Case == $"{accelerator}/arithmetic-mean" && row.Quantity == "time_vs_adafloat");
        Assert.That(mean.Modelled, Is.EqualTo(shipped).Within(0.005));
    }

    private static IReadOnlyList<ReproductionRow> Rows(string name) =>
        ReproductionCatalog.All(Inputs).Single(item => item.Name == name).Rows();
}
