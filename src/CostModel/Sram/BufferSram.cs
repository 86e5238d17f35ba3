using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>A buffer of a design, built of macros of the technology's tables: its banks and what joins them.</summary>
/// <remarks>
/// <para>Half of a buffer holds what computes and half what comes next, and both lie in every bank: it is read and
/// written in one cycle, so that each bank has a read and a write port (<see cref="BankedSram"/>). The buffer's port is
/// as wide as all its banks together, and an access wakes all of them.</para>
/// <para>Each bit goes between the port and its bank (<see cref="BankWiring"/>). The address goes to all banks, over a
/// tree whose length grows with the root of their number: estimated, as the shortest tree through points in a square
/// (0.76 of its side times the root).</para>
/// <para>A bank that is smaller than any macro may be a register file (<see cref="SmallMemory"/>).</para>
/// </remarks>
internal static class BufferSram
{
    /// <summary>The buffer's port, for a read and a write; area and leakage of all banks. Allocates nothing.</summary>
    /// <param name="registers">What small banks are built of; null where that has no price.</param>
    /// <param name="volts">Supply of the wires.</param>
    public static BufferPrice Price(
        SramMacros macros, RegisterPrices? registers, in Component buffer, double? volts, out double leakageWatts)
    {
        (double bytes, double bits, long banks) = (buffer.BankBytes, buffer.BankBits, buffer.Count);
        SramPrice bank;
        double leakage;
        if (SmallMemory.IsRegisters(registers, macros, bytes, bits, 2))
        {
            bank = RegisterFile.Price(registers, SmallMemory.Words(bytes, bits), SmallMemory.Width(bits), out leakage);
        }
        else
        {
            bank = BankedSram.BankOfTwoPorts(macros, bytes, bits);
            leakage = BankedSram.LeakageOfTwoPorts(macros, bytes, bits);
        }

        leakageWatts = leakage * banks;
        double area = bank.AreaMm2 * banks;
        double wires = banks == 1 ? 0 : BankWiring.Picojoules(area, WireBits(buffer), volts) / banks;
        return new((bank.ReadPj + wires) / bits, (bank.WritePj + wires) / bits, area);
    }

    /// <summary>One bank, and the wires of all; null where there is but one.</summary>
    /// <inheritdoc cref="Price"/>
    public static (CostNode Bank, Estimate? Wires) Of(
        SramMacros macros, RegisterPrices? registers, in Component buffer, double? volts)
    {
        CostNode bank = BankedSram.Bank("bank", macros, registers, buffer.BankBytes, buffer.BankBits, 2);
        return (bank, buffer.Count == 1 ? null
            : BankWiring.Of(bank.Each.AreaMm2!.Value.Value * buffer.Count, WireBits(buffer), volts));
    }

    private static double WireBits(in Component buffer) => (buffer.BankBits * buffer.Count)
        + (BankWiring.AddressBits(buffer.BankBytes, buffer.BankBits) * Math.Sqrt(buffer.Count));
}
