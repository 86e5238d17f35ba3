namespace Accel.Sim.Transformer;

/// <summary>A decoder layer of ternary weights, as BitNet b1.58 has them, bit by bit.</summary>
/// <remarks>
/// <para>h = x + o(norm(attention(rope(q(norm x)), rope(k(norm x)), v(norm x)))), y = h + down(norm(silu(gate(norm h))
/// up(norm h))); each linear layer quantizes its normalized tokens to INT8. Within a phase numbers are binary32,
/// between phases, and in the cache, binary16.</para>
/// <para>A cache has rows of keys and values. A prompt of N tokens leaves that of its last token in row 0 and that of
/// its first in row N - 1; a token at position p is in row p.</para>
/// </remarks>
/// <param name="parameters">What the layer has learnt.</param>
/// <param name="turns">For positions from 0 on (<see cref="Rope.Turns"/>).</param>
public sealed class DecoderLayer(LayerParameters parameters, ReadOnlyMemory<Half> turns)
{
    private readonly LayerShape _shape = parameters.Shape;

    /// <summary>One token at a position, or the tokens of a prompt.</summary>
    /// <param name="tensors">Has the inputs, and receives the rest.</param>
    /// <param name="position">The token's; 0 for a prompt.</param>
    /// <param name="keys">Rows of the cache: those before the position, and room for what is appended.</param>
    /// <param name="values">As many rows.</param>
    public void Run(LayerTensors tensors, int position, Span<Half> keys, Span<Half> values)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        int tokens = tensors.Tokens;
        if (tokens > 1)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(position, 0);
        }

        HeadShape heads = _shape.Heads;
        Span<Half> newKeys = keys.Slice(position * heads.KvWidth, tokens * heads.KvWidth);
        Span<Half> newValues = values.Slice(position * heads.KvWidth, tokens * heads.KvWidth);
        Half[] x = tensors.Inputs;
        Linear(LayerMatrix.Query, x, tensors.Queries, (product, row) => Turn(product, position + tokens - 1 - row));
        Linear(LayerMatrix.Key, x, newKeys, (product, row) => Turn(product, position + tokens - 1 - row));
        Linear(LayerMatrix.Value, x, newValues, null);
        Attend(tensors, position, keys, values);
        Linear(LayerMatrix.Output, tensors.Attended, tensors.Residuals, (product, row) => Add(product, x, row));
        Linear(LayerMatrix.Gate, tensors.Residuals, tensors.Gates, null);
        Linear(LayerMatrix.Up, tensors.Residuals, tensors.Inner, (product, row) => Gate(product, tensors.Gates, row));
        Linear(
            LayerMatrix.Down, tensors.Inner, tensors.Outputs, (product, row) => Add(product, tensors.Residuals, row));
    }

    private void Attend(LayerTensors tensors, int position, ReadOnlySpan<Half> keys, ReadOnlySpan<Half> values)
    {
        int held = (position + tensors.Tokens) * _shape.Heads.KvWidth;
        if (tensors.Tokens == 1)
        {
            DecodeAttention.Attend(
                _shape.Heads, tensors.Queries, keys[..held], values[..held], tensors.Attended);
        }
        else
        {
            PrefillAttention.Attend(
                _shape.Heads, tensors.Queries, keys[..held], values[..held], tensors.Attended);
        }
    }

    /// <summary>Multiplies rows, does something with the products of each, and stores them.</summary>
    private void Linear(
        LayerMatrix matrix, ReadOnlySpan<Half> rows, Span<Half> results, Action<float[], int>? elementWise)
    {
        (int k, int n) = _shape.Of(matrix);
        var product = new float[n];
        for (int row = 0; row * k < rows.Length; row++)
        {
            parameters[matrix].Multiply(
                rows.Slice(row * k, k), parameters.GainsOf(matrix), parameters.Epsilon, product);
            elementWise?.Invoke(product, row);
            HalfStorage.Store(product, results.Slice(row * n, n));
        }
    }

    private void Turn(float[] product, int position)
    {
        int width = _shape.Heads.HeadDim;
        Rope.Turn(product, turns.Span.Slice(position * width, width));
    }

    private static void Add(float[] product, Half[] residuals, int row)
    {
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = (float)residuals[(row * product.Length) + i] + product[i];
        }
    }

    private static void Gate(float[] product, Half[] gates, int row)
    {
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = SwiGlu.Of((float)gates[(row * product.Length) + i], product[i]);
        }
    }
}
