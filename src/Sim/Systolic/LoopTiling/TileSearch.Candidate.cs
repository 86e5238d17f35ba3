namespace Accel.Sim.Systolic.LoopTiling;

internal ref partial struct TileSearch<TRules>
{
    private readonly PixelStep Pixel(long batch, long output)
    {
        long pixels = batch * output * output;
        long batches = TileSteps.Tiles(_layer.Batch, batch);
        long outputs = TileSteps.Tiles(_layer.Output, output);
        return new PixelStep(
            batch, output, pixels, _rules.InputPixels(batch, output), batches, outputs, _rules.PixelCycles(pixels));
    }

    private readonly ChannelStep Channel(long channels) => new(
        channels, TileSteps.Tiles(_layer.Channels, channels),
        _rules.FilterWeights(channels) * _layer.WeightBits,
        _rules.PixelActivations(channels) * _layer.ActivationBits,
        _rules.ChannelCycles(channels));

    private readonly FilterStep Filter(long filters) => new(
        filters, TileSteps.Tiles(_layer.Filters, filters), _rules.PixelOutputs(filters) * _rules.OutputBits,
        _rules.FilterCycles(filters));

    private readonly bool Fits(in PixelStep pixel, in ChannelStep channel) =>
        pixel.InputPixels * channel.ActivationBits <= _array.ActivationSramBits / 2;

    private readonly bool Fits(in PixelStep pixel, in ChannelStep channel, in FilterStep filter) =>
        channel.WeightBits * filter.Filters <= _array.WeightSramBits / 2
        && (!_rules.OutputsReturn || pixel.Pixels * filter.OutputBits <= _array.OutputSramBits / 2);

    private static Candidate Of(in PixelStep pixel, in ChannelStep channel, in FilterStep filter) => new(
        pixel, channel, filter,
        new TileCounts(pixel.Batches, pixel.Outputs, channel.Tiles, filter.Tiles),
        new TileSizes(
            channel.WeightBits * filter.Filters, pixel.InputPixels * channel.ActivationBits,
            pixel.Pixels * filter.OutputBits));

    private readonly OrderCost CostOf(in Candidate candidate, int order) =>
        OrderCost.Of(order, candidate.Counts, candidate.Sizes, _array, _rules.OutputsReturn);

    /// <summary>The traffic of an order that fetched nothing twice: no order moves less of anything.</summary>
    /// <remarks>A tile is loaded before the array starts, and may be all that is.</remarks>
    private readonly OrderCost LeastCost(in Candidate candidate)
    {
        (TileCounts counts, TileSizes sizes) = (candidate.Counts, candidate.Sizes);
        long pixels = candidate.Pixel.Tiles;
        long returned = _rules.OutputsReturn ? sizes.Outputs : 0;
        return new OrderCost(
            sizes.Weights * counts.Channels * counts.Filters,
            sizes.Activations * pixels * counts.Channels,
            sizes.Outputs * pixels * counts.Filters,
            sizes.Weights + sizes.Activations + returned, returned);
    }

    private readonly long LeastCycles(in Candidate candidate)
    {
        OrderCost least = LeastCost(candidate);
        return Math.Max(
            candidate.ComputeCycles + EndCycles(least),
            _array.Cycles(DramReads(least) + least.Outputs));
    }

    /// <summary>The least energy of a tile if it takes no more cycles than its bound.</summary>
    private readonly double LeastEnergy(in Candidate candidate)
    {
        long cycles = LeastCycles(candidate);
        return _rules.Energy(StatisticsOf(candidate, LeastCost(candidate), 0) with
        {
            Cycles = cycles, StallCycles = cycles - candidate.ComputeCycles,
        });
    }

    private readonly long DramReads(in OrderCost cost) =>
        cost.Weights + cost.Activations + (_rules.OutputsReturn ? cost.Outputs : 0);

    /// <summary>Cycles of the first load and the last store, in which the array stands still.</summary>
    private readonly long EndCycles(in OrderCost cost) =>
        _array.Cycles(cost.FirstLoad) + _array.Cycles(cost.LastStore);

    /// <summary>Cycles of the transfers that the array computes under.</summary>
    private readonly long MiddleCycles(in OrderCost cost) =>
        _array.Cycles(DramReads(cost) + cost.Outputs - cost.FirstLoad - cost.LastStore);

    private readonly long CyclesOf(in Candidate candidate, in OrderCost cost) =>
        Math.Max(candidate.ComputeCycles, MiddleCycles(cost)) + EndCycles(cost);

    private readonly LayerStatistics StatisticsOf(in Candidate candidate, in OrderCost cost, int order)
    {
        (PixelStep pixel, ChannelStep channel, FilterStep filter) =
            (candidate.Pixel, candidate.Channel, candidate.Filter);
        ArrayTraffic traffic = _rules.Traffic(pixel.Pixels, channel.Channels, filter.Filters);
        long tiles = candidate.Tiles;
        long cycles = CyclesOf(candidate, cost);
        return new LayerStatistics
        {
            Cycles = cycles,
            StallCycles = cycles - candidate.ComputeCycles,
            DramCycles = MiddleCycles(cost) + EndCycles(cost),
            WeightReadBits = tiles * traffic.WeightReads,
            WeightWriteBits = cost.Weights,
            ActivationReadBits = tiles * traffic.ActivationReads,
            ActivationWriteBits = cost.Activations,
            OutputReadBits = (tiles * traffic.OutputReads) + cost.Outputs,
            OutputWriteBits = (tiles * traffic.OutputWrites) + (_rules.OutputsReturn ? cost.Outputs : 0),
            DramReadBits = DramReads(cost),
            DramWriteBits = cost.Outputs,
            Tile = new LayerTile(pixel.Batch, pixel.Output, channel.Channels, filter.Filters),
            Order = order,
        };
    }

    /// <summary>A cut of batch and output pixels; pixels are those of all images of a tile.</summary>
    private readonly record struct PixelStep(
        long Batch, long Output, long Pixels, long InputPixels, long Batches, long Outputs, long Cycles)
    {
        public long Tiles => Batches * Outputs * Outputs;
    }

    /// <summary>A cut of the channels; bits are those of one filter's weights and of one pixel's activations.</summary>
    private readonly record struct ChannelStep(
        long Channels, long Tiles, long WeightBits, long ActivationBits, long Cycles);

    /// <summary>A cut of the filters; bits are those of one pixel's outputs.</summary>
    private readonly record struct FilterStep(long Filters, long Tiles, long OutputBits, long Cycles);

    /// <summary>A tile and how often each loop over tiles runs.</summary>
    private readonly record struct Candidate(
        PixelStep Pixel, ChannelStep Channel, FilterStep Filter, TileCounts Counts, TileSizes Sizes)
    {
        public long Tiles => Pixel.Tiles * Channel.Tiles * Filter.Tiles;

        public long ComputeCycles => Tiles * Pixel.Cycles * Channel.Cycles * Filter.Cycles;

        public ReadOnlySpan<int> Orders =>
            LoopOrders.For(Counts.Batches, Counts.Outputs, Counts.Channels, Counts.Filters);
    }
}
