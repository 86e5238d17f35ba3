namespace Accel.Sim.Transformer;

/// <summary>What a decoder layer has learnt.</summary>
public sealed class LayerParameters
{
    private readonly TernaryLinear[] _matrices;
    private readonly Half[][] _gains;

    /// <param name="matrices">One for each <see cref="LayerMatrix"/>.</param>
    /// <param name="gains">One for each <see cref="LayerNorm"/>, as long as the tokens that it meets.</param>
    /// <exception cref="ArgumentException">There is no such layer, or something is of another size.</exception>
    public LayerParameters(
        LayerShape shape, IReadOnlyList<TernaryLinear> matrices, IReadOnlyList<Half[]> gains, float epsilon)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(gains);
        if (shape.WhyNot() is { } reason)
        {
            throw new ArgumentException(reason, nameof(shape));
        }

        (Shape, Epsilon, _matrices, _gains) = (shape, epsilon, [.. matrices], [.. gains]);
        bool matricesFit = _matrices.Length == Enum.GetValues<LayerMatrix>().Length
            && Enum.GetValues<LayerMatrix>().All(matrix =>
                shape.Of(matrix) == (_matrices[(int)matrix].K, _matrices[(int)matrix].N));
        bool gainsFit = _gains.Length == Enum.GetValues<LayerNorm>().Length
            && Enum.GetValues<LayerMatrix>().All(matrix => GainsOf(matrix).Length == shape.Of(matrix).K);
        if (!matricesFit || !gainsFit)
        {
            throw new ArgumentException("matrices or gains are not of the shape", nameof(matrices));
        }
    }

    public LayerShape Shape { get; }

    /// <summary>What the norms add to a mean square.</summary>
    public float Epsilon { get; }

    /// <summary>The gains of all norms, one after another.</summary>
    public IReadOnlyList<Half[]> Gains => _gains;

    public TernaryLinear this[LayerMatrix matrix] => _matrices[(int)matrix];

    /// <summary>The gains of the norm before a linear layer.</summary>
    public ReadOnlySpan<Half> GainsOf(LayerMatrix matrix) => _gains[(int)(matrix switch
    {
        LayerMatrix.Query or LayerMatrix.Key or LayerMatrix.Value => LayerNorm.Attention,
        LayerMatrix.Output => LayerNorm.AttentionResult,
        LayerMatrix.Gate or LayerMatrix.Up => LayerNorm.FeedForward,
        _ => LayerNorm.FeedForwardResult,
    })];
}
