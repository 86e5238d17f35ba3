namespace Accel.Sim.DspChain.Machine;

/// <summary>The loops of a core: token tiles, channel tiles, steps along K, passes.</summary>
public static class ChainLoops
{
    /// <summary>All passes in their order, and one of no results for each step that is skipped.</summary>
    public static IEnumerable<ChainPass> Passes(ChainEngine engine, SparseOperands weights, int m)
    {
        int tokens = weights.Tile.Tokens;
        for (int token = 0; token < m; token += tokens)
        {
            for (int tile = 0; tile < weights.Tiles; tile++)
            {
                for (int step = 0; step < weights.Steps; step++)
                {
                    foreach (ChainPass pass in OfStep(engine, weights, tile, step))
                    {
                        yield return pass with { Token = token, Tokens = Math.Min(tokens, m - token) };
                    }
                }
            }
        }
    }

    private static IEnumerable<ChainPass> OfStep(ChainEngine engine, SparseOperands weights, int tile, int step)
    {
        int kept = weights.Kept(tile, step);
        int first = tile * weights.TileChannels;
        int end = Math.Min(weights.N, first + weights.TileChannels);
        ChainPass pass = new()
        {
            Token = 0, Tokens = 0, TileStart = first, TileEnd = end, Channel = first, Channels = end - first,
            Step = step, Kept = kept, Span = kept == 0 ? engine.Slices : engine.Span(kept),
            Slices = engine.KeptSlices(kept), Results = engine.Results(kept), Dealt = weights.Tile.Chains, Units = 0,
            BeatTokens = engine.BeatTokens(kept), BeatCycles = engine.BeatCycles(kept),
            IsSparse = engine.IsSparse(kept), IsFirst = IsSkipped(weights, tile, 0, step),
            IsLast = IsSkipped(weights, tile, step + 1, weights.Steps),
        };
        int width = kept == 0 ? pass.Channels : pass.Dealt * pass.Results * engine.Weights;
        for (int channel = first; channel < end; channel += width)
        {
            int channels = Math.Min(width, end - channel);
            yield return pass with { Channel = channel, Channels = channels, Units = (int)engine.Units(channels) };
        }
    }

    /// <summary>Whether all steps of a range are skipped.</summary>
    private static bool IsSkipped(SparseOperands weights, int tile, int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            if (weights.Kept(tile, step) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
