using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>Multi-head attention of every position to all: scores, softmax, values.</summary>
/// <remarks>
/// Its projections are layers of their own. Keys and values are the stationary operands, in the KV cache's format, as
/// in a transformer's prefill.
/// </remarks>
internal sealed record AttentionLayer : Layer
{
    public const string Key = "attention";

    public static readonly Schema<AttentionLayer> Schema = NamedSchema(
        Key, "Multi-head attention of this name.", new AttentionLayer())
        .Value("queries", "The layer with the queries.", Kinds.Text, (layer, value) =>
            layer with { Queries = value }, isRequired: true)
        .Value("keys", "The layer with the keys.", Kinds.Text, (layer, value) => layer with { Keys = value },
            isRequired: true)
        .Value("values", "The layer with the values.", Kinds.Text, (layer, value) => layer with { Values = value },
            isRequired: true)
        .Value("heads", "Heads, which share the channels evenly.", Kinds.WholeLong(1, ModelLimits.Heads),
            (layer, value) => layer with { Heads = value }, isRequired: true);

    public string Queries { get; init; } = string.Empty;

    public string Keys { get; init; } = string.Empty;

    public string Values { get; init; } = string.Empty;

    public long Heads { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        Tensor? queries = scope.Find("queries", Queries);
        Tensor? keys = scope.Find("keys", Keys);
        Tensor? values = scope.Find("values", Values);
        if (queries is null || keys is null || values is null)
        {
            return null;
        }

        FeatureMap map = queries.Map;
        if (keys.Map.Channels != map.Channels)
        {
            return scope.Fail("keys", $"'{Keys}' has {keys.Map.Channels} channels, the queries have {map.Channels}");
        }

        if (values.Map != keys.Map)
        {
            return scope.Fail("values", $"'{Values}' is {values.Map}, the keys are {keys.Map}");
        }

        return map.Channels % Heads == 0
            ? Lower(scope, queries, keys, values)
            : scope.Fail("heads", $"must divide the {map.Channels} channels, got {Heads}");
    }

    private Tensor Lower(LayerScope scope, Tensor queries, Tensor keys, Tensor values)
    {
        (long positions, long context, long head) =
            (queries.Map.Positions, keys.Map.Positions, queries.Map.Channels / Heads);
        Tensor scores = scope.Gemm(
            new GemmOperator
            {
                Name = $"{Name}.qk", Role = OperatorRole.AttentionScores, Layers = 1, Instances = Heads,
                M = positions, K = head, N = context,
            },
            new FeatureMap(positions, 1, context * Heads), ActivationFunction.None, queries, keys);
        Tensor softmax = scope.Vector(
            new VectorOperator
            {
                Name = $"{Name}.softmax", Role = OperatorRole.Softmax, Layers = 1, Rows = positions * Heads,
                Width = context, Passes = 3,
            },
            scores.Map, scores);
        return scope.Gemm(
            new GemmOperator
            {
                Name = $"{Name}.av", Role = OperatorRole.AttentionValues, Layers = 1, Instances = Heads,
                M = positions, K = context, N = head,
            },
            queries.Map, ActivationFunction.None, softmax, values);
    }
}
