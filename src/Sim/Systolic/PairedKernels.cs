using System.Runtime.InteropServices;
using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Sim.Systolic;

/// <summary>
/// Products of operands in 4-bit outlier-victim pairs, from packed bytes to 32-bit sums, on all cores.
/// </summary>
/// <remarks>
/// A byte is decoded by one look-up to its two values, at most 192 in magnitude, and the values are multiplied by
/// <see cref="SystolicKernels"/>. The bits are those of an output-stationary array of exponent-integer PEs.
/// </remarks>
public static class PairedKernels
{
    /// <summary>Tokens that one thread takes at a time.</summary>
    private const int TokensAtATime = 64;

    /// <summary>Multiplies [M x K] by [N x K] transposed into [M x N].</summary>
    /// <param name="outputs">Receives M x N sums in units of both formats.</param>
    /// <exception cref="ArgumentException">A format has no single-byte pairs, or a size does not fit.</exception>
    /// <exception cref="OverflowException">K is so long that a sum might leave 32 bits.</exception>
    public static void Multiply(PairedMatrix activations, PairedMatrix weights, int[] outputs)
    {
        ArgumentNullException.ThrowIfNull(activations);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(outputs);
        (int m, int k, int n) = (activations.Vectors, activations.K, weights.Vectors);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.K, k, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, m * n, nameof(outputs));
        if (!SystolicKernels.CannotOverflow(k, Largest(activations.Format), Largest(weights.Format)))
        {
            throw new OverflowException($"with K = {k} a sum might not fit 32 bits");
        }

        // Pairs of an odd K end in a padding zero, which adds nothing.
        int padded = k + (k % 2);
        var channels = new short[n * padded];
        Decode(weights, 0, n, channels);
        int shares = (m + TokensAtATime - 1) / TokensAtATime;
        Parallel.For(0, shares, share =>
        {
            int first = share * TokensAtATime;
            int count = Math.Min(TokensAtATime, m - first);
            var tokens = new short[count * padded];
            Decode(activations, first, count, tokens);
            SystolicKernels.Multiply(count, padded, n, tokens, channels, outputs.AsSpan(first * n, count * n));
        });
    }

    /// <summary>Decodes whole vectors, each to an even number of values.</summary>
    private static void Decode(PairedMatrix matrix, int first, int count, Span<short> values)
    {
        ReadOnlySpan<DecodedPair> table = PairTables.Of(matrix.Format);
        int bytes = matrix.Packed.Length / matrix.Vectors;
        ReadOnlySpan<byte> packed = matrix.Packed.Slice(first * bytes, count * bytes);
        Span<DecodedPair> pairs = MemoryMarshal.Cast<short, DecodedPair>(values);
        for (int i = 0; i < packed.Length; i++)
        {
            pairs[i] = table[packed[i]];
        }
    }

    private static long Largest(OutlierVictimFormat format) => (long)format.MaxMagnitude;
}
