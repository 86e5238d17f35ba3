using Accel.Arch.Technologies;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>A memory of equal banks with words interleaved: an access wakes one bank, over its full width.</summary>
/// <remarks>
/// <para>Banks for a wider port, which work together, are those of a design: <see cref="BufferSram"/>.</para>
/// <para>A bank with a read and a write port: BitMoD's nine buffers (CACTI 7, 28 nm, HP, 64 KiB banks) beside the
/// table's banks with one port take 1.17 to 1.35 times the read energy, 1.64 times the write energy and 2.4 to 2.6
/// times the area: this is what makes a real buffer about 2.5 times a macro. Calibrated on these, for all sizes and
/// nodes; areas that are a chip's already (<see cref="SramMacros.HasAreaOfChips"/>) stay.
/// </para>
/// </remarks>
public static class BankedSram
{
    private const double ReadOfTwoPorts = 1.26;

    private const double WriteOfTwoPorts = 1.64;

    private const double AreaOfTwoPorts = 2.5;

    private const double BandOfTwoPorts = 0.2;

    /// <param name="registers">What banks smaller than any macro may be built of; null where that has no price.</param>
    /// <param name="volts">Supply of the wires between the banks.</param>
    public static CostNode Of(
        SramMacros macros, RegisterPrices? registers, long bytes, int bits, int banks, int ports, double? volts)
    {
        CostNode one = Bank("sram", macros, registers, (double)bytes / banks, bits, ports);
        if (banks == 1)
        {
            return one;
        }

        Estimate bank = one.Each;
        Estimate wires = BankWiring.Of(
            bank.AreaMm2!.Value.Value * banks, bits + BankWiring.AddressBits(bytes, bits), volts);
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

    /// <summary>One bank: a macro, or a register file where it is too small for one.</summary>
    /// <param name="name">Of a macro.</param>
    /// <param name="ports">1 for one that reads or writes, 2 for one of each.</param>
    public static CostNode Bank(
        string name, SramMacros macros, RegisterPrices? registers, double bytes, double bits, int ports)
    {
        ArgumentNullException.ThrowIfNull(macros);
        return SmallMemory.IsRegisters(registers, macros, bytes, bits, ports)
            ? RegisterFile.Of(registers, SmallMemory.Words(bytes, bits), SmallMemory.Width(bits), 1)
            : CostNode.Leaf(name, 1, Macro(macros, bytes, bits, ports));
    }

    private static Estimate Macro(SramMacros macros, double bytes, double bits, int ports)
    {
        Estimate one = macros.Estimate(bytes, bits);
        return ports == 1 ? one : one with
        {
            EnergyJ = Scaled(one.EnergyJ, ReadOfTwoPorts), WriteEnergyJ = Scaled(one.WriteEnergyJ, WriteOfTwoPorts),
            AreaMm2 = macros.HasAreaOfChips ? one.AreaMm2 : Scaled(one.AreaMm2, AreaOfTwoPorts),
            LeakageW = Scaled(one.LeakageW, AreaOfTwoPorts),
            Source = $"{one.Source}; a read and a write port: ratios of BitMoD's banks (CACTI 7, 28 nm) to one port's",
        };
    }

    /// <summary>The figures of a bank with a read and a write port alone. Allocates nothing.</summary>
    internal static SramPrice BankOfTwoPorts(SramMacros macros, double bytes, double bits)
    {
        SramPrice one = macros.Price(bytes, bits);
        return new(one.ReadPj * ReadOfTwoPorts, one.WritePj * WriteOfTwoPorts,
            macros.HasAreaOfChips ? one.AreaMm2 : one.AreaMm2 * AreaOfTwoPorts);
    }

    /// <summary>Leakage of such a bank in watts; 0 where it is not known.</summary>
    internal static double LeakageOfTwoPorts(SramMacros macros, double bytes, double bits) =>
        (macros.LeakageMw(bytes, bits) ?? 0) * AreaOfTwoPorts * 1e-3;

    private static Figure? Scaled(Figure? figure, double factor) => figure is { } one
        ? Figure.Product(one, new Figure(factor, BandOfTwoPorts, Basis.Formula))
        : null;
}
