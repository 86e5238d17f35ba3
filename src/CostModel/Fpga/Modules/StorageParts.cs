using Accel.Arch.Devices;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.FabricPart;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>What registers, delays and memories take of an UltraScale+ device, as Yosys maps them.</summary>
/// <remarks>Source: tests/Reference/fpga_primitives.csv; shapes of memories: UG573 and UG574.</remarks>
public static class StorageParts
{
    /// <summary>Flip-flops: enable and reset are theirs.</summary>
    public static FabricPart Register(long bits) => new(new FpgaResources(0, bits, 0, 0, 0), 0);

    /// <summary>A register with a choice of two values in front.</summary>
    public static FabricPart MuxRegister(int bits) => Register(bits) + Logic(bits, Regular);

    /// <summary>Counts up or down; reset and enable are the flip-flops'.</summary>
    public static FabricPart Counter(int bits) => Register(bits) + Increment(bits);

    /// <summary>What is left of a loop: loaded, or less a step; and whether it is the last.</summary>
    public static FabricPart LoopCounter(int bits) => Register(bits)
        + Logic(Math.Ceiling(2.65 * bits), Selective, Carries(bits) + Carries(Ceil(bits, 3)));

    /// <summary>
    /// A fixed delay: registers up to two cycles, else a LUT a bit for each 32 of them; a single cycle that is left
    /// after 16 or 32 is a register.
    /// </summary>
    public static FabricPart Delay(int cycles, int bits)
    {
        if (cycles <= 2)
        {
            return Register((long)Math.Max(cycles, 0) * bits);
        }

        (int whole, int rest) = (cycles / 32, cycles % 32);
        int luts = whole + (rest > 1 ? 1 : 0);
        return Memory(luts * (double)bits, 0) + Register(rest is 1 or 17 ? bits : 0);
    }

    /// <summary>Distributed RAM: a clock writes, addresses read at once; each read port has a copy.</summary>
    /// <param name="isSinglePort">Whether reads are at the writes' address, whose LUTs then keep bits too.</param>
    public static FabricPart LutRam(int depth, int bits, int readPorts = 1, bool isSinglePort = false)
    {
        int blocks = Ceil(depth, 64);
        FabricPart cells = Memory(LutRamLuts(depth, bits, isSinglePort), 0);
        FabricPart choice = blocks == 1 ? default : SelectionParts.Mux(blocks, bits) + WriteEnables(blocks);
        return (cells + choice) * readPorts;
    }

    /// <summary>What tells each of several blocks of words that it is written.</summary>
    public static FabricPart WriteEnables(int blocks) => Logic(blocks, Regular);

    /// <summary>A memory with a write and a read port, both clocked; in LUTs where these are fewer.</summary>
    public static FabricPart Ram(int depth, int bits) => IsBlockRam(depth, bits)
        ? new(new FpgaResources(0, 0, 0, FabricMemory.BlockRam(depth, bits), 0), 0)
        : LutRam(depth, bits) + Register(bits);

    /// <summary>Ultra RAM, as Yosys packs it.</summary>
    /// <remarks>
    /// A block is 4096 x 72 (UG573, <see cref="FabricMemory.UltraRam"/>). Yosys also lays narrow words side by side,
    /// with byte enables for writes and a choice behind reads, as if a block were 8192 x 36, 16384 x 18 or 32768 x 9.
    /// </remarks>
    /// <param name="reach">Words that a port reaches, of <paramref name="readPorts"/> ports.</param>
    public static FabricPart UltraRam(int depth, int bits, int reach, int readPorts = 1)
    {
        int blocks = Enumerable.Range(0, 4).Min(shape => Ceil(depth, 4096 << shape) * Ceil(bits, 72 >> shape));
        int ways = Ceil(reach, 4096);
        FabricPart choice = ways == 1 ? default
            : (ways <= 4 ? SelectionParts.Mux(ways, bits) : Logic(bits * ways / 2.0, Selective))
                + Logic(ways, Regular) + Register(CeilLog2(ways));
        return new FabricPart(new FpgaResources(0, 0, 0, 0, blocks), 0) + (choice * readPorts);
    }

    /// <summary>Whether Yosys takes block RAM: a block of 18 Kbit counts as much as 65 LUTs.</summary>
    /// <remarks>Weights of Yosys's memory libraries: 256 x 8 and 64 x 72 stay in LUTs, 128 x 32 does not.</remarks>
    public static bool IsBlockRam(int depth, int bits) =>
        LutRamLuts(depth, bits, isSinglePort: false) > FabricMemory.BlockRam(depth, bits) * 2 * 64.5;

    private static double LutRamLuts(int depth, int bits, bool isSinglePort)
    {
        (int shallow, int deep) = isSinglePort ? (16, 8) : (14, 7);
        return 8.0 * Math.Min(Ceil(depth, 32) * Ceil(bits, shallow), Ceil(depth, 64) * Ceil(bits, deep));
    }

    private static FabricPart Memory(double luts, double uncertainty) =>
        new(new FpgaResources(luts, 0, 0, 0, 0, luts), uncertainty);
}
