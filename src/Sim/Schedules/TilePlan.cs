namespace Accel.Sim.Schedules;

/// <summary>How a matrix product is cut: the size of a block along M and N, and which loop is the outer one.</summary>
/// <param name="WeightsOuter">Whether a block of weights stays while blocks of activations pass, or the other way round.</param>
/// <remarks>While decoding, one plan made for the longest context serves all steps, so that a step's cost is affine in it.</remarks>
internal readonly record struct TilePlan(bool WeightsOuter, long BlockM, long BlockN)
{
    /// <summary>Whether an outer block stays in its buffer over the inner loop.</summary>
    public bool OuterStays { get; init; }

    /// <summary>Whether the whole inner operand stays in its buffer over the outer loop.</summary>
    public bool InnerStays { get; init; }

    /// <summary>Whether the activations are in their buffer already, left there by the operator before.</summary>
    public bool InputIsOnChip { get; init; }

    /// <summary>Whether the result stays in the activation buffer for the operator after.</summary>
    public bool OutputStaysOnChip { get; init; }
}
