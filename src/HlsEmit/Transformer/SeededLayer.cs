using Accel.Sim.Transformer;

namespace Accel.HlsEmit.Transformer;

/// <summary>A layer's parameters, inputs and cache from a seed: spread as in a model, with a few that stand
/// out.</summary>
internal sealed class SeededLayer
{
    private const float Epsilon = 1e-5f;
    private const double Theta = 10_000;
    private const int OneInOutliers = 61;

    private readonly Random _random;

    public SeededLayer(LayerShape shape, int tokens, int position, int seed)
    {
        _random = new Random(seed);
        TernaryLinear[] matrices = [.. Enum.GetValues<LayerMatrix>().Select(matrix => Matrix(shape.Of(matrix)))];
        Half[][] gains = [Gains(shape.Hidden), Gains(shape.Heads.Width), Gains(shape.Hidden), Gains(shape.Ffn)];
        Parameters = new LayerParameters(shape, matrices, gains, Epsilon);
        Turns = Rope.Turns(position + tokens, shape.Heads.HeadDim, Theta);
        Tensors = new LayerTensors(shape, tokens);
        Fill(Tensors.Inputs);
        Keys = new Half[(position + tokens) * shape.Heads.KvWidth];
        Values = new Half[Keys.Length];
        Fill(Keys.AsSpan(0, position * shape.Heads.KvWidth));
        Fill(Values.AsSpan(0, position * shape.Heads.KvWidth));
    }

    public LayerParameters Parameters { get; }

    public Half[] Turns { get; }

    public LayerTensors Tensors { get; }

    /// <summary>Rows up to the position, and zeros where the layer appends.</summary>
    public Half[] Keys { get; }

    public Half[] Values { get; }

    private TernaryLinear Matrix((int K, int N) size)
    {
        var weights = new sbyte[size.K * size.N];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (sbyte)_random.Next(-1, 2);
        }

        return new TernaryLinear(size.K, size.N, weights, (float)((0.5 + _random.NextDouble()) / Math.Sqrt(size.K)));
    }

    private Half[] Gains(int count) => [.. Enumerable.Range(0, count).Select(_ => (Half)(0.5 + _random.NextDouble()))];

    private void Fill(Span<Half> values)
    {
        foreach (ref Half value in values)
        {
            double spread = _random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5;
            value = (Half)(_random.Next(OneInOutliers) == 0 ? 20 * spread : spread);
        }
    }
}
