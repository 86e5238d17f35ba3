namespace Accel.Sim.Transformer;

/// <summary>Heads of attention: each of the keys and values serves a group of the queries' in a row.</summary>
/// <param name="HeadDim">Elements of a head: a multiple of 16.</param>
public readonly record struct HeadShape(int Heads, int KvHeads, int HeadDim)
{
    /// <summary>Elements of a row of queries or results.</summary>
    public int Width => Heads * HeadDim;

    /// <summary>Elements of a row of keys or values.</summary>
    public int KvWidth => KvHeads * HeadDim;

    /// <summary>Where the key or value of a query's head begins in its row.</summary>
    public int KvPlace(int head) => head / (Heads / KvHeads) * HeadDim;

    /// <summary>A score: word by word a tree of products, these in order, times 1 / sqrt(D).</summary>
    public float Score(ReadOnlySpan<float> query, ReadOnlySpan<float> key)
    {
        float sum = 0;
        for (int first = 0; first < HeadDim; first += FloatArithmetic.Lanes)
        {
            float dot = FloatArithmetic.Dot(
                query.Slice(first, FloatArithmetic.Lanes), key.Slice(first, FloatArithmetic.Lanes));
            sum = first == 0 ? dot : sum + dot;
        }

        return sum * FloatArithmetic.ReciprocalRoot(HeadDim);
    }

    /// <summary>Results over the sum of their weights, as they are stored.</summary>
    internal static void Divide(ReadOnlySpan<float> results, float sum, Span<Half> stored)
    {
        float inverse = 1f / sum;
        for (int i = 0; i < results.Length; i++)
        {
            stored[i] = HalfStorage.Store(results[i] * inverse);
        }
    }
}
