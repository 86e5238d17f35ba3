namespace Accel.Sim.Schedules;

/// <summary>How a matrix product is cut into blocks, and what stays on chip meanwhile.</summary>
/// <remarks>
/// While decoding, one plan made for the longest context serves all steps, so that a step's cost is affine in it.
/// </remarks>
internal readonly record struct TilePlan
{
    /// <summary>
    /// A plan that moves less is taken when it needs at most one part in so many more time than the fastest.
    /// </summary>
    public const long Slack = 128;

    /// <summary>Tokens of a block, in whole folds.</summary>
    public long BlockM { get; init; }

    /// <summary>Channels of a block, in whole folds.</summary>
    public long BlockN { get; init; }

    /// <summary>
    /// Reduction of a chunk, or 0 when K is not cut. A block then stays in the output buffer as partial sums while
    /// chunks of both operands stream past it.
    /// </summary>
    public long ChunkK { get; init; }

    /// <summary>Whether a block of weights stays while blocks of activations pass, or the other way round.</summary>
    public bool WeightsOuter { get; init; }

    /// <summary>Whether an outer block stays in its buffer over the inner loop.</summary>
    public bool OuterStays { get; init; }

    /// <summary>Whether the whole inner operand stays in its buffer over the outer loop.</summary>
    public bool InnerStays { get; init; }

    /// <summary>Whether the activations are in their buffer already, left there by the operator before.</summary>
    public bool InputIsOnChip { get; init; }

    /// <summary>Whether the result stays in the activation buffer for the operator after.</summary>
    public bool OutputStaysOnChip { get; init; }
}
