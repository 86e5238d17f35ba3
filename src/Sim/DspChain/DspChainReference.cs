namespace Accel.Sim.DspChain;

/// <summary>The product that a core of DSP chains computes, value by value, in its order of additions.</summary>
/// <remarks>
/// For each token and channel, the steps along K; for each step, the sum over its kept weights, exact; that sum times
/// the multiplier of its channel and group, where there are; and that added to the accumulator. Accumulators, and
/// products with multipliers, have 32 bits and wrap.
/// </remarks>
public static class DspChainReference
{
    /// <summary>Multiplies [M x K] by the stored [N x K] transposed into [M x N].</summary>
    /// <param name="activations">Row-major [M x K].</param>
    /// <param name="multipliers">Row-major [N x groups of <see cref="ChainEngine.ScaleGroup"/> along K]; empty where an
    /// engine has none.</param>
    /// <param name="outputs">Receives M x N sums.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public static void Multiply(in ChainEngine engine, int m, ReadOnlySpan<sbyte> activations, SparseOperands weights,
        ReadOnlySpan<int> multipliers, Span<int> outputs)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (int k, int n) = (weights.K, weights.N);
        DspChainKernels.Check(m, k, n, activations.Length, engine.ScaleGroup, multipliers.Length, outputs.Length);
        int groups = multipliers.Length / n;
        for (int i = 0; i < outputs.Length; i++)
        {
            (int token, int channel) = Math.DivRem(i, n);
            int sum = 0;
            for (int step = 0; step < weights.Steps; step++)
            {
                int own = Step(activations.Slice(token * k, k), weights, channel, step);
                int multiplier = groups == 0 ? 1
                    : multipliers[(channel * groups) + (step * engine.Slices / engine.ScaleGroup)];
                sum = unchecked(sum + (own * multiplier));
            }

            outputs[i] = sum;
        }
    }

    /// <summary>The sum of a step of a channel for a token.</summary>
    private static int Step(ReadOnlySpan<sbyte> token, SparseOperands weights, int channel, int step)
    {
        ReadOnlySpan<sbyte> own = weights.Weights(channel, step);
        ReadOnlySpan<byte> places = weights.Places(channel, step);
        int kept = weights.Kept(channel / weights.TileChannels, step);
        int sum = 0;
        for (int i = 0; i < own.Length; i++)
        {
            int at = weights.Element(step, kept, i, places[i]);
            sum += at < token.Length ? own[i] * token[at] : 0;
        }

        return sum;
    }
}
