using Accel.Arch.Drams;
using Accel.CostModel.Memory;
using Accel.Explore.Reproductions.Cost;
using Accel.Sim.Memory;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Memory;

public class DramEnergyTests
{
    private static readonly DramDevice Round = new()
    {
        Name = "round", BusBits = 64, DataRate = 2e9, RequestBytes = 64, RowBytes = 8192,
        Energies = new DramEnergies
        {
            ActivationPj = 5120, ReadBitPj = 5, WriteBitPj = 3, BackgroundMw = 640, InterfaceBitPj = 7,
        },
    };

    [Test]
    public void PerBit_OfRandomReads_IsARowABurstAndItsShareOfTheBackground()
    {
        // A row of 5120 pJ for 512 bits; 0.64 W over half of 128 Gbit/s.
        DramEnergy energy = DramEnergy.PerBit(Round, 1d / 64, 0.5, 0, DramBoundary.Device);
        Assert.That(energy.Activation, Is.EqualTo(10e-12).Within(1e-18));
        Assert.That(energy.Data, Is.EqualTo(5e-12).Within(1e-18));
        Assert.That(energy.Background, Is.EqualTo(10e-12).Within(1e-18));
        Assert.That(energy.Interface, Is.Zero);
        Assert.That(DramEnergy.PerBit(Round, 1d / 64, 0.5, 0.5, DramBoundary.FullPath).Total,
            Is.EqualTo(31e-12).Within(1e-17));
    }

    /// <summary>
    /// DRAMsim3's split of the energy, from its activations and bandwidth: the coefficients are right.
    /// </summary>
    [TestCase("DDR3-1600", "ddr3-1600")]
    [TestCase("DDR4-2400", "ddr4-2400")]
    [TestCase("DDR4-3200", "ddr4-3200")]
    [TestCase("DDR4-3200-x16", "ddr4-3200-x16")]
    [TestCase("LPDDR3-1600", "lpddr3-1600")]
    [TestCase("LPDDR4-2400", "lpddr4-2400")]
    [TestCase("HBM1", "hbm1-1000")]
    public void PerBit_WithTheSimulatorsActivations_IsItsSplit(string simulated, string memory)
    {
        DramDevice dram = Shipped.Dram(memory);
        List<double> errors = [];
        foreach (ReferenceCsv row in Rows(simulated))
        {
            double writes = row["pattern"] == "copy" ? 0.5 : row.Number("write_frac");
            DramEnergy energy = DramEnergy.PerBit(dram, row.Number("acts_per_req") / row.Number("req_bytes"),
                row.Number("eff_pct") / 100 * row.Number("peak_GBps") * 1e9 / dram.PeakBytesPerSecond, writes,
                DramBoundary.Device);
            Assert.That(energy.Activation * 1e12, Is.EqualTo(row.Number("act_pJ_per_bit")).Within(3).Percent
                .Or.EqualTo(row.Number("act_pJ_per_bit")).Within(0.02));
            Assert.That(energy.Data * 1e12, Is.EqualTo(row.Number("rdwr_pJ_per_bit")).Within(5).Percent);
            errors.Add(Math.Abs((energy.Total * 1e12 / row.Number("device_pJ_per_bit")) - 1));
        }

        TestContext.Out.WriteLine($"{memory}: mean {errors.Average():P1}, worst {errors.Max():P1}");
        Assert.That(errors.Average(), Is.LessThan(0.08));
    }

    /// <summary>Nothing but the pattern given: activations and bandwidth are ours.</summary>
    [TestCase("DDR3-1600", "ddr3-1600")]
    [TestCase("DDR4-2400", "ddr4-2400")]
    [TestCase("DDR4-3200", "ddr4-3200")]
    [TestCase("LPDDR4-2400", "lpddr4-2400")]
    [TestCase("HBM1", "hbm1-1000")]
    public void PerBit_FromThePatternAlone_IsTheSimulatorsWithinTheBand(string simulated, string memory)
    {
        List<double> errors = [];
        foreach (ReferenceCsv row in Rows(simulated))
        {
            DramDevice dram = Shipped.Dram(memory) with
            {
                Mapping = Array.Find(DramSchema.Mappings, known => known.Name == row["mapping"]).Mapping,
            };
            DramPattern pattern =
                DramRows.Pattern(row["pattern"], row.Number("param_bytes"), row.Number("write_frac"));
            DramFlow flow = DramEfficiency.Of(dram, pattern);
            double modelled = DramEnergy.PerBit(
                dram, flow.ActivationsPerByte, flow.Efficiency, pattern.Writes, DramBoundary.Device).Total * 1e12;
            errors.Add(Math.Abs((modelled / row.Number("device_pJ_per_bit")) - 1));
        }

        TestContext.Out.WriteLine($"{memory}: mean {errors.Average():P1}, worst {errors.Max():P1}");
        Assert.That(errors.Average(), Is.LessThan(0.10));
    }

    [Test]
    public void Figure_OfTheFullPath_ErrsInBothPartsTogether()
    {
        DramEnergies energies = new() { Uncertainty = 0.4, InterfaceUncertainty = 0.5 };
        DramEnergy energy = new(1e-12, 2e-12, 1e-12, 3e-12);
        Assert.That(energy.Figure(energies).Value, Is.EqualTo(7e-12).Within(1e-20));
        Assert.That(energy.Figure(energies).Uncertainty, Is.EqualTo((1.6 + 1.5) / 7).Within(1e-9));
    }

    private static IEnumerable<ReferenceCsv> Rows(string simulated) =>
        ReferenceCsv.Read("cost_dram_eff_dramsim3.csv").Where(row => row["dram"] == simulated
            && (row["pattern"] != "stride" || row.Number("param_bytes") >= row.Number("req_bytes")));
}
