using Accel.Arch.Technologies;
using Accel.CostModel;
using Accel.CostModel.Estimates;
using Accel.CostModel.Sram;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Sram;

public class SramMacrosTests
{
    private static readonly string[] Names =
        ["cmos-7nm", "cmos-16nm", "cmos-22nm", "cmos-28nm", "cmos-32nm", "cmos-45nm", "cmos-65nm", "cmos-90nm"];

    /// <summary>
    /// Reads of the widest ports hardly grow in CACTI (1024 bits at 22 nm: 25.9 pJ of 4 KiB, 27.2 pJ of 16 KiB), so
    /// that between runs the surface may fall by a few per cent.
    /// </summary>
    private const double Flat = 0.95;

    [Test]
    public void Price_OfALargerMacro_IsNoLessBeyondTheTablesJumps([ValueSource(nameof(Names))] string name)
    {
        foreach (string flavour in Shipped.Process(name).SramTables.Select(table => table.Flavour).Distinct())
        {
            SramMacros macros = SramMacros.Of(Shipped.Process(name), flavour);
            for (double bytes = 512; bytes <= 32 << 20; bytes *= 1.37)
            {
                foreach (double bits in (double[])[8, 32, 50, 64, 100, 128, 256, 400, 512, 1024])
                {
                    // Below 64 rows the tables have holes, and the surface dips by up to a fifth there (the band is
                    // wider).
                    if (bytes * 8 < bits * 64)
                    {
                        continue;
                    }

                    SramPrice one = macros.Price(bytes, bits);
                    string what = $"{flavour} {bytes} x {bits}";
                    AssertNoCheaper(one, macros.Price(bytes * 2, bits), 0.8, what);
                    AssertNoCheaper(one, macros.Price(bytes * 4, bits), Flat, what);
                    AssertNoCheaper(one, macros.Price(bytes, bits * 4), 1, what);
                    Assert.That(macros.Price(bytes * 2, bits).AreaMm2, Is.GreaterThan(one.AreaMm2), what);
                }
            }
        }
    }

    [Test]
    public void Price_NextToARun_IsNextToItsPrice()
    {
        SramMacros macros = SramMacros.Of(Shipped.Process("cmos-45nm"));
        foreach (SramRun run in Shipped.Process("cmos-45nm").SramTables[0].Runs)
        {
            Assert.That(macros.Price(run.Bytes * 1.001, run.Bits).ReadPj, Is.EqualTo(run.ReadPj).Within(1).Percent);
        }
    }

    [Test]
    public void Leakage_OfANodeAndTemperatureThatWasNotRun_IsNotKnown()
    {
        Assert.That(Leakage("cmos-7nm"), Is.Null);
        Assert.That(Leakage("cmos-16nm"), Is.Null);
        Assert.That(Leakage("cmos-28nm", "hp"), Is.Null);
        Assert.That(Leakage("cmos-32nm", "lstp", 360), Is.Null);
        Assert.That(Leakage("cmos-45nm", "lstp", 320), Is.Null);
        // Runs at 128 KiB x 128 bits.
        Assert.That(Leakage("cmos-28nm"), Is.EqualTo(0.0139).Within(1e-9));
        Assert.That(Leakage("cmos-22nm"), Is.EqualTo(0.0188655).Within(1e-9));
        Assert.That(Leakage("cmos-45nm"), Is.EqualTo(0.00330362).Within(1e-9));
        Assert.That(Leakage("cmos-45nm", "hp", 300), Is.EqualTo(62.1678).Within(1e-6));
    }

    [Test]
    public void Leakage_FewRunsAtATemperature_TakeTheirShapeFromTheOther()
    {
        SramMacros hot = SramMacros.Of(Shipped.Process("cmos-45nm"), "lstp", 360);
        SramMacros cold = SramMacros.Of(Shipped.Process("cmos-45nm"), "lstp", 300);
        // The runs at 16 KiB, 128 KiB and 1 MiB have ratios of 9.2 to 9.4.
        foreach (double bytes in (double[])[4096, 40000, 500_000, 4 << 20])
        {
            Assert.That(hot.LeakageMw(bytes, 64) / cold.LeakageMw(bytes, 64), Is.InRange(8.5, 10), $"{bytes}");
            Assert.That(hot.Price(bytes, 64), Is.EqualTo(cold.Price(bytes, 64)));
        }
    }

    [Test]
    public void Estimate_OfARunBetweenAndBeyond_SaysWhatItIs()
    {
        SramMacros macros = SramMacros.Of(Shipped.Process("cmos-45nm"));
        Figure run = macros.Estimate(131072, 64).EnergyJ!.Value;
        Figure between = macros.Estimate(100_000, 64).EnergyJ!.Value;
        Figure beyond = macros.Estimate(64 << 20, 64).EnergyJ!.Value;
        Assert.That((run.Basis, run.Uncertainty), Is.EqualTo((Basis.Table, 0.1)));
        Assert.That(between.Basis, Is.EqualTo(Basis.Interpolated));
        Assert.That(between.Uncertainty, Is.InRange(0.1, 0.21));
        Assert.That(beyond.Basis, Is.EqualTo(Basis.Estimated));
        Assert.That(beyond.Uncertainty, Is.GreaterThan(0.4));
        Assert.That(macros.Estimate(64 << 20, 64).Source, Does.EndWith("beyond the table"));
        Assert.That(SramMacros.Of(Shipped.Process("cmos-16nm")).Estimate(131072, 64).EnergyJ!.Value.Basis,
            Is.EqualTo(Basis.Scaled));
        Assert.That(SramMacros.Of(Shipped.Process("cmos-7nm")).Estimate(8192, 64).Uncertainty, Is.AtLeast(0.75));
    }

    [Test]
    public void Of_FlavourThatIsNotThere_SaysWhichAre()
    {
        NotPricedException reason = Assert.Throws<NotPricedException>(
            () => SramMacros.Of(Shipped.Process("cmos-7nm"), "hp"))!;
        Assert.That(reason.Hint, Is.EqualTo("flavour=published"));
        Assert.That(() => SramMacros.Of(Shipped.Process("cmos-28nm") with { SramTables = [] }),
            Throws.InstanceOf<NotPricedException>());
    }

    [Test]
    public void Price_Once_AllocatesNothing()
    {
        PriceBook book = new(Shipped.Process("cmos-45nm"));
        BufferPrice warm = book.Buffer("lop", Bank(65536, 64), out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            warm = book.Buffer("lop", Bank(65536 + i, 64 + i), out _);
            warm = book.Buffer("lop", Bank(64 + i, 64 + i), out _);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(warm.ReadPjPerBit, Is.Positive);
    }

    private static Component Bank(double bytes, double bits) =>
        new("buffers/weights", Component.SramBank, ComponentRole.WeightBuffer, 8, 8, bytes, bits);

    /// <summary>
    /// CACTI's own tables fall by up to a fifth from a size to the next, where the organisation changes.
    /// </summary>
    private static void AssertNoCheaper(SramPrice one, SramPrice larger, double share, string what)
    {
        Assert.That(larger.ReadPj, Is.GreaterThan(one.ReadPj * share), what);
        Assert.That(larger.WritePj, Is.GreaterThan(one.WritePj * share), what);
    }

    private static double? Leakage(string technology, string? flavour = null, double? kelvin = null) =>
        SramMacros.Of(Shipped.Process(technology), flavour, kelvin).LeakageMw(131072, 128);
}
