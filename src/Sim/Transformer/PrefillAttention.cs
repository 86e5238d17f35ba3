namespace Accel.Sim.Transformer;

/// <summary>Causal attention among the tokens of a prompt, which lie in reversed order: the last token is row
/// 0.</summary>
/// <remarks>
/// Row r attends to rows r to N - 1, in this order, with one pass over keys and values (TeLLMe v2, arXiv 2510.15926,
/// Sec. 3.5). How many queries a pass serves changes what is fetched, never what comes out.
/// </remarks>
public static class PrefillAttention
{
    /// <summary>Attends.</summary>
    /// <param name="queries">Rows of queries, row-major.</param>
    /// <param name="keys">As many rows of keys.</param>
    /// <param name="values">As many rows of values.</param>
    /// <param name="results">Receives as many rows.</param>
    public static void Attend(
        in HeadShape shape, ReadOnlySpan<Half> queries, ReadOnlySpan<Half> keys, ReadOnlySpan<Half> values,
        Span<Half> results)
    {
        int tokens = queries.Length / shape.Width;
        ArgumentOutOfRangeException.ThrowIfNotEqual(keys.Length, tokens * shape.KvWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, tokens * shape.KvWidth);
        for (int token = 0; token < tokens; token++)
        {
            for (int head = 0; head < shape.Heads; head++)
            {
                int place = (token * shape.Width) + (head * shape.HeadDim);
                AttendHead(
                    shape, queries.Slice(place, shape.HeadDim), keys, values,
                    (token * shape.KvWidth) + shape.KvPlace(head), results.Slice(place, shape.HeadDim));
            }
        }
    }

    /// <summary>A head of a row, which meets the rows of its head from a place on.</summary>
    private static void AttendHead(
        in HeadShape shape, ReadOnlySpan<Half> query, ReadOnlySpan<Half> keys, ReadOnlySpan<Half> values, int first,
        Span<Half> results)
    {
        (var head, var row, var sums) = (new float[shape.HeadDim], new float[shape.HeadDim], new float[shape.HeadDim]);
        HalfStorage.Load(query, head);
        OnlineSoftmax softmax = new();
        for (int place = first; place < keys.Length; place += shape.KvWidth)
        {
            HalfStorage.Load(keys.Slice(place, shape.HeadDim), row);
            (float weight, float correction) = softmax.Take(shape.Score(head, row));
            HalfStorage.Load(values.Slice(place, shape.HeadDim), row);
            for (int i = 0; i < sums.Length; i++)
            {
                float product = weight * row[i];
                sums[i] = OnlineSoftmax.Corrected(sums[i], correction) + product;
            }
        }

        HeadShape.Divide(sums, softmax.Sum, results);
    }
}
