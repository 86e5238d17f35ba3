using Accel.Arch.Activity;

namespace Accel.Sim.DspChain;

public static partial class DspChainTiming
{
    /// <summary>Cycles and everything else that the machine counts.</summary>
    /// <inheritdoc cref="Cycles(in ChainEngine, long, long, long, in ChainSteps)"/>
    public static ActivityCounts Count(in ChainEngine engine, long m, long k, long n, in ChainSteps steps) =>
        Occupied(engine, Activity(engine, m, k, n, steps), Cycles(engine, m, k, n, steps));

    /// <summary>The same with steps of their own for each channel tile.</summary>
    /// <inheritdoc cref="Cycles(in ChainEngine, long, long, long, ReadOnlySpan{ChainSteps})"/>
    public static ActivityCounts Count(
        in ChainEngine engine, long m, long k, long n, ReadOnlySpan<ChainSteps> tiles)
    {
        ChainTile tile = TileOf(engine, n, tiles);
        ActivityCounts counts = default;
        for (int i = 0; i < tiles.Length; i++)
        {
            counts.Add(TileActivity(engine, tile, m, k, Math.Min(tile.Channels, n - (i * tile.Channels)), tiles[i]));
        }

        return Occupied(engine, counts, Cycles(engine, m, k, n, tiles));
    }

    /// <summary>What the core and its buffers' ports do for a product. Cycles and idle PEs are left at 0.</summary>
    /// <remarks>
    /// <para>
    /// Multiply-accumulates are those of the dense product. PEs at work are slices with a kept weight; weights are
    /// read, and widened to their lanes, once in every token tile; activations once in every pass, for all chains.
    /// </para>
    /// <para>
    /// A sum is stored by the first step of a tile that is not skipped, added to by those between, and leaves with the
    /// last. A tile whose steps are all skipped writes nothing.
    /// </para>
    /// </remarks>
    public static ActivityCounts Activity(in ChainEngine engine, long m, long k, long n, in ChainSteps steps)
    {
        ChainTile tile = engine.TileOf(steps.Smallest);
        (long whole, long rest) = Math.DivRem(n, tile.Channels);
        ActivityCounts counts = TileActivity(engine, tile, m, k, rest, steps);
        counts.AddTimes(TileActivity(engine, tile, m, k, tile.Channels, steps), whole);
        return counts;
    }

    private static ActivityCounts Occupied(in ChainEngine engine, ActivityCounts counts, long cycles)
    {
        counts.Cycles = cycles;
        counts.ComputeCycles = cycles;
        counts.PeIdleCycles = (engine.Pes * cycles) - counts.PeActiveCycles;
        return counts;
    }

    /// <summary>A channel tile under all tokens.</summary>
    private static ActivityCounts TileActivity(
        in ChainEngine engine, in ChainTile tile, long m, long k, long channels, in ChainSteps steps)
    {
        (long whole, long rest) = Math.DivRem(m, tile.Tokens);
        long tiles = whole + (rest > 0 ? 1 : 0);
        long units = engine.Units(channels);
        long sums = m * channels;
        ActivityCounts counts = new() { Macs = m * k * channels };
        for (int kept = steps.Smallest; kept > 0; kept = steps.NextAfter(kept))
        {
            // Slices of all this tile's results, over all steps of a kind.
            long count = steps.Count(kept);
            long slices = count * engine.KeptSlices(kept);
            long beats = (whole * engine.Beats(kept, tile.Tokens)) + engine.Beats(kept, rest);
            long read = count * engine.Passes(kept, channels, tile) * engine.Slices;
            counts.PeActiveCycles += slices * units * beats;
            counts.EncoderCycles += slices * channels * tiles;
            counts.ActivationDecoderCycles += engine.IsSparse(kept) ? slices * units * m : 0;
            counts.WeightReads += slices * channels * tiles;
            counts.WeightReadBits += slices * units * tiles * engine.FedBits(kept);
            counts.ActivationReads += read * m;
            counts.ActivationReadBits += read * beats * engine.Activations * engine.ActivationBits;
        }

        long executed = steps.Executed;
        if (executed > 0)
        {
            counts.AccumulatorUpdates = (executed - 1) * sums;
            counts.OutputReadBits = (executed - 1) * sums * ChainEngine.SumBits;
            counts.OutputWriteBits = executed * sums * ChainEngine.SumBits;
            counts.OutputWrites = sums;
        }

        return counts;
    }
}
