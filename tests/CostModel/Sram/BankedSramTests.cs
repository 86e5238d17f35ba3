using Accel.Arch.Technologies;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
using Accel.CostModel.Sram;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Sram;

public class BankedSramTests
{
    private static readonly Technology Process = Shipped.Process("cmos-45nm");

    private static readonly SramMacros Macros = SramMacros.Of(Process);

    [Test]
    public void Of_OneBank_IsTheMacro()
    {
        CostNode one = BankedSram.Of(Macros, null, 131072, 64, 1, 1, 0.9);
        Assert.That(one.Parts, Is.Empty);
        Assert.That(one.Each, Is.EqualTo(Macros.Estimate(131072, 64)));
    }

    [Test]
    public void Of_Banks_TakeTheAreaOfAllAndTheEnergyOfOneAndItsWires()
    {
        CostNode all = BankedSram.Of(Macros, null, 1 << 20, 64, 8, 1, 0.9);
        Estimate bank = Macros.Estimate(1 << 17, 64);
        Assert.That(all.Each.AreaMm2!.Value.Value, Is.EqualTo(8 * bank.AreaMm2!.Value.Value).Within(1e-9));
        Assert.That(all.Each.LeakageW!.Value.Value, Is.EqualTo(8 * bank.LeakageW!.Value.Value).Within(1e-15));
        // 8 x 0.4296 mm2 have a side of 1.854 mm; half of 64 bits and 17 of address toggle over three quarters of it.
        double wires = 1.854 * 0.75 * 0.5 * (64 + 17) * 0.376e-12;
        Assert.That(all.Each.EnergyJ!.Value.Value - bank.EnergyJ!.Value.Value, Is.EqualTo(wires).Within(0.1).Percent);
        Assert.That(all.Parts.Sum(part => part.Count * part.Each.AreaMm2!.Value.Value),
            Is.EqualTo(all.Each.AreaMm2.Value.Value).Within(1e-9));
        Assert.That(all.Parts.Sum(part => part.Count * part.Each.EnergyJ!.Value.Value),
            Is.EqualTo(all.Each.EnergyJ.Value.Value).Within(1e-18));
    }

    [Test]
    public void Of_TwoPorts_AreTwoAndAHalfTimesTheArea()
    {
        // BitMoD's banks: 64 KiB x 64 and x 128 at 28 nm, HP, a read and a write port.
        SramMacros hp = SramMacros.Of(Shipped.Process("cmos-28nm"), "hp");
        foreach (ReferenceCsv run in ReferenceCsv.Read("bitmod_sim_cacti.csv").Where(row => row.Int("bank_bits") >= 64))
        {
            Estimate two = BankedSram.Of(hp, null, 65536, run.Int("bank_bits"), 1, 2, 0.9).Each;
            AssertWithinBand(two.EnergyJ!.Value, run.Number("bank_read_pJ") * 1e-12);
            AssertWithinBand(two.WriteEnergyJ!.Value, run.Number("bank_write_pJ") * 1e-12);
            AssertWithinBand(two.AreaMm2!.Value, run.Number("bank_area_mm2"));
        }
    }

    [Test]
    public void BreakEven_OfRegisters_IsWhereTheEnergiesCross()
    {
        RegisterPrices prices = RegisterPrices.Of(Process);
        foreach (int bits in (int[])[32, 64, 128])
        {
            long words = RegisterFile.BreakEvenWords(prices, Macros, bits);
            Assert.That(words, Is.InRange(8, 2048), $"{bits}");
            Assert.That(Registers(words) <= Macro(words), Is.True);
            Assert.That(Registers(words + 1) > Macro(words + 1), Is.True);

            double Registers(long rows)
            {
                Estimate each = RegisterFile.Of(prices, rows, bits, 1).Each;
                return (each.EnergyJ!.Value.Value + each.WriteEnergyJ!.Value.Value) / 2;
            }

            double Macro(long rows)
            {
                SramPrice price = Macros.Price(rows * bits / 8.0, bits);
                return (price.ReadPj + price.WritePj) / 2 * 1e-12;
            }
        }
    }

    [Test]
    public void RegisterFile_Parts_AreAccelergysAtFortyNanometres()
    {
        Technology forty = Process with { NodeNm = 40, SupplyVolts = 0.9, Logic = null };
        CostNode file = RegisterFile.Of(RegisterPrices.Of(forty), 32, 16, 1);
        // 512 registers of 5.98 um2; two comparators of 5 bits a row; 31 choices of 16 bits.
        Assert.That(file.Each.AreaMm2!.Value.Value * 1e6,
            Is.EqualTo((512 * 5.98) + (64 * 5 * 71.0 / 32) + (31 * 16 * 50.0 / 32)).Within(1e-6));
        Assert.That(file.Each.WriteEnergyJ!.Value.Value * 1e12,
            Is.EqualTo((16 * 0.009) + (32 * 5 * 0.029 / 32)).Within(1e-9));
        Assert.That(file.Each.EnergyJ!.Value.Value, Is.GreaterThan(file.Each.WriteEnergyJ.Value.Value));
    }

    [Test]
    public void RegisterPrices_WithoutLogicMoreThanTwoNodesAway_AreRefused()
    {
        Technology far = Shipped.Process("cmos-16nm");
        Assert.That(() => RegisterPrices.Of(far with { Logic = null }), Throws.InstanceOf<NotPricedException>());
        Assert.That(RegisterPrices.Of(far).Register.AreaMm2!.Value.Value * 1e6, Is.EqualTo(5.67 * 0.151).Within(1).Percent);
    }

    [Test]
    public void RegisterFile_WhereLogicIsPriced_IsItsBlocksWithTheirBands()
    {
        CostNode file = RegisterFile.Of(RegisterPrices.Of(Process), 32, 16, 1);
        double registers = LogicPricer.Price(Cells.Register(512), Process).AreaMm2!.Value.Value;
        double choices = LogicPricer.Price(Cells.Multiplexer(32, 16), Process).AreaMm2!.Value.Value;
        double decoders = LogicPricer.Price(Cells.And(64 * 5), Process).AreaMm2!.Value.Value;
        Assert.That(file.Each.AreaMm2!.Value.Value, Is.EqualTo(registers + choices + decoders).Within(1e-9));
        Assert.That(file.Each.LeakageW!.Value.Value, Is.Positive);
        SramPrice quick = RegisterFile.Price(RegisterPrices.Of(Process), 32, 16, out double leakage);
        Assert.That(quick.AreaMm2, Is.EqualTo(file.Each.AreaMm2.Value.Value).Within(1e-9).Percent);
        Assert.That(quick.ReadPj, Is.EqualTo(file.Each.EnergyJ!.Value.Value * 1e12).Within(1e-9).Percent);
        Assert.That(quick.WritePj, Is.EqualTo(file.Each.WriteEnergyJ!.Value.Value * 1e12).Within(1e-9).Percent);
        Assert.That(leakage, Is.EqualTo(file.Each.LeakageW.Value.Value).Within(1e-9).Percent);
    }

    /// <summary>Where registers give way to a macro the area neither jumps nor falls.</summary>
    [TestCase("cmos-22nm")]
    [TestCase("cmos-28nm")]
    [TestCase("cmos-45nm")]
    [TestCase("cmos-65nm")]
    public void Area_OfSmallMemories_NeverFallsAsTheyGrow(string node)
    {
        Technology place = Shipped.Process(node);
        (SramMacros macros, RegisterPrices registers) = (SramMacros.Of(place), RegisterPrices.Of(place));
        double last = 0;
        bool hasFiles = false;
        for (int words = 1; words <= 512; words++)
        {
            CostNode one = BankedSram.Of(macros, registers, words * 8, 64, 1, 1, 0.9);
            double area = one.Each.AreaMm2!.Value.Value;
            Assert.That(area, Is.GreaterThanOrEqualTo(last * 0.999), $"{words}");
            Assert.That(words < 3 || area < last * 2, Is.True, $"{words}");
            (last, hasFiles) = (area, hasFiles || one.Parts.Count > 0);
        }

        Assert.That(hasFiles, Is.True);
    }

    private static void AssertWithinBand(Figure figure, double truth) =>
        Assert.That(figure.Value, Is.EqualTo(truth).Within(figure.Uncertainty * figure.Value));
}
