using Accel.Sim.Systolic.Ant2022;
using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Tests.Sim.Systolic.Ant2022;

/// <summary>ANT's simulator as its rules read: every tile, every order, nothing left out.</summary>
internal static class NaiveAntSimulator
{
    private const int OutputBits = 16;

    public static (LayerStatistics Statistics, double Energy)? Best(
        FusionArray array, LayerShape layer, Ant2022Energies energies)
    {
        (LayerStatistics Statistics, double Energy)? best = null;
        foreach (long b in Sizes(layer.Batch))
        foreach (long o in Sizes(layer.Output))
        foreach (long ic in Sizes(layer.Channels))
        foreach (long oc in Sizes(layer.Filters))
        foreach (int order in LoopOrders.All)
        {
            if (Evaluate(array, layer, new LayerTile(b, o, ic, oc), order) is not { } candidate)
            {
                break;
            }

            double energy = energies.OfChoice(candidate);
            if (best is not { } so || candidate.Cycles < so.Statistics.Cycles
                || (candidate.Cycles == so.Statistics.Cycles && energy < so.Energy))
            {
                best = (candidate, energy);
            }
        }

        return best;
    }

    /// <summary>One tile under one order, or null where it does not fit.</summary>
    public static LayerStatistics? Evaluate(FusionArray array, LayerShape layer, LayerTile tile, int order)
    {
        long depth = layer.Kernel * layer.Kernel * tile.Channels;
        long rows = array.Rows * array.Factor(layer.WeightBits);
        long columns = array.Columns * array.Factor(layer.ActivationBits);
        long weights = Ceil(depth, rows) * rows * tile.Filters * layer.WeightBits;
        long activations =
            tile.Output * tile.Output * Ceil(depth, columns) * columns * tile.Batch * layer.ActivationBits;
        long outputs = tile.Output * tile.Output * tile.Filters * tile.Batch * OutputBits;
        if (weights > array.WeightSramBits / 2.0 || activations > array.ActivationSramBits / 2.0)
        {
            return null;
        }

        (long residentWeights, long residentActivations, long residentOutputs) = (weights, activations, outputs);
        (bool keepWeights, bool keepActivations, bool keepOutputs) = (true, true, true);
        long tiles = 1;
        for (int i = 0; i < 5; i++)
        {
            TileLoop loop = LoopOrders.At(order, i);
            long count = loop switch
            {
                TileLoop.Batch => Ceil(layer.Batch, tile.Batch),
                TileLoop.Channels => Ceil(layer.Channels, tile.Channels),
                TileLoop.Filters => Ceil(layer.Filters, tile.Filters),
                _ => Ceil(layer.Output, tile.Output),
            };
            tiles *= count;
            Walk(loop is TileLoop.Channels or TileLoop.Filters, array.WeightSramBits, count, ref weights,
                ref residentWeights, ref keepWeights);
            Walk(loop != TileLoop.Filters, array.ActivationSramBits, count, ref activations, ref residentActivations,
                ref keepActivations);
            bool kept = keepOutputs;
            Walk(loop != TileLoop.Channels, array.OutputSramBits, count, ref outputs, ref residentOutputs,
                ref keepOutputs);
            if (kept && keepOutputs && loop != TileLoop.Channels)
            {
                residentOutputs = 0;
            }
        }

        long pixels = tile.Batch * tile.Output * tile.Output;
        long inFilters = array.Columns * array.Factor(layer.WeightBits);
        long inRows = array.Rows * array.Factor(layer.ActivationBits);
        long macs = pixels * depth * tile.Filters;
        long compute = array.IsWeightStationary
            ? tiles * pixels * Ceil(tile.Filters, inFilters) * Ceil(depth, inRows)
            : tiles * Ceil(pixels, inRows) * Ceil(tile.Filters, inFilters) * depth;
        long outputPorts = tiles * OutputBits * (array.IsWeightStationary ? macs : pixels * tile.Filters);
        long latency = Cycles(residentWeights + residentActivations) + Cycles(residentOutputs);
        long middle = weights + activations + outputs - residentWeights - residentActivations - residentOutputs;
        long stall = Math.Max(0, Cycles(middle) - compute) + latency;
        return new LayerStatistics
        {
            Cycles = compute + stall,
            StallCycles = stall,
            WeightReadBits = tiles * layer.WeightBits * (array.IsWeightStationary ? depth * tile.Filters : macs),
            WeightWriteBits = weights,
            ActivationReadBits = tiles * layer.ActivationBits * macs,
            ActivationWriteBits = activations,
            OutputReadBits = outputPorts + outputs,
            OutputWriteBits = outputPorts,
            DramReadBits = weights + activations,
            DramWriteBits = outputs,
            Tile = tile,
            Order = order,
        };

        long Cycles(long bits) => Ceil(bits, (long)array.BitsPerCycle);
    }

    private static void Walk(
        bool depends, long sram, long count, ref long traffic, ref long resident, ref bool isKept)
    {
        if (!isKept)
        {
            traffic *= count;
        }
        else if (depends)
        {
            traffic *= count;
            isKept = traffic <= sram / 2.0;
            resident = isKept ? traffic : resident;
        }
    }

    private static IEnumerable<long> Sizes(long extent)
    {
        for (long size = 1; size < extent; size *= 2)
        {
            yield return size;
        }

        yield return extent;
    }

    private static long Ceil(long value, long divisor) => (value + divisor - 1) / divisor;
}
