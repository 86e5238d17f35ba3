namespace Accel.Sim.Transformer;

/// <summary>A linear layer of ternary weights: norm, quantize, product, dequantize.</summary>
/// <param name="k">Elements of a token before.</param>
/// <param name="n">Elements after.</param>
/// <param name="weights">-1, 0 or 1, row-major [N x K].</param>
/// <param name="scale">What the weights are multiplied with.</param>
/// <remarks>Sums are exact integers, whatever engine adds them.</remarks>
public sealed class TernaryLinear(int k, int n, ReadOnlyMemory<sbyte> weights, float scale)
{
    public int K => k;

    public int N => n;

    public ReadOnlyMemory<sbyte> Weights { get; } = weights.Length == k * n
        ? weights
        : throw new ArgumentException("not [N x K] weights", nameof(weights));

    public float Scale => scale;

    /// <summary>Multiplies a token.</summary>
    /// <param name="product">Receives sums times (the token's scale times the matrix's).</param>
    public void Multiply(ReadOnlySpan<Half> token, ReadOnlySpan<Half> gains, float epsilon, Span<float> product)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(token.Length, k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(product.Length, n);
        var normed = new float[k];
        RmsNorm.Normalize(token, gains, epsilon, normed);
        var quantized = new sbyte[k];
        float both = TokenQuantizer.Quantize(normed, quantized) * scale;
        for (int channel = 0; channel < n; channel++)
        {
            product[channel] = Sum(quantized, Weights.Span.Slice(channel * k, k)) * both;
        }
    }

    private static int Sum(ReadOnlySpan<sbyte> activations, ReadOnlySpan<sbyte> weights)
    {
        int sum = 0;
        for (int i = 0; i < activations.Length; i++)
        {
            sum += activations[i] * weights[i];
        }

        return sum;
    }
}
