namespace Accel.Arch.Workloads;

/// <summary>One operator of a model in one phase.</summary>
public abstract record Operator
{
    /// <summary>
    /// The name within a layer: <c>q_proj</c>, <c>attention.qk</c>, <c>lm_head</c>; in a network, its own.
    /// </summary>
    public required string Name { get; init; }

    public required OperatorRole Role { get; init; }

    /// <summary>
    /// Decoder layers, or repetitions of a network's block, that hold this operator; they run one after another.
    /// </summary>
    public required long Layers { get; init; }

    /// <summary>
    /// Independent instances within one layer (KV heads times batch, groups of a convolution): they may overlap.
    /// </summary>
    public long Instances { get; init; } = 1;

    /// <summary>Instances over all layers.</summary>
    public long Count => Layers * Instances;

    /// <summary>The dimension that is the context, if any.</summary>
    public ContextAxis ContextAxis { get; init; }

    /// <summary>
    /// The most positions of the context that the operator meets; <see cref="long.MaxValue"/> where it meets all.
    /// </summary>
    public long ContextLimit { get; init; } = long.MaxValue;
}
