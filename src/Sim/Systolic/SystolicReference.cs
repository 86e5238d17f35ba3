using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic;

/// <summary>The product that a systolic array computes, value by value, in its order of additions.</summary>
/// <remarks>
/// Output-stationary: one chain of additions over all of K, from zero. Weight- and input-stationary: one chain for each
/// fold of K (as many elements as the array has rows), and the chains' sums are added in order behind the array, the
/// first to nothing. Sums are raw: scales are applied behind the array.
/// </remarks>
public static class SystolicReference
{
    /// <summary>Multiplies; row-major [M x N].</summary>
    /// <param name="activations">[M x K].</param>
    /// <param name="weights">[N x K].</param>
    /// <param name="outputs">Receives M x N sums.</param>
    public static void Multiply<TOperand, TSum, TPe>(
        in SystolicArray array, ref TPe pe, OperandMatrix<TOperand> activations, OperandMatrix<TOperand> weights,
        Span<TSum> outputs)
        where TOperand : unmanaged
        where TSum : unmanaged
        where TPe : struct, IPe<TOperand, TSum>
    {
        int k = activations.K;
        int fold = array.Dataflow == Dataflow.OutputStationary ? k : Math.Min(k, array.Rows);
        var left = new TOperand[k];
        var right = new TOperand[k];
        Span<TSum> sum = stackalloc TSum[1];
        for (int token = 0; token < activations.Vectors; token++)
        {
            activations.Read(token, 0, left);
            for (int channel = 0; channel < weights.Vectors; channel++)
            {
                weights.Read(channel, 0, right);
                TSum total = default;
                for (int start = 0; start < k; start += fold)
                {
                    sum[0] = default;
                    for (int i = start; i < Math.Min(k, start + fold); i++)
                    {
                        pe.MultiplyAdd(left.AsSpan(i, 1), right.AsSpan(i, 1), sum, sum);
                    }

                    total = start == 0 ? sum[0] : pe.Add(total, sum[0]);
                }

                outputs[(token * weights.Vectors) + channel] = total;
            }
        }
    }
}
