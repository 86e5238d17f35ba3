namespace Accel.Sim.Transformer;

/// <summary>Attention of one query to all positions of a cache: all keys pass, then all values.</summary>
/// <remarks>Scores are kept; the online softmax finds their largest and the sum of their weights while keys pass, so
/// that values pass with their last weights and nothing is corrected.</remarks>
public static class DecodeAttention
{
    /// <summary>Attends.</summary>
    /// <param name="query">A row of queries.</param>
    /// <param name="keys">Rows of keys, row-major.</param>
    /// <param name="values">As many rows of values.</param>
    /// <param name="results">Receives a row.</param>
    public static void Attend(
        in HeadShape shape, ReadOnlySpan<Half> query, ReadOnlySpan<Half> keys, ReadOnlySpan<Half> values,
        Span<Half> results)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, keys.Length);
        int positions = keys.Length / shape.KvWidth;
        var scores = new float[positions];
        (var head, var row, var sums) = (new float[shape.HeadDim], new float[shape.HeadDim], new float[shape.HeadDim]);
        for (int h = 0; h < shape.Heads; h++)
        {
            HalfStorage.Load(query.Slice(h * shape.HeadDim, shape.HeadDim), head);
            OnlineSoftmax softmax = new();
            for (int position = 0; position < positions; position++)
            {
                HalfStorage.Load(
                    keys.Slice((position * shape.KvWidth) + shape.KvPlace(h), shape.HeadDim), row);
                scores[position] = shape.Score(head, row);
                softmax.Take(scores[position]);
            }

            Array.Clear(sums);
            for (int position = 0; position < positions; position++)
            {
                HalfStorage.Load(
                    values.Slice((position * shape.KvWidth) + shape.KvPlace(h), shape.HeadDim), row);
                float weight = FloatArithmetic.Exponential(scores[position] - softmax.Largest);
                for (int i = 0; i < sums.Length; i++)
                {
                    float product = weight * row[i];
                    sums[i] += product;
                }
            }

            HeadShape.Divide(sums, softmax.Sum, results.Slice(h * shape.HeadDim, shape.HeadDim));
        }
    }
}
