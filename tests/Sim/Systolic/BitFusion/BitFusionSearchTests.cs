using Accel.Sim.Systolic.BitFusion;
using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Tests.Sim.Systolic.BitFusion;

/// <summary>The pruned search where outputs come back, against trying everything.</summary>
public class BitFusionSearchTests
{
    [Test]
    public void Run_OnRandomLayers_GivesTheLeastCyclesAndEnergyOfAllTilesAndOrders([Range(0, 5)] int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 60; i++)
        {
            FusionArray array = new(
                random.Next(1, 12), random.Next(1, 12), 8, 2, false, Sram(random), Sram(random), Sram(random),
                1 << random.Next(3, 11));
            LayerShape layer = new(
                random.Next(1, 1 << random.Next(1, 6)), random.Next(2) == 0 ? 1 : random.Next(1, 9),
                random.Next(1, 1 << random.Next(1, 8)), random.Next(1, 1 << random.Next(1, 8)), random.Next(1, 4),
                1 << random.Next(1, 4), 1 << random.Next(1, 4), random.Next(1, 3));
            BitFusionRules rules = new(array, layer);
            LayerStatistics found = TileSearch<BitFusionRules>.Run(rules);
            (long Cycles, double Energy) best = Best(rules);
            if (best.Cycles == long.MaxValue)
            {
                Assert.That((found.Tile.Batch, found.Tile.Output, found.Tile.Channels), Is.EqualTo((1, 1, 1)));
                continue;
            }

            Assert.That((found.Cycles, rules.Energy(found)), Is.EqualTo(best), $"{array} {layer}");
        }
    }

    private static (long Cycles, double Energy) Best(BitFusionRules rules)
    {
        (long Cycles, double Energy) best = (long.MaxValue, 0);
        LayerShape layer = rules.Layer;
        foreach (long b in Sizes(layer.Batch, 1))
        foreach (long o in Sizes(layer.Output, 1))
        foreach (long ic in Sizes(layer.Channels, 1))
        foreach (long oc in Sizes(layer.Filters, rules.Array.Columns))
        {
            if (Fits(rules, b, o, ic, oc))
            {
                foreach (int order in LoopOrders.All)
                {
                    LayerStatistics tried = TileSearch<BitFusionRules>.Evaluate(
                        rules, new LayerTile(b, o, ic, oc), order);
                    (long Cycles, double Energy) cost = (tried.Cycles, rules.Energy(tried));
                    best = cost.CompareTo(best) < 0 ? cost : best;
                }
            }
        }

        return best;
    }

    private static bool Fits(BitFusionRules rules, long b, long o, long ic, long oc)
    {
        (FusionArray array, LayerShape layer) = (rules.Array, rules.Layer);
        long rows = array.Rows * (8 / layer.ActivationBits) * (8 / layer.WeightBits);
        long input = layer.Kernel + ((o - 1) * layer.Stride);
        return RoundUp(layer.Kernel * layer.Kernel * ic, rows) * oc * layer.WeightBits <= array.WeightSramBits / 2.0
            && input * input * ic * b * layer.ActivationBits <= array.ActivationSramBits / 2.0
            && o * o * RoundUp(oc, array.Columns) * b * 32 <= array.OutputSramBits / 2.0;
    }

    private static long Sram(Random random) => 8L * random.Next(256, 1 << random.Next(9, 16));

    private static IEnumerable<long> Sizes(long extent, long unit)
    {
        for (long size = unit; size < extent; size *= 2)
        {
            yield return size;
        }

        yield return extent;
    }

    private static long RoundUp(long value, long step) => (value + step - 1) / step * step;
}
