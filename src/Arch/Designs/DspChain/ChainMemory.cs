namespace Accel.Arch.Designs.DspChain;

/// <summary>How a DSP-chain design reaches its off-chip memory.</summary>
/// <remarks>
/// Channels are those of HBM, or the one or two of DDR. A core has channels of its own for weights; the KV cache is
/// written by one core and read by all, so that its transfers cross from one core's channels to another's.
/// </remarks>
public sealed record ChainMemory
{
    /// <summary>Channels of the memory; its bandwidth is that of all of them.</summary>
    public int Channels { get; init; } = 32;

    /// <summary>Channels that each core reads its weights from.</summary>
    public int ChannelsPerCore { get; init; } = 8;

    /// <summary>Share of a channel's bandwidth that a core reaches in its own channels.</summary>
    /// <remarks>Source: FlightLLM's artifact, 0.70.</remarks>
    public double OwnEfficiency { get; init; } = 0.70;

    /// <summary>Share of a channel's bandwidth that transfers across channels reach.</summary>
    /// <remarks>Source: FlightLLM's artifact, 0.35.</remarks>
    public double CrossingEfficiency { get; init; } = 0.35;

    /// <summary>Share of the memory's bandwidth that so many cores reach together in their own channels.</summary>
    public double OwnShare(int cores) => (double)(cores * ChannelsPerCore) / Channels * OwnEfficiency;

    /// <summary>Share of the memory's bandwidth that so many cores reach together across channels.</summary>
    public double CrossingShare(int cores) => (double)(cores * ChannelsPerCore) / Channels * CrossingEfficiency;

    /// <summary>
    /// How much of loading and computing is at the same time: 1 when the longer one hides the shorter, 0 when one waits
    /// for the other.
    /// </summary>
    public double Overlap { get; init; } = 1;

    /// <summary>Share of the time in which no core waits for another.</summary>
    /// <remarks>FlightLLM's artifact divides every time of its four cores by 3.2, which is 0.8 of four.</remarks>
    public double CoreEfficiency { get; init; } = 1;
}
