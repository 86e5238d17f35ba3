using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>The column "total cycles incl. prefetch" of SCALE-Sim v3 in stall-free mode.</summary>
/// <remarks>
/// From the first DRAM read to the last DRAM write. A read buffer is filled at ten elements a cycle before the array
/// asks for the first of them.
/// </remarks>
public static class ScaleSimPrefetch
{
    private const long ElementsPerCycle = 10;

    /// <summary>Cycles from the first element read to the last line written.</summary>
    /// <param name="convolution">Where the product came from, or null.</param>
    /// <param name="activationBytes">Size of the activation buffer.</param>
    /// <param name="weightBytes">Size of the weight buffer.</param>
    /// <param name="outputBytes">Size of the output buffer.</param>
    public static long Cycles(
        in ScaleSimProduct product, Convolution? convolution, long activationBytes, long weightBytes, long outputBytes)
    {
        long activations = First(ScaleSimReads.Activations(product, convolution, activationBytes), activationBytes,
            FirstRequest(product, Dataflow.WeightStationary, Dataflow.InputStationary));
        long weights = First(ScaleSimReads.Weights(product, weightBytes), weightBytes,
            FirstRequest(product, Dataflow.InputStationary, Dataflow.WeightStationary));
        return LastWrite(product, outputBytes) - Math.Min(activations, weights);
    }

    /// <summary>The cycle in which the last line of outputs goes to DRAM, the array's first cycle being 0.</summary>
    public static long LastWrite(in ScaleSimProduct product, long outputBytes) =>
        ScaleSimOutputs.Drain(product, outputBytes).LastCycle;

    /// <summary>The cycle in which an operand is first asked for.</summary>
    /// <param name="passing">The dataflow in which the operand waits until the array is loaded.</param>
    /// <param name="staying">The dataflow in which it is loaded, empty rows first.</param>
    private static long FirstRequest(in ScaleSimProduct product, Dataflow passing, Dataflow staying) =>
        product.Dataflow == passing ? product.Rows
        : product.Dataflow == staying ? product.Rows - Math.Min(product.Rows, product.K)
        : 0;

    private static long First(long misses, long bytes, long firstRequest)
    {
        long set = ScaleSimReads.SetElements(bytes), capacity = ScaleSimReads.Capacity(bytes);
        bool isFull = misses >= capacity;
        long elements = isFull ? capacity : (misses + set - 1) / set * set;
        long end = isFull ? firstRequest - 2 : -2;
        return end - ((elements + ElementsPerCycle - 1) / ElementsPerCycle) + 2;
    }
}
