using Accel.Arch.Technologies;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>A memory of equal banks with words interleaved: an access wakes one bank, over its full width.</summary>
/// <remarks>
/// <para>Banks for a wider port, which work together, are separate memories side by side: price one of them.</para>
/// <para>A bank with a read and a write port: BitMoD's nine buffers (CACTI 7, 28 nm, HP, 64 KiB banks) beside the
/// table's banks with one port take 1.17 to 1.35 times the read energy, 1.64 times the write energy and 2.4 to 2.6
/// times the area: this is what makes a real buffer about 2.5 times a macro. Calibrated on these, for all sizes and
/// nodes.
/// </para>
/// </remarks>
public static class BankedSram
{
    private const double ReadOfTwoPorts = 1.26;

    private const double WriteOfTwoPorts = 1.64;

    private const double AreaOfTwoPorts = 2.5;

    private const double BandOfTwoPorts = 0.2;

    /// <param name="volts">Supply of the wires between the banks.</param>
    public static CostNode Of(SramMacros macros, long bytes, int bits, int banks, int ports, double? volts)
    {
        ArgumentNullException.ThrowIfNull(macros);
        double bankBytes = (double)bytes / banks;
        Estimate bank = WithPorts(macros.Estimate(bankBytes, bits), ports);
        if (banks == 1)
        {
            return CostNode.Leaf("sram", 1, bank);
        }

        double address = Math.Ceiling(Math.Log2(Math.Max(2, bytes * 8.0 / bits)));
        Estimate wires = BankWiring.Of(bank.AreaMm2!.Value.Value * banks, bits + address, volts);
        Estimate idle = bank with { EnergyJ = Figure.Zero, WriteEnergyJ = Figure.Zero, DelayS = null };
        Estimate all = new()
        {
            AreaMm2 = bank.AreaMm2 * banks, LeakageW = bank.LeakageW * banks,
            EnergyJ = bank.EnergyJ + wires.EnergyJ, WriteEnergyJ = bank.WriteEnergyJ + wires.WriteEnergyJ,
            DelayS = bank.DelayS + wires.DelayS, Source = $"{bank.Source}; {wires.Source}",
        };
        return new CostNode("sram", 1, all,
        [
            CostNode.Leaf("bank-accessed", 1, bank), CostNode.Leaf("bank-idle", banks - 1, idle),
            CostNode.Leaf("wires-between-banks", 1, wires),
        ]);
    }

    private static Estimate WithPorts(Estimate one, int ports) => ports == 1 ? one : one with
    {
        EnergyJ = Scaled(one.EnergyJ, ReadOfTwoPorts), WriteEnergyJ = Scaled(one.WriteEnergyJ, WriteOfTwoPorts),
        AreaMm2 = Scaled(one.AreaMm2, AreaOfTwoPorts), LeakageW = Scaled(one.LeakageW, AreaOfTwoPorts),
        Source = $"{one.Source}; a read and a write port: ratios of BitMoD's banks (CACTI 7, 28 nm) to one port's",
    };

    private static Figure? Scaled(Figure? figure, double factor) => figure is { } one
        ? Figure.Product(one, new Figure(factor, BandOfTwoPorts, Basis.Formula))
        : null;
}
