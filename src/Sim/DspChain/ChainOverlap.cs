using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>How far loading and computing hide one another, and cores wait for one another.</summary>
/// <remarks>
/// With C and L the times of computing and of transfers, loading that overlaps fully takes <c>max(C, L)</c>, and
/// loading that waits <c>C + L</c>; a design lies between: <c>max + (1 - overlap) min</c>. Cores that run one operator
/// together are in step for <see cref="ChainMemory.CoreEfficiency"/> of the time.
/// </remarks>
internal static class ChainOverlap
{
    /// <summary>The whole time of an operator, in ticks.</summary>
    /// <param name="hidden">Its time were all that can be hidden.</param>
    /// <param name="shorter">What of computing and transfers is hidden in that.</param>
    public static long Ticks(ChainMemory memory, long hidden, long shorter)
    {
        // Full overlap and no waiting must not go through floating point: times are exact then.
        double ticks = memory.Overlap == 1 ? hidden : hidden + ((1 - memory.Overlap) * shorter);
        return memory.Overlap == 1 && memory.CoreEfficiency == 1 ? hidden
            : (long)Math.Ceiling(ticks / memory.CoreEfficiency);
    }
}
