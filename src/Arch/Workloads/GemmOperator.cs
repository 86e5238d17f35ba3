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

    /// <summary>Share of the tiles of attention's full square that a block mask leaves to compute; 1 for all.</summary>
    public double BlockDensity { get; init; } = 1;

    /// <summary>Tokens along a side of a tile of the mask, or 0 where there is no mask.</summary>
    public long MaskBlock { get; init; }

    /// <summary>Tiles of the mask that cover the square of one query head: ceil(context / block) squared.</summary>
    /// <remarks>An instance has M / context such squares, one for each of its query heads. 0 without mask.</remarks>
    public long MaskTiles
    {
        get
        {
            long side = MaskBlock == 0 ? 0 : (MaskContext + MaskBlock - 1) / MaskBlock;
            return side * side;
        }
    }

    /// <summary>
    /// Tokens along a side of a tile when the tiles share the square evenly: those of the mask where it divides the
    /// context, fewer where its last tiles are smaller. 0 without mask.
    /// </summary>
    public long MaskSide
    {
        get
        {
            long sides = MaskBlock == 0 ? 0 : (MaskContext + MaskBlock - 1) / MaskBlock;
            return sides == 0 ? 0 : (MaskContext + sides - 1) / sides;
        }
    }

    /// <summary>Those of them that are computed: ceil(density x tiles), exact in the decimal written.</summary>
    public long MaskedTiles => (long)Math.Ceiling((decimal)BlockDensity * MaskTiles);

    /// <summary>
    /// The shape when the context holds <paramref name="context"/> positions, of which the operator meets those within
    /// its limit.
    /// </summary>
    public (long M, long K, long N) At(long context) => ContextAxis switch
    {
        ContextAxis.K => (M, Math.Min(context, ContextLimit), N),
        ContextAxis.N => (M, K, Math.Min(context, ContextLimit)),
        _ => (M, K, N),
    };

    private long MaskContext => ContextAxis == ContextAxis.K ? K : N;
}
