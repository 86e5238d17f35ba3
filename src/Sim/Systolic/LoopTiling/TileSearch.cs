namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>The best tiling and loop order of a layer: least cycles, then least energy.</summary>
/// <remarks>
/// Exact: the result is that of trying every tile under all 120 orders. A tile is tried only when no bound shows that
/// it loses, and under one order of each class (<see cref="LoopOrders"/>). Among candidates equal in both, the first
/// wins: smallest batch, output, channels, filters, first order.
/// </remarks>
internal ref partial struct TileSearch<TRules>
    where TRules : struct, ITileRules
{
    /// <summary>A bound on energy is rounded otherwise than the energy itself.</summary>
    private const double RoundingRoom = 1 - 1e-12;

    private readonly TRules _rules;
    private readonly FusionArray _array;
    private readonly LayerShape _layer;
    private readonly ReadOnlySpan<ChannelStep> _channels;
    private readonly ReadOnlySpan<FilterStep> _filters;
    private LayerStatistics _best;
    private double _bestEnergy;

    /// <summary>Cycles that some tile is known to reach.</summary>
    private long _limit;

    private TileSearch(TRules rules, Span<ChannelStep> channels, Span<FilterStep> filters)
    {
        (_rules, _array, _layer) = (rules, rules.Array, rules.Layer);
        for (int i = 0; i < channels.Length; i++)
        {
            channels[i] = Channel(TileSteps.Size(_layer.Channels, i));
        }

        for (int i = 0; i < filters.Length; i++)
        {
            filters[i] = Filter(TileSteps.Size(_layer.Filters, i, rules.FilterUnit));
        }

        _channels = channels;
        _filters = filters;
        (_limit, _bestEnergy) = (long.MaxValue, double.PositiveInfinity);
        _best = new LayerStatistics { Cycles = long.MaxValue };
    }

    /// <summary>Finds the best; where not even the smallest tile fits its buffers, that one.</summary>
    public static LayerStatistics Run(TRules rules)
    {
        var search = new TileSearch<TRules>(
            rules, stackalloc ChannelStep[TileSteps.CountOf(rules.Layer.Channels)],
            stackalloc FilterStep[TileSteps.CountOf(rules.Layer.Filters, rules.FilterUnit)]);
        search.SetLimit();
        search.TryAll();
        if (search._best.Cycles == long.MaxValue)
        {
            search.Try(search.Pixel(1, 1), search._channels[0], search._filters[0]);
        }

        return search._best;
    }

    /// <summary>What a layer takes under a given tile and order.</summary>
    public static LayerStatistics Evaluate(TRules rules, LayerTile tile, int order)
    {
        var search = new TileSearch<TRules>(rules, [], []);
        Candidate candidate = Of(
            search.Pixel(tile.Batch, tile.Output), search.Channel(tile.Channels), search.Filter(tile.Filters));
        return search.StatisticsOf(candidate, search.CostOf(candidate, order), order);
    }

    /// <summary>Takes the cycles of the tile of the lowest bound as a limit, so that most others fall to it.</summary>
    private void SetLimit()
    {
        long lowest = long.MaxValue;
        Candidate promising = default;
        for (int b = 0; b < TileSteps.CountOf(_layer.Batch); b++)
        {
            for (int o = 0; o < TileSteps.CountOf(_layer.Output); o++)
            {
                PixelStep pixel = Pixel(TileSteps.Size(_layer.Batch, b), TileSteps.Size(_layer.Output, o));
                for (int i = 0; i < _channels.Length && Fits(pixel, _channels[i]); i++)
                {
                    for (int j = 0; j < _filters.Length && Fits(pixel, _channels[i], _filters[j]); j++)
                    {
                        Candidate candidate = Of(pixel, _channels[i], _filters[j]);
                        long bound = LeastCycles(candidate);
                        if (bound < lowest)
                        {
                            (lowest, promising) = (bound, candidate);
                        }
                    }
                }
            }
        }

        if (lowest != long.MaxValue)
        {
            foreach (int order in promising.Orders)
            {
                _limit = Math.Min(_limit, CyclesOf(promising, CostOf(promising, order)));
            }
        }
    }

    private void TryAll()
    {
        for (int b = 0; b < TileSteps.CountOf(_layer.Batch); b++)
        {
            for (int o = 0; o < TileSteps.CountOf(_layer.Output); o++)
            {
                PixelStep pixel = Pixel(TileSteps.Size(_layer.Batch, b), TileSteps.Size(_layer.Output, o));
                for (int i = 0; i < _channels.Length && Fits(pixel, _channels[i]); i++)
                {
                    for (int j = 0; j < _filters.Length && Fits(pixel, _channels[i], _filters[j]); j++)
                    {
                        Try(pixel, _channels[i], _filters[j]);
                    }
                }
            }
        }
    }

    private void Try(in PixelStep pixel, in ChannelStep channel, in FilterStep filter)
    {
        Candidate candidate = Of(pixel, channel, filter);
        long bound = LeastCycles(candidate);
        if (bound > _limit || (bound == _best.Cycles && LeastEnergy(candidate) * RoundingRoom > _bestEnergy))
        {
            return;
        }

        foreach (int order in candidate.Orders)
        {
            OrderCost cost = CostOf(candidate, order);
            long cycles = CyclesOf(candidate, cost);
            if (cycles > _limit)
            {
                continue;
            }

            LayerStatistics statistics = StatisticsOf(candidate, cost, order);
            double energy = _rules.Energy(statistics);
            if (cycles < _best.Cycles || energy < _bestEnergy)
            {
                (_best, _bestEnergy, _limit) = (statistics, energy, cycles);
            }
        }
    }
}
