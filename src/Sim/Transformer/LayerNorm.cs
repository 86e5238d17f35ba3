namespace Accel.Sim.Transformer;

/// <summary>The norms of a decoder layer, in the order in which their gains lie in memory.</summary>
public enum LayerNorm
{
    /// <summary>Before query, key and value.</summary>
    Attention,

    /// <summary>Before output.</summary>
    AttentionResult,

    /// <summary>Before gate and up.</summary>
    FeedForward,

    /// <summary>Before down.</summary>
    FeedForwardResult,
}
