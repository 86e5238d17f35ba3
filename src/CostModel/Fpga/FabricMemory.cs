namespace Accel.CostModel.Fpga;

/// <summary>What memories take of an UltraScale+ device, packed by the primitives' geometry.</summary>
/// <remarks>
/// Sources: UG574 (distributed RAM), UG573 (block and Ultra RAM), and for a FIFO FINN's estimator
/// (tests/Reference/cost_fpga_mem_geometry.csv has the shapes). Depth in words, width in bits, all at least 1.
/// </remarks>
public static class FabricMemory
{
    private static readonly (int Depth, int Width)[] HalfBlocks =
        [(512, 36), (1024, 18), (2048, 9), (4096, 4), (8192, 2), (16384, 1)];

    /// <summary>LUTs of a distributed RAM with one write port and so many read ports, each a copy.</summary>
    /// <remarks>
    /// A LUT keeps two bits of 32 words or one of 64 (RAM32M16, RAM64M8); of the eight LUTs of a slice one carries the
    /// write address. Words beyond 64 take further LUTs, which MUXF7 to MUXF9 join up to 512.
    /// </remarks>
    public static double DistributedRam(int depth, int width, int readPorts = 1)
    {
        int data = depth <= 32 ? (width + 1) / 2 : width * ((depth + 63) / 64);
        return (double)readPorts * (data + ((data + 6) / 7));
    }

    /// <summary>Block RAMs of 36 Kbit with a write and a read port; a half is one of 18 Kbit.</summary>
    public static double BlockRam(long depth, int width) => Packed(depth, width).Blocks;

    /// <summary>Block RAMs among them that a word is spread over, which a read or a write wakes.</summary>
    public static double BlockRamsOfWord(long depth, int width) => Packed(depth, width).OfWord;

    /// <summary>Ultra RAMs: 4096 words of 72 bits each, two ports.</summary>
    public static double UltraRam(long depth, int width) => Blocks(depth, 4096) * Blocks(width, 72);

    /// <summary>LUTs of a FIFO in distributed RAM: two counters, and 32 words of two bits a LUT.</summary>
    public static double Fifo(int depth, int width) =>
        (2.0 * FabricLogic.CeilLog2(depth)) + ((double)((depth + 31) / 32) * ((width + 1) / 2));

    /// <summary>
    /// LUTs of a delay: one keeps two bits for up to 16 cycles, or one bit for up to 32 (UG574, SRL16E, SRLC32E).
    /// </summary>
    public static double ShiftRegister(int cycles, int width) => cycles switch
    {
        <= 0 => 0,
        <= 16 => (width + 1) / 2,
        _ => Blocks(cycles, 32) * width,
    };

    /// <summary>The shape with the fewest blocks, and of those the first, which is the widest.</summary>
    private static (double Blocks, double OfWord) Packed(long depth, int width)
    {
        (double blocks, double ofWord) = (double.PositiveInfinity, 0);
        foreach ((int shapeDepth, int shapeWidth) in HalfBlocks)
        {
            double across = Blocks(width, shapeWidth);
            double all = Blocks(depth, shapeDepth) * across;
            if (all < blocks)
            {
                (blocks, ofWord) = (all, across);
            }
        }

        return (blocks / 2, ofWord / 2);
    }

    private static double Blocks(long size, int block) => (size + block - 1) / block;
}
