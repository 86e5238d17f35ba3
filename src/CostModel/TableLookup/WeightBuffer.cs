using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.TableLookup;

/// <summary>The memories of the weight buffer (TeLLMe, arXiv 2510.15926, Sec. 3 and equation 9).</summary>
/// <remarks>
/// Index vectors lie in banks, half as many as output channels, since an Ultra RAM has two ports; a bank is as many
/// Ultra RAMs wide as a vector needs. With the paper's buffer of 3 x 19 x 1536 vectors of 140 bits this gives its 48
/// Ultra RAMs for 6, 8, 12, 16, 24 and 48 channels, and 64 for 32 channels.
/// </remarks>
internal static class WeightBuffer
{
    public static long Vectors(Design design, TableLookupFabric fabric) =>
        design.Buffers.Weights.Count / fabric.VectorBits;

    public static int Banks(TableLookupFabric fabric) => (fabric.Lookups + 1) / 2;

    /// <summary>Ultra RAMs of the buffer.</summary>
    public static double UltraRams(Design design, TableLookupFabric fabric) =>
        Banks(fabric) * FabricMemory.UltraRam(Depth(design, fabric), fabric.VectorBits);

    /// <summary>Block RAMs where a device has no Ultra RAM: two ports each at 36 bits of width.</summary>
    public static double BlockRams(Design design, TableLookupFabric fabric) =>
        Banks(fabric) * Math.Ceiling(Depth(design, fabric) / 1024.0) * Math.Ceiling(fabric.VectorBits / 36.0);

    private static long Depth(Design design, TableLookupFabric fabric) =>
        Math.Max(1, (Vectors(design, fabric) + Banks(fabric) - 1) / Banks(fabric));
}
