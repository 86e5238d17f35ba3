using Accel.Sim.Systolic.Ant2022;
using Accel.Sim.Systolic.LoopTiling;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.Ant2022;

/// <summary>The pruned search against trying everything.</summary>
public class AntSearchTests
{
    [Test]
    public void Run_OnRandomLayers_GivesTheLeastCyclesAndEnergyOfAllTilesAndOrders([Range(0, 7)] int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 60; i++)
        {
            FusionArray array = RandomArray(random);
            LayerShape layer = RandomLayer(random);
            Ant2022Energies energies = new(random.NextDouble(), random.NextDouble(), random.NextDouble());
            (LayerStatistics Statistics, double Energy)? expected = NaiveAntSimulator.Best(array, layer, energies);
            LayerStatistics found = TileSearch<Ant2022Rules>.Run(new Ant2022Rules(array, layer, energies));
            if (expected is not { } best)
            {
                Assert.That(found.Tile, Is.EqualTo(new LayerTile(1, 1, 1, 1)), $"{array} {layer}");
                continue;
            }

            Assert.That((found.Cycles, energies.OfChoice(found)), Is.EqualTo((best.Statistics.Cycles, best.Energy)),
                $"{array} {layer}");
            Assert.That(found.StallCycles, Is.EqualTo(best.Statistics.StallCycles), $"{array} {layer}");
        }
    }

    [Test]
    public void Evaluate_OfEveryOrder_IsWhatTheNaiveSimulatorSays([Range(0, 3)] int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 100; i++)
        {
            FusionArray array = RandomArray(random);
            LayerShape layer = RandomLayer(random);
            Ant2022Energies energies = new(random.NextDouble(), random.NextDouble(), random.NextDouble());
            LayerTile tile = new(
                Cut(random, layer.Batch), Cut(random, layer.Output), Cut(random, layer.Channels),
                Cut(random, layer.Filters));
            Ant2022Rules rules = new(array, layer, energies);
            foreach (int order in LoopOrders.All)
            {
                LayerStatistics? naive = NaiveAntSimulator.Evaluate(array, layer, tile, order);
                if (naive is { } statistics)
                {
                    LayerStatistics ours = TileSearch<Ant2022Rules>.Evaluate(rules, tile, order);
                    Assert.That(ours with { DramCycles = 0 }, Is.EqualTo(statistics), $"{array} {layer} {tile}");
                }
            }
        }
    }

    [Test]
    public void For_EveryKindOfTiling_CoversAll120OrdersWithFewClasses()
    {
        Assert.That(LoopOrders.All.Length, Is.EqualTo(120));
        Assert.That(LoopOrders.All.ToArray(), Is.Unique);
        Assert.That(LoopOrders.For(2, 2, 2, 2).Length, Is.EqualTo(60));
        Assert.That(LoopOrders.For(2, 1, 2, 2).Length, Is.EqualTo(14));
        Assert.That(LoopOrders.For(1, 1, 1, 1).Length, Is.EqualTo(1));
    }

    private static FusionArray RandomArray(Random random)
    {
        int maximum = random.Next(3) switch { 0 => 4, 1 => 6, _ => 8 };
        int minimum = maximum == 8 ? 4 : maximum;
        return new FusionArray(
            random.Next(1, 20), random.Next(1, 20), maximum, minimum, random.Next(2) == 0,
            Sram(random), Sram(random), Sram(random), 1 << random.Next(3, 11));
    }

    private static long Sram(Random random) => 8L * random.Next(64, 1 << random.Next(8, 15));

    private static LayerShape RandomLayer(Random random)
    {
        int bits = random.Next(2) == 0 ? 4 : 8;
        return new LayerShape(
            random.Next(1, 1 << random.Next(1, 6)), random.Next(2) == 0 ? 1 : random.Next(1, 12),
            random.Next(1, 1 << random.Next(1, 8)), random.Next(1, 1 << random.Next(1, 8)), random.Next(1, 4),
            bits, random.Next(4) == 0 ? 12 - bits : bits);
    }

    private static long Cut(Random random, long extent) =>
        Math.Min(extent, 1L << random.Next(0, TileSteps.CountOf(extent)));
}
