namespace Accel.Arch.Workloads;

/// <summary>
/// What an operator is for; schedules that reproduce published simulators treat some roles specially.
/// </summary>
public enum OperatorRole
{
    Linear,
    LanguageModelHead,

    /// <summary>Query times cached keys: the keys are the stationary ("weight") operand.</summary>
    AttentionScores,

    /// <summary>Attention weights times cached values: the values are the stationary ("weight") operand.</summary>
    AttentionValues,

    Normalization,
    Pooling,
    Softmax,
    ActivationFunction,
    Residual,
    RotaryEmbedding,
    Embedding,
}
