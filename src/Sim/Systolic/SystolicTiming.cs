using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic;

/// <summary>
/// Closed form of <see cref="Machine.SystolicMachine{TOperand, TSum, TPe}"/>: the same cycles and counts, without
/// stepping.
/// </summary>
/// <remarks>
/// <para>
/// One fold at a time; a fold of r rows and c columns of PEs in use takes, operands entering skewed by a cycle a row
/// and a column:
/// </para>
/// <list type="bullet">
/// <item>output-stationary: K cycles of the first PE, r + c - 2 until the last one is as far, r to shift the sums out:
/// 2r + c + K - 2;</item>
/// <item>weight-stationary: r to shift the weights in, then m tokens, the last of which leaves the last column r + c -
/// 2 cycles after it entered: m + 2r + c - 2 for each r rows of K; input-stationary likewise with n channels.</item>
/// </list>
/// <para>Edge folds use the rows and columns that they fill, those next to the edge where results leave.</para>
/// </remarks>
public static class SystolicTiming
{
    /// <summary>Cycles of a GEMM with its operands in the buffers, from the first operand to the last output.</summary>
    public static long Cycles(in SystolicArray array, long m, long k, long n)
    {
        if (array.Dataflow == Dataflow.OutputStationary)
        {
            // The sum of 2r + c + K - 2 over all folds: rows add up to M once for each column fold, columns likewise.
            long foldsM = Folds(m, array.Rows);
            long foldsN = Folds(n, array.Columns);
            return (2 * m * foldsN) + (n * foldsM) + ((k - 2) * foldsM * foldsN);
        }

        (long stream, long across) = array.Dataflow == Dataflow.WeightStationary ? (m, n) : (n, m);
        return StationaryCycles(array, stream, k, across);
    }

    /// <summary>Cycles of one fold, of at most <see cref="SystolicArray.FoldM"/> x FoldN outputs.</summary>
    public static long FoldInterval(in SystolicArray array, long m, long k, long n)
    {
        if (array.Dataflow == Dataflow.OutputStationary)
        {
            return (2 * m) + n + k - 2;
        }

        (long stream, long across) = array.Dataflow == Dataflow.WeightStationary ? (m, n) : (n, m);
        return (2 * k) + (Folds(k, array.Rows) * (stream + across - 2));
    }

    /// <summary>Cycles and everything else that the machine counts.</summary>
    /// <param name="pes">Narrow PEs of the fabric.</param>
    public static ActivityCounts Count(in SystolicArray array, long pes, long m, long k, long n)
    {
        ActivityCounts counts = SystolicActivity.Count(array, m, k, n);
        counts.Cycles = Cycles(array, m, k, n);
        counts.ComputeCycles = counts.Cycles;
        counts.PeIdleCycles = (pes * counts.Cycles) - counts.PeActiveCycles;
        return counts;
    }

    internal static long Folds(long extent, long size) => (extent + size - 1) / size;

    /// <summary>The sum of stream + 2r + c - 2 over chunks of the stream, folds across, and folds of K.</summary>
    private static long StationaryCycles(in SystolicArray array, long stream, long k, long across)
    {
        long foldsK = Folds(k, array.Rows);
        long foldsAcross = Folds(across, array.Columns);
        long chunks = Folds(stream, array.Depth);
        return (stream * foldsK * foldsAcross) + (2 * k * chunks * foldsAcross) + (across * foldsK * chunks)
            - (2 * foldsK * foldsAcross * chunks);
    }
}
