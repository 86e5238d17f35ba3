using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>Products of many tokens by the vector kernels, on all cores.</summary>
/// <remarks>
/// Blocks of channels are shared out; each takes some tokens one after the other, so that its words stay in a cache.
/// Sums of binary planes are put together in 64 bits (<see cref="BitPlanes"/>).
/// </remarks>
public static class LookupProduct
{
    /// <summary>Tokens whose tables are held at once.</summary>
    private const int TokensAtATime = 8;

    /// <summary>Multiplies [M x K] by packed weights [N x K] transposed into [M x N].</summary>
    /// <param name="activations">Row-major [M x K], -127 to 127.</param>
    /// <param name="outputs">Receives M x N sums, of planes put together.</param>
    /// <exception cref="ArgumentException">A size does not fit, or an activation is -128.</exception>
    /// <exception cref="OverflowException">K is above <see cref="LookupArithmetic.MaximumK"/>, or a product of weights
    /// of several bits does not fit 32 bits.</exception>
    public static void Multiply(int m, sbyte[] activations, LookupWeights weights, int[] outputs)
    {
        ArgumentNullException.ThrowIfNull(activations);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(outputs);
        int planes = weights.Planes?.Bits ?? 1;
        (int k, int channels, int n) = (weights.K, weights.Channels, weights.Channels / planes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, m * k, nameof(activations));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, m * n, nameof(outputs));
        LookupTables[] tables = [.. Enumerable.Range(0, Math.Min(m, TokensAtATime))
            .Select(_ => new LookupTables(weights))];
        var sums = new int[tables.Length * channels];
        for (int first = 0; first < m; first += tables.Length)
        {
            int count = Math.Min(tables.Length, m - first);
            for (int i = 0; i < count; i++)
            {
                tables[i].Fill(activations.AsSpan((first + i) * k, k));
            }

            Parallel.For(0, weights.Blocks, block =>
            {
                for (int i = 0; i < count; i++)
                {
                    LookupKernels.MultiplyBlock(
                        LookupPaths.Best, tables[i], weights, block, sums.AsSpan(i * channels, channels));
                }
            });
            for (int i = 0; i < count; i++)
            {
                Combine(weights, tables[i].Total, sums.AsSpan(i * channels, channels),
                    outputs.AsSpan((first + i) * n, n));
            }
        }
    }

    /// <summary>Puts the sums of a token's planes together.</summary>
    /// <param name="total">The sum of the token's activations.</param>
    public static void Combine(BitPlanes planes, int total, ReadOnlySpan<int> sums, Span<int> outputs)
    {
        for (int channel = 0; channel < outputs.Length; channel++)
        {
            long twice = (long)planes.Bias * total;
            for (int plane = 0; plane < planes.Bits; plane++)
            {
                twice += (long)BitPlanes.Factor(plane) * sums[(channel * planes.Bits) + plane];
            }

            outputs[channel] = (int)(twice / 2);
        }
    }

    private static void Combine(LookupWeights weights, int total, ReadOnlySpan<int> sums, Span<int> outputs)
    {
        if (weights.Planes is { } planes)
        {
            Combine(planes, total, sums, outputs);
        }
        else
        {
            sums.CopyTo(outputs);
        }
    }
}
