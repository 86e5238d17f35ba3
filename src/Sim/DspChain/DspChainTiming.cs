namespace Accel.Sim.DspChain;

/// <summary>
/// Closed form of <see cref="Machine.DspChainMachine"/>: the same cycles and counts, without stepping.
/// </summary>
/// <remarks>
/// <para>
/// Loops, outermost first: token tiles, channel tiles of C W R (<see cref="ChainEngine.TileOf"/>), steps of L along K,
/// passes of C R(N) results. A pass with f cycles of feeding and b beats of r cycles is followed by the next after
/// max(b r, f), so that with D the latency of a beat
/// </para>
/// <para><c>cycles = sum of max(b r, f) over all passes + min(b r, f) of the last pass + D - 2</c>.</para>
/// <para>
/// A pass ends D + b r + f - 2 cycles after its start. In a channel tile the last one is the last to end: the next pass
/// of a step has as many beats, and the first of the next step takes as many feeds or more. Where all tiles have the
/// same steps, a tile takes no less than the last beats of the one before, and in the next token tile, perhaps of fewer
/// beats, the pass at the same place takes f feeds again. Where tiles have steps of their own, a short one may end
/// before the one in front of it: the last to end is looked for.
/// </para>
/// <para>
/// Every step is whole: one at the edge of K is filled up with zeros, which are stored, fed and multiplied. Counts of
/// elements leave out lanes without token or channel, counts of bits do not.
/// </para>
/// </remarks>
public static partial class DspChainTiming
{
    /// <summary>Cycles of a GEMM with its operands in the buffers, from the first feed to the last sum.</summary>
    /// <param name="steps">The steps over K of every channel tile.</param>
    /// <exception cref="ArgumentException">The steps are not those of K.</exception>
    public static long Cycles(in ChainEngine engine, long m, long k, long n, in ChainSteps steps) =>
        Intervals(engine, m, k, n, steps) + Drain(engine, m, n, steps);

    /// <summary>Cycles with steps of their own for each channel tile.</summary>
    /// <param name="tiles">The steps of each channel tile, of <see cref="ChainEngine.TileChannels"/>.</param>
    /// <exception cref="ArgumentException">There are not as many as tiles, or steps are not those of K.</exception>
    public static long Cycles(in ChainEngine engine, long m, long k, long n, ReadOnlySpan<ChainSteps> tiles)
    {
        ChainTile tile = TileOf(engine, n, tiles);
        long before = (m - 1) / tile.Tokens;
        long rest = m - (before * tile.Tokens);
        (long intervals, long own, long end) = (0, 0, 0);
        for (int i = 0; i < tiles.Length; i++)
        {
            long channels = Math.Min(tile.Channels, n - (i * tile.Channels));
            Check(engine, k, tiles[i]);
            intervals += Fold(engine, tile, tile.Tokens, channels, tiles[i]);
            own += Fold(engine, tile, rest, channels, tiles[i]);
            end = tiles[i].Last == 0 ? end : Math.Max(end, own + DrainOfTile(engine, tile, rest, channels, tiles[i]));
        }

        return (before * intervals) + end;
    }

    /// <summary>Cycles from the first pass of a tile to that of the next: the sum of max(b r, f).</summary>
    /// <param name="m">Tokens, at most those of a tile.</param>
    /// <param name="n">Channels, at most those of a tile.</param>
    /// <exception cref="ArgumentException">M or N is more than a tile, or the steps are not those of K.</exception>
    public static long FoldInterval(in ChainEngine engine, long m, long k, long n, in ChainSteps steps)
    {
        ChainTile tile = engine.TileOf(steps.Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(m, tile.Tokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, tile.Channels);
        Check(engine, k, steps);
        return Fold(engine, tile, m, n, steps);
    }

    /// <summary>The sum of all tiles' intervals.</summary>
    /// <exception cref="ArgumentException">The steps are not those of K.</exception>
    public static long Intervals(in ChainEngine engine, long m, long k, long n, in ChainSteps steps)
    {
        Check(engine, k, steps);
        ChainTile tile = engine.TileOf(steps.Smallest);
        (long whole, long rest) = m < tile.Tokens ? (0, m) : Math.DivRem(m, tile.Tokens);
        (long wide, long narrow) = n < tile.Channels ? (0, n) : Math.DivRem(n, tile.Channels);
        return (whole * Row(engine, tile, tile.Tokens, wide, narrow, steps))
            + Row(engine, tile, rest, wide, narrow, steps);
    }

    /// <summary>What a product takes longer than the intervals of its tiles; 0 when all steps are skipped.</summary>
    public static long Drain(in ChainEngine engine, long m, long n, in ChainSteps steps)
    {
        if (steps.Last == 0)
        {
            return 0;
        }

        ChainTile tile = engine.TileOf(steps.Smallest);
        long tokens = m <= tile.Tokens ? m : m - ((m - 1) / tile.Tokens * tile.Tokens);
        long channels = n <= tile.Channels ? n : n - ((n - 1) / tile.Channels * tile.Channels);
        return DrainOfTile(engine, tile, tokens, channels, steps);
    }

    /// <summary>A token tile over all channels: so many whole tiles, and one of the rest.</summary>
    private static long Row(
        in ChainEngine engine, in ChainTile tile, long tokens, long whole, long rest, in ChainSteps steps) =>
        (whole == 0 ? 0 : whole * Fold(engine, tile, tokens, tile.Channels, steps))
            + Fold(engine, tile, tokens, rest, steps);

    private static long Fold(
        in ChainEngine engine, in ChainTile tile, long tokens, long channels, in ChainSteps steps)
    {
        if (tokens == 0 || channels == 0)
        {
            return 0;
        }

        long cycles = 0;
        for (int kept = steps.Smallest; kept > 0; kept = steps.NextAfter(kept))
        {
            long beats = engine.BeatenCycles(kept, tokens);
            (long before, long units) = LastPass(engine, tile, kept, channels);
            long last = Math.Max(beats, engine.FeedCycles(units, tile));
            cycles += steps.Count(kept) * (before == 0 ? last
                : (before * Math.Max(beats, engine.FeedCycles(tile.Chains, tile))) + last);
        }

        return cycles;
    }

    private static long DrainOfTile(
        in ChainEngine engine, in ChainTile tile, long tokens, long channels, in ChainSteps steps)
    {
        (_, long units) = LastPass(engine, tile, steps.Last, channels);
        return Math.Min(engine.BeatenCycles(steps.Last, tokens), engine.FeedCycles(units, tile)) + engine.Latency - 2;
    }

    /// <summary>Passes of a step before the last one, and that one's results.</summary>
    private static (long Before, long Units) LastPass(
        in ChainEngine engine, in ChainTile tile, int kept, long channels)
    {
        long units = engine.Units(channels);
        long results = (long)tile.Chains * engine.Results(kept);
        long before = units <= results ? 0 : (units - 1) / results;
        return (before, units - (before * results));
    }

    /// <summary>The tile where tiles have steps of their own.</summary>
    private static ChainTile TileOf(in ChainEngine engine, long n, ReadOnlySpan<ChainSteps> tiles)
    {
        int smallest = 0;
        foreach (ref readonly ChainSteps steps in tiles)
        {
            smallest = smallest == 0 || (steps.Smallest > 0 && steps.Smallest < smallest) ? steps.Smallest : smallest;
        }

        ChainTile tile = engine.TileOf(smallest);
        return tiles.Length == (n + tile.Channels - 1) / tile.Channels ? tile
            : throw new ArgumentException(
                $"{n} channels are not {tiles.Length} tiles of {tile.Channels}", nameof(tiles));
    }

    private static void Check(in ChainEngine engine, long k, in ChainSteps steps)
    {
        if (steps.Total != engine.Steps(k) || !steps.AreOf(engine.Block))
        {
            throw new ArgumentException(
                $"K = {k} is not {steps.Total} steps of {engine.Slices}, N of {engine.Block}", nameof(steps));
        }
    }
}
