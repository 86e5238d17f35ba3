namespace Accel.Tests.Sim.Memory;

/// <summary>What one block moves and computes, in ticks: the plain counterpart of a block loop.</summary>
internal readonly record struct BlockStep(long Load, long Compute, long Store)
{
    /// <summary>
    /// Moves a fabric and a DRAM channel forward, tick by tick of events: a slot starts when the fabric is free and the
    /// block's operands are there; in it the channel first stores the results before, then loads what comes next.
    /// </summary>
    public static long Run(IReadOnlyList<BlockStep> blocks)
    {
        long fabricFree = 0;
        long channelFree = blocks[0].Load;
        for (int s = 0; s < blocks.Count; s++)
        {
            long start = Math.Max(fabricFree, channelFree);
            fabricFree = start + blocks[s].Compute;
            channelFree = start;
            channelFree += s > 0 ? blocks[s - 1].Store : 0;
            channelFree += s + 1 < blocks.Count ? blocks[s + 1].Load : 0;
        }

        return Math.Max(fabricFree, channelFree) + blocks[^1].Store;
    }
}
