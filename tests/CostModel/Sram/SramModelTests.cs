using Accel.Arch.Technologies;
using Accel.CostModel.Sram;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Sram;

public class SramModelTests
{
    private static SramModel Model => new(Shipped.Technology.SramAnchors, Shipped.Technology.SramGrid);

    [Test]
    public void Bank_PublishedWidths_AreTheCactiRuns()
    {
        IReadOnlyList<ReferenceCsv> runs = ReferenceCsv.Read("bitmod_sim_cacti.csv");
        Assert.That(runs, Has.Count.EqualTo(9));
        foreach (ReferenceCsv run in runs)
        {
            SramPrice price = Model.Bank(run.Number("bank_bytes"), run.Number("bank_bits"));
            Assert.That(price.ReadPj, Is.EqualTo(run.Number("bank_read_pJ")).Within(1e-12).Percent);
            Assert.That(price.WritePj, Is.EqualTo(run.Number("bank_write_pJ")).Within(1e-12).Percent);
            Assert.That(price.AreaMm2, Is.EqualTo(run.Number("bank_area_mm2")).Within(1e-12).Percent);
        }
    }

    [Test]
    public void Bank_BetweenTwoAnchors_IsTheirGeometricMeanAtTheMeanWidth()
    {
        double expected = Math.Sqrt(8.7616 * 11.5993);
        Assert.That(Model.Bank(65536, Math.Sqrt(32 * 64)).ReadPj, Is.LessThan(11.5993).And.GreaterThan(8.7616));

        SramModel two = new([P(65536, 32, 8.7616), P(65536, 64, 11.5993)], Shipped.Technology.SramGrid);
        Assert.That(two.Bank(65536, Math.Sqrt(32 * 64)).ReadPj, Is.EqualTo(expected).Within(1e-12).Percent);
    }

    [Test]
    public void Bank_AnotherSize_FollowsTheGridsRatioAtThatWidth()
    {
        double Grid(long bytes) =>
            Shipped.Technology.SramGrid.Single(point => point.Bytes == bytes && point.Bits == 128).ReadPj;

        double expected = 17.3052 * Grid(262144) / Grid(65536);
        Assert.That(Model.Bank(262144, 128).ReadPj, Is.EqualTo(expected).Within(1e-10).Percent);
    }

    [Test]
    public void Bank_WiderThanTheAnchors_FollowsTheGridsRatioOfWidths()
    {
        double Grid(int bits) =>
            Shipped.Technology.SramGrid.Single(point => point.Bytes == 65536 && point.Bits == bits).WritePj;

        Assert.That(Model.Bank(65536, 512).WritePj, Is.EqualTo(19.5113 * Grid(512) / Grid(128)).Within(1e-10).Percent);
    }

    [Test]
    public void Bank_NarrowerThanTheAnchors_CostsAsTheNarrowest() =>
        Assert.That(Model.Bank(65536, 4), Is.EqualTo(Model.Bank(65536, 16)));

    [Test]
    public void Bank_LargerAtEveryWidth_CostsMore()
    {
        foreach (double bits in (double[])[16, 24, 48, 64, 100, 128, 200, 256, 512])
        {
            for (double bytes = 2048; bytes < 8 << 20; bytes *= 1.37)
            {
                SramPrice small = Model.Bank(bytes, bits);
                SramPrice large = Model.Bank(bytes * 2, bits);
                Assert.That(large.ReadPj, Is.GreaterThan(small.ReadPj), $"{bytes} B x {bits}");
                Assert.That(large.WritePj, Is.GreaterThan(small.WritePj), $"{bytes} B x {bits}");
                Assert.That(large.AreaMm2, Is.GreaterThan(small.AreaMm2), $"{bytes} B x {bits}");
            }
        }
    }

    [Test]
    public void Bank_HoleInTheGrid_LiesBetweenItsNeighbours()
    {
        // 1 MiB x 512 bits is there and 2 MiB x 512 is not; 256 KiB x 512 is a hole between two runs.
        Assert.That(Shipped.Technology.SramGrid.Any(point => point is { Bytes: 262144, Bits: 512 }), Is.False);
        Assert.That(Model.Bank(262144, 512).AreaMm2,
            Is.InRange(Model.Bank(131072, 512).AreaMm2, Model.Bank(524288, 512).AreaMm2));
    }

    [TestCase(65536, 128, false)]
    [TestCase(4096, 512, false)]
    [TestCase(4095, 64, true)]
    [TestCase(4194305, 64, true)]
    [TestCase(65536, 513, true)]
    public void IsExtrapolated_AtTheTablesEdge_ChangesThere(double bytes, double bits, bool expected) =>
        Assert.That(Model.IsExtrapolated(bytes, bits), Is.EqualTo(expected));

    [Test]
    public void Constructor_TablesThatContradict_Throws()
    {
        SramPoint[] grid = [P(65536, 64, 1)];
        Assert.That(() => new SramModel([], grid), Throws.ArgumentException);
        Assert.That(() => new SramModel(grid, []), Throws.ArgumentException);
        Assert.That(() => new SramModel([P(65536, 16, 1), P(4096, 32, 1)], grid), Throws.ArgumentException);
        Assert.That(() => new SramModel([P(65536, 16, 1), P(65536, 16, 2)], grid), Throws.ArgumentException);
        Assert.That(() => new SramModel([P(65536, 16, double.NaN)], grid), Throws.ArgumentException);
    }

    private static SramPoint P(long bytes, int bits, double readPj) => new(bytes, bits, readPj, 1, 1);
}
