namespace Accel.Arch.Workloads;

/// <summary>A matrix product: activations [M x K] times weights [K x N].</summary>
/// <remarks>Dimensions are those of the phase's first step; <see cref="At"/> gives them at another context.</remarks>
public sealed record GemmOperator : Operator
{
    public required long M { get; init; }

    public required long K { get; init; }

    public required long N { get; init; }

    /// <summary>The convolution that the product was lowered from, if any; M counts all images of a batch.</summary>
    public Convolution? Convolution { get; init; }

    /// <summary>Whether the stationary operand is the KV cache instead of a weight tensor.</summary>
    public bool IsAttention => Role is OperatorRole.AttentionScores or OperatorRole.AttentionValues;

    /// <summary>Width of a head in attention; 0 elsewhere.</summary>
    public long HeadDim => Role switch
    {
        OperatorRole.AttentionScores => K,
        OperatorRole.AttentionValues => N,
        _ => 0,
    };

    /// <summary>Multiply-accumulates of one instance.</summary>
    public long Macs => M * K * N;

    /// <summary>The shape when the context holds <paramref name="context"/> positions.</summary>
    public (long M, long K, long N) At(long context) => ContextAxis switch
    {
        ContextAxis.K => (M, context, N),
        ContextAxis.N => (M, K, context),
        _ => (M, K, N),
    };
}
