namespace Accel.Sim.Transformer;

/// <summary>Root-mean-square norm of a token, with a gain for each element.</summary>
/// <remarks>
/// The squares of 16 elements are added by a tree. That sum is added to the oldest of eight partial sums, which all
/// begin as 0, and is the youngest then; a tree adds the eight, the youngest first. An adder's latency is so never
/// waited for.
/// </remarks>
public static class RmsNorm
{
    /// <summary>Sums that take turns.</summary>
    public const int PartialSums = 8;

    /// <summary>Normalizes a token.</summary>
    /// <param name="token">A multiple of 16 elements.</param>
    /// <param name="normed">Receives (x r) gain, with r = 1 / sqrt(mean square + epsilon).</param>
    public static void Normalize(
        ReadOnlySpan<Half> token, ReadOnlySpan<Half> gains, float epsilon, Span<float> normed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gains.Length, token.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(normed.Length, token.Length);
        HalfStorage.Load(token, normed);
        float r = FloatArithmetic.ReciprocalRoot((SumOfSquares(normed) / token.Length) + epsilon);
        for (int i = 0; i < normed.Length; i++)
        {
            normed[i] = (normed[i] * r) * (float)gains[i];
        }
    }

    private static float SumOfSquares(ReadOnlySpan<float> token)
    {
        Span<float> sums = stackalloc float[PartialSums];
        sums.Clear();
        for (int first = 0; first < token.Length; first += FloatArithmetic.Lanes)
        {
            ReadOnlySpan<float> word = token.Slice(first, FloatArithmetic.Lanes);
            float next = sums[^1] + FloatArithmetic.Dot(word, word);
            sums[..^1].CopyTo(sums[1..]);
            sums[0] = next;
        }

        return FloatArithmetic.Tree(sums);
    }
}
