namespace Accel.Sim.DspChain;

/// <summary>
/// Closed form of <see cref="Machine.DspChainMachine"/>: the same cycles and counts, without stepping.
/// </summary>
/// <remarks>
/// <para>
/// Loops, outermost first: token tiles of T, channel tiles of C W R (R of the smallest N used), steps of L along K,
/// passes of C R(N) results. A pass with f cycles of feeding and b beats is followed by the next after max(b, f), so
/// that with D the latency of a beat
/// </para>
/// <para><c>cycles = sum of max(b, f) over all passes + min(b, f) of the last pass + D - 2</c>.</para>
/// <para>
/// The last pass is the last to end. A pass ends D + b + f - 2 cycles after its start; one that follows it in the same
/// token tile, with as many beats and f' feeds, ends at least max(b, f) + 1 - f cycles later. In the next token tile,
/// perhaps of fewer beats, the pass at the same place takes f feeds again, and ends later too.
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
        long width = TileWidth(engine, n, tiles);
        long intervals = 0;
        long drain = 0;
        (long whole, long rest) = Math.DivRem(m, engine.TokenTile);
        for (int tile = 0; tile < tiles.Length; tile++)
        {
            long channels = Math.Min(width, n - (tile * width));
            Check(engine, k, tiles[tile]);
            intervals += whole * Fold(engine, engine.Beats(engine.TokenTile), channels, tiles[tile]);
            intervals += Fold(engine, engine.Beats(rest), channels, tiles[tile]);
            drain = tiles[tile].Last == 0 ? drain : DrainOfTile(engine, m, channels, tiles[tile]);
        }

        return intervals + drain;
    }

    /// <summary>Cycles from the first pass of a tile to that of the next: the sum of max(b, f).</summary>
    /// <param name="m">Tokens, at most T.</param>
    /// <param name="n">Channels, at most those of a tile.</param>
    /// <exception cref="ArgumentException">M or N is more than a tile, or the steps are not those of K.</exception>
    public static long FoldInterval(in ChainEngine engine, long m, long k, long n, in ChainSteps steps)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(m, engine.TokenTile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, engine.TileChannels(steps.Smallest));
        Check(engine, k, steps);
        return Fold(engine, engine.Beats(m), n, steps);
    }

    /// <summary>The sum of all tiles' intervals.</summary>
    /// <exception cref="ArgumentException">The steps are not those of K.</exception>
    public static long Intervals(in ChainEngine engine, long m, long k, long n, in ChainSteps steps)
    {
        Check(engine, k, steps);
        (long whole, long rest) = Math.DivRem(m, engine.TokenTile);
        return (whole * Row(engine, engine.Beats(engine.TokenTile), n, steps))
            + Row(engine, engine.Beats(rest), n, steps);
    }

    /// <summary>What a product takes longer than the intervals of its tiles; 0 when all steps are skipped.</summary>
    public static long Drain(in ChainEngine engine, long m, long n, in ChainSteps steps)
    {
        if (steps.Last == 0)
        {
            return 0;
        }

        long width = engine.TileChannels(steps.Smallest);
        return DrainOfTile(engine, m, n - ((n - 1) / width * width), steps);
    }

    /// <summary>A token tile over all channels.</summary>
    private static long Row(in ChainEngine engine, long beats, long n, in ChainSteps steps)
    {
        long width = engine.TileChannels(steps.Smallest);
        (long whole, long rest) = Math.DivRem(n, width);
        return (whole * Fold(engine, beats, width, steps)) + Fold(engine, beats, rest, steps);
    }

    private static long Fold(in ChainEngine engine, long beats, long channels, in ChainSteps steps)
    {
        if (beats == 0 || channels == 0)
        {
            return 0;
        }

        long whole = Math.Max(beats, engine.FeedCycles(engine.Chains));
        long cycles = 0;
        for (int kept = 1; kept <= engine.Block; kept++)
        {
            long count = steps.Count(kept);
            if (count > 0)
            {
                long last = Math.Max(beats, engine.FeedCycles(LastUnits(engine, kept, channels)));
                cycles += count * (((engine.Passes(kept, channels) - 1) * whole) + last);
            }
        }

        return cycles;
    }

    private static long DrainOfTile(in ChainEngine engine, long m, long channels, in ChainSteps steps)
    {
        long beats = engine.Beats(m - ((m - 1) / engine.TokenTile * engine.TokenTile));
        return Math.Min(beats, engine.FeedCycles(LastUnits(engine, steps.Last, channels))) + engine.Latency - 2;
    }

    /// <summary>Results of the last pass of a step.</summary>
    private static long LastUnits(in ChainEngine engine, int kept, long channels) =>
        engine.Units(channels) - ((engine.Passes(kept, channels) - 1) * engine.Chains * engine.Results(kept));

    /// <summary>Channels of a tile where tiles have steps of their own.</summary>
    private static long TileWidth(in ChainEngine engine, long n, ReadOnlySpan<ChainSteps> tiles)
    {
        int smallest = 0;
        foreach (ref readonly ChainSteps steps in tiles)
        {
            smallest = smallest == 0 || (steps.Smallest > 0 && steps.Smallest < smallest) ? steps.Smallest : smallest;
        }

        long width = engine.TileChannels(smallest);
        return tiles.Length == (n + width - 1) / width ? width
            : throw new ArgumentException($"{n} channels are not {tiles.Length} tiles of {width}", nameof(tiles));
    }

    private static void Check(in ChainEngine engine, long k, in ChainSteps steps)
    {
        long whole = steps.Count(0);
        for (int kept = 1; kept <= engine.Block; kept++)
        {
            whole += steps.Count(kept);
        }

        if (whole != engine.Steps(k) || steps.Total != whole)
        {
            throw new ArgumentException(
                $"K = {k} is not {steps.Total} steps of {engine.Slices}, N of {engine.Block}", nameof(steps));
        }
    }
}
