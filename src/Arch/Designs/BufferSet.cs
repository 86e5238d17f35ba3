using Accel.Arch.Units;

namespace Accel.Arch.Designs;

/// <summary>
/// The on-chip buffers between DRAM and the fabric. Half of each holds what computes, half what comes next.
/// </summary>
public sealed record BufferSet
{
    public Bits Weights { get; init; } = Bits.FromKibibytes(512);

    public Bits Activations { get; init; } = Bits.FromKibibytes(512);

    public Bits Outputs { get; init; } = Bits.FromKibibytes(64);

    /// <summary>Banks of each buffer; a port is as wide as all banks together.</summary>
    public int Banks { get; init; } = 8;

    /// <summary>
    /// Cells that the buffers are built of, which name a table of the technology; null takes its anchors, and its first
    /// table where there are none.
    /// </summary>
    public string? Flavour { get; init; }

    /// <summary>Width of the weight buffer's port; null makes it what the fabric needs for the weights.</summary>
    public Bits? WeightPort { get; init; }

    /// <summary>
    /// Width of the activation buffer's port; null makes it what the fabric needs for the activations.
    /// </summary>
    public Bits? ActivationPort { get; init; }
}
