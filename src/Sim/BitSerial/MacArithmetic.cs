namespace Accel.Sim.BitSerial;

/// <summary>The numbers of the baseline PEs, FP16 x FP16 and FP16 x INT8, defined.</summary>
/// <remarks>
/// The product is exact (22 bits at most) and is added in binary32, nearest, ties to even, in the order of K, from +0.
/// A PE of several lanes adds them one after the other in the same cycle; one lane is the rule. A group's sum times its
/// scale is rounded to binary32 in the column's accumulator, which adds the groups in order; output as in
/// <see cref="PeArithmetic"/>.
/// </remarks>
public static class MacArithmetic
{
    /// <summary>Adds one beat to an accumulator.</summary>
    /// <param name="weights">FP16 values or integers of at most eight bits; any binary32 whose product is
    /// exact.</param>
    public static float Accumulate(float accumulator, ReadOnlySpan<Half> activations, ReadOnlySpan<float> weights)
    {
        for (int lane = 0; lane < weights.Length; lane++)
        {
            accumulator += (float)activations[lane] * weights[lane];
        }

        return accumulator;
    }

    /// <summary>A group's sum times its scale.</summary>
    public static float Dequantize(float accumulator, GroupScale scale) => accumulator * scale.Value;
}
