namespace Accel.Arch.Workloads;

/// <summary>
/// Which dimension of an operator is the number of positions attended to, and so grows while decoding.
/// </summary>
public enum ContextAxis
{
    None,

    /// <summary>The reduction dimension (attention values), or the width of a vector operator (softmax).</summary>
    K,

    /// <summary>The output dimension (attention scores), or the width of a vector operator (softmax).</summary>
    N,
}
