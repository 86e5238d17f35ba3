using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>A memory of flip-flops: one write port and so many read ports.</summary>
/// <remarks>
/// After Accelergy: registers, and one address comparator a row for each port. Added here: the multiplexers of a read
/// port, a tree of choices of two over the rows. An access wakes the registers of one row, the comparators of all rows
/// and a path through the tree; other rows' clocks are gated.
/// </remarks>
public static class RegisterFile
{
    private const int MostWords = 1 << 20;

    public static CostNode Of(RegisterPrices prices, long words, int bits, int readPorts)
    {
        ArgumentNullException.ThrowIfNull(prices);
        int address = AddressBits(words);
        long comparators = words * (readPorts + 1);
        long multiplexers = (words - 1) * bits * readPorts;
        Estimate registers = Part(prices.Register, words * bits, bits, bits);
        Estimate compare = Part(prices.Comparator, comparators * address, words * address, words * address);
        List<CostNode> parts =
        [
            CostNode.Leaf("registers", 1, registers), CostNode.Leaf("address-comparators", 1, compare),
        ];
        if (multiplexers > 0)
        {
            parts.Add(CostNode.Leaf("read-multiplexers", 1,
                Part(prices.Multiplexer, multiplexers, (long)bits * address, 0)));
        }

        return CostNode.Of("register-file", 1, parts);
    }

    /// <summary>
    /// The most words at which registers take no more energy an access (a read and a write, averaged) than a macro.
    /// </summary>
    /// <remarks>By energy alone; area ends it earlier (<see cref="SmallMemory"/>).</remarks>
    public static long BreakEvenWords(RegisterPrices prices, SramMacros macros, int bits)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(macros);
        long below = 0;
        long above = MostWords;
        while (above - below > 1)
        {
            long middle = (below + above) / 2;
            SramPrice macro = macros.Price(middle * bits / 8.0, bits);
            if (AccessPj(prices, middle, bits) <= (macro.ReadPj + macro.WritePj) / 2)
            {
                below = middle;
            }
            else
            {
                above = middle;
            }
        }

        return below;
    }

    /// <summary>The figures of a file with one read port alone; allocates nothing.</summary>
    /// <param name="leakageWatts">0 where it is not known.</param>
    public static SramPrice Price(RegisterPrices prices, long words, int bits, out double leakageWatts)
    {
        ArgumentNullException.ThrowIfNull(prices);
        int address = AddressBits(words);
        double registers = (double)words * bits;
        double comparators = 2d * words * address;
        double multiplexers = (words - 1d) * bits;
        leakageWatts = (registers * Watts(prices.Register)) + (comparators * Watts(prices.Comparator))
            + (multiplexers * Watts(prices.Multiplexer));
        double written = (bits * Pj(prices.Register)) + ((double)words * address * Pj(prices.Comparator));
        return new(written + ((double)bits * address * Pj(prices.Multiplexer)), written,
            (registers * Mm2(prices.Register)) + (comparators * Mm2(prices.Comparator))
                + (multiplexers * Mm2(prices.Multiplexer)));
    }

    /// <summary>A read and a write, averaged, in picojoules.</summary>
    internal static double AccessPj(RegisterPrices prices, long words, int bits)
    {
        SramPrice price = Price(prices, words, bits, out _);
        return (price.ReadPj + price.WritePj) / 2;
    }

    private static double Mm2(Estimate estimate) => estimate.AreaMm2!.Value.Value;

    private static double Watts(Estimate estimate) => estimate.LeakageW?.Value ?? 0;

    private static double Pj(Estimate estimate) => estimate.EnergyJ!.Value.Value * 1e12;

    private static int AddressBits(long words)
    {
        int bits = 0;
        while (1L << bits < words)
        {
            bits++;
        }

        return bits;
    }

    private static Estimate Part(Estimate one, long there, long read, long written) => one with
    {
        AreaMm2 = one.AreaMm2 * there, LeakageW = one.LeakageW * there, DelayS = null,
        EnergyJ = one.EnergyJ * read, WriteEnergyJ = one.WriteEnergyJ * written,
    };
}
