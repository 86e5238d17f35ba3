namespace Accel.Arch.Workloads;

/// <summary>The largest dimensions that a model may have, and the conditions between them.</summary>
/// <remarks>
/// The limits stand far above any published model's dimensions; that of the weights leaves room for the counts of a
/// run (weights times tokens) in a 64-bit integer.
/// </remarks>
public static class ModelLimits
{
    public const long Hidden = 1 << 17;
    public const long Layers = 1 << 12;
    public const long Heads = 1 << 11;
    public const long HeadDim = 1 << 11;
    public const long FeedForward = 1 << 20;
    public const long Vocabulary = 1 << 24;

    /// <summary>Weights of all linear layers together: 2^46, about 70 trillion.</summary>
    public const long LinearWeights = 1L << 46;

    /// <summary>Why no such model can be run, or null when it can. Names the dimensions as YAML does.</summary>
    public static string? WhyNot(ModelShape model) =>
        OutOfRange("hidden", model.Hidden, Hidden)
        ?? OutOfRange("layers", model.Layers, Layers)
        ?? OutOfRange("heads", model.Heads, Heads)
        ?? OutOfRange("kv-heads", model.KvHeads, Heads)
        ?? OutOfRange("head-dim", model.HeadDim, HeadDim)
        ?? OutOfRange("feed-forward", model.FeedForward, FeedForward)
        ?? OutOfRange("vocabulary", model.Vocabulary, Vocabulary)
        ?? OutOfRange("norms-per-layer", model.NormsPerLayer, 2)
        ?? (model.EmbeddingDim == 0 ? null : OutOfRange("embedding width", model.EmbeddingDim, Hidden))
        ?? (model.Heads % model.KvHeads == 0
            ? null
            : $"{model.KvHeads} kv-heads cannot be shared evenly by {model.Heads} heads")
        ?? TooManyWeights(WorkloadOperators.CountLinearWeights(model));

    /// <summary>Why no such network can be run, or null when it can.</summary>
    public static string? WhyNot(Network network) => network.Operators.Count == 0
        ? "the network has no layers"
        : TooManyWeights(WorkloadOperators.CountLinearWeights(network));

    private static string? TooManyWeights(Int128 weights) => weights <= LinearWeights
        ? null
        : $"the linear layers have {weights} weights, more than {LinearWeights}";

    private static string? OutOfRange(string name, long value, long limit) => value >= 1 && value <= limit
        ? null
        : $"{name} must be 1 to {limit}, got {value}";
}
