using Accel.Arch.Activity;
using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class DspChainTimingTests
{
    private static readonly SliceMode Pairs = new(8, 8, 1, 2);

    /// <summary>A core of FlightLLM on a U280: 128 chains of 8 groups of 2, 64 of them fed in a cycle.</summary>
    private static readonly DspChainFabric FlightLlm = new();

    [TestCase(OverflowRule.DrainEvery, 0, 16 + 3 + (2 * 2) + 1 + 1)]
    [TestCase(OverflowRule.ExcludeMinimum, 0, 16 + 3 + (1 * 2) + 1 + 1)]
    [TestCase(OverflowRule.TrackCarries, 0, 16 + 3 + 1 + 1 + 1)]
    [TestCase(OverflowRule.ExcludeMinimum, 16, 1 + 16 + 3 + (1 * 2) + 1 + 1)]
    public void Latency_OfAChain_FollowsFromStructure(OverflowRule rule, int block, int expected)
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { Overflow = rule, SparseBlock = block }, Pairs);
        Assert.That(engine.Latency, Is.EqualTo(expected));
        Assert.That(
            ChainEngine.From(FlightLlm with { Overflow = rule, SparseBlock = block }, Pairs, 4, 128).Latency,
            Is.EqualTo(expected + 1), "multipliers of groups");
    }

    [Test]
    public void FoldInterval_FlightLlmsMatrixProduct_Is4096MacsACycle()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm, Pairs);
        foreach (long k in new[] { 16, 4096, 11008 })
        {
            long cycles = DspChainTiming.FoldInterval(engine, 16, k, 128, ChainSteps.Dense(engine, k));
            Assert.That(cycles, Is.EqualTo(8 * k / 16));
            Assert.That(16 * k * 128, Is.EqualTo(4096 * cycles));
        }
    }

    [Test]
    public void Intervals_FlightLlmsMatrixVectorProduct_Are1024MacsACycle()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm, Pairs);
        foreach (long k in new[] { 16, 4096, 11008 })
        {
            long cycles = DspChainTiming.Intervals(engine, 1, k, 512, ChainSteps.Dense(engine, k));
            Assert.That(cycles, Is.EqualTo(8 * k / 16));
            Assert.That(k * 512, Is.EqualTo(1024 * cycles));
        }
    }

    /// <summary>Multiplexers of all activations in all chains, and adders and sums for all results.</summary>
    private static readonly DspChainFabric Whole = FlightLlm with
    {
        SparseBlock = 16, MultiplexedChains = 128, MultiplexedActivations = 2, ResultSets = 8, TokenTile = 128,
    };

    [TestCase(16, 1)]
    [TestCase(8, 2)]
    [TestCase(4, 4)]
    [TestCase(2, 8)]
    public void Intervals_SparseBlocksWithRoomForAllResults_TakeTheirKeptShare(int kept, int results)
    {
        ChainEngine engine = ChainEngine.From(Whole, Pairs);
        Assert.That(engine.Results(kept), Is.EqualTo(results));
        ChainSteps steps = default(ChainSteps).And(kept, 256);
        foreach (long m in new[] { 1, 16 })
        {
            long dense = DspChainTiming.Intervals(engine, m, 4096, 4096, ChainSteps.Dense(engine, 4096));
            long sparse = DspChainTiming.Intervals(engine, m, 4096, 4096, steps);
            Assert.That(sparse * results, Is.EqualTo(dense));
        }
    }

    /// <summary>What was computed when multiplexers and accumulators were taken to be enough for anything.</summary>
    [TestCase(2, 1, 4523, 4404000, 23488000, 36000, 1468000, 29360000)]
    [TestCase(4, 1, 6123, 5872000, 35232000, 48800, 2936000, 29360000)]
    [TestCase(8, 1, 8923, 8808000, 58720000, 71200, 5872000, 29360000)]
    [TestCase(12, 1, 14523, 11744000, 82208000, 116000, 8808000, 29360000)]
    [TestCase(16, 1, 14523, 14680000, 58720000, 116000, 0, 29360000)]
    [TestCase(2, 16, 18024, 35232000, 23488000, 576000, 23488000, 469760000)]
    [TestCase(4, 16, 24424, 46976000, 35232000, 780800, 46976000, 469760000)]
    [TestCase(8, 16, 35624, 70464000, 58720000, 1139200, 93952000, 469760000)]
    [TestCase(12, 16, 58024, 93952000, 82208000, 1856000, 140928000, 469760000)]
    [TestCase(16, 16, 58024, 117440000, 58720000, 1856000, 0, 469760000)]
    public void Count_RoomForEverything_IsAsItWasWithoutBounds(int kept, long m, long cycles, long active,
        long weightBits, long reads, long choices, long writes)
    {
        // Eight results of sixteen tokens need as many sums.
        ChainEngine engine = ChainEngine.From(Whole, Pairs, 4);
        ChainSteps steps = default(ChainSteps).And(0, 6).And(16, 50).And(kept, 200);
        ActivityCounts counts = DspChainTiming.Count(engine, m, 4096, 3670, steps);
        Assert.Multiple(() =>
        {
            Assert.That(counts.Cycles, Is.EqualTo(cycles));
            Assert.That(counts.PeActiveCycles, Is.EqualTo(active));
            Assert.That(counts.WeightReadBits, Is.EqualTo(weightBits));
            Assert.That(counts.ActivationReads, Is.EqualTo(reads));
            Assert.That(counts.ActivationDecoderCycles, Is.EqualTo(choices));
            Assert.That(counts.OutputWriteBits, Is.EqualTo(writes));
        });
        ChainEngine own = ChainEngine.From(Whole with { TokenTile = 16 }, Pairs, 4);
        Assert.That(DspChainTiming.Cycles(own, m, 4096, 3670, steps), m == 1 ? Is.EqualTo(cycles)
            : Is.GreaterThanOrEqualTo(cycles), "sixteen sums are those of fewer tokens");
    }

    /// <summary>
    /// FlightLLM's core has multiplexers of one activation in 64 of 128 chains, and one set of accumulators: cycles of
    /// a step of 1024 channels.
    /// </summary>
    [TestCase(16, 1, 16)]
    [TestCase(8, 1, 8)]
    [TestCase(4, 1, 8)]
    [TestCase(2, 1, 8)]
    [TestCase(16, 16, 64)]
    [TestCase(8, 16, 128)]
    [TestCase(4, 16, 128)]
    [TestCase(2, 16, 128)]
    public void Intervals_FlightLlmsSparseBlocks_AreThoseOfItsMultiplexersAndAccumulators(
        int kept, long m, long expected)
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { SparseBlock = 16 }, Pairs);
        Assert.That(
            DspChainTiming.Intervals(engine, m, 16, 1024, default(ChainSteps).And(kept, 1)), Is.EqualTo(expected));
    }

    [Test]
    public void TileOf_AnOperatorWithSparseSteps_IsOfTheChainsThatChoose()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { SparseBlock = 16 }, Pairs);
        Assert.Multiple(() =>
        {
            Assert.That(engine.TileOf(16), Is.EqualTo(new ChainTile(128, 16, 128)));
            Assert.That(engine.TileOf(0), Is.EqualTo(new ChainTile(128, 16, 128)), "nothing is kept");
            Assert.That(engine.TileOf(12), Is.EqualTo(new ChainTile(64, 16, 64)));
            Assert.That(engine.TileOf(8), Is.EqualTo(new ChainTile(64, 8, 128)));
            Assert.That(engine.TileOf(2), Is.EqualTo(new ChainTile(64, 2, 512)));
            Assert.That((engine with { TokenTile = 8 }).TileOf(2), Is.EqualTo(new ChainTile(64, 1, 512)));
            Assert.That(() => (engine with { TokenTile = 7 }).TileOf(2), Throws.ArgumentException);
        });
    }

    [TestCase(8, 1, 1, 1)]
    [TestCase(4, 1, 1, 2)]
    [TestCase(4, 2, 1, 4)]
    [TestCase(4, 2, 2, 2)]
    [TestCase(2, 1, 3, 2)]
    [TestCase(2, 2, 8, 1)]
    [TestCase(16, 1, 1, 1)]
    public void BeatCycles_OfResultsSideBySide_AreTheirLanesOverThoseOfTheSets(
        int kept, int chosen, int sets, int expected)
    {
        ChainEngine engine = ChainEngine.From(
            FlightLlm with { SparseBlock = 16, MultiplexedActivations = chosen, ResultSets = sets }, Pairs);
        Assert.That(engine.BeatCycles(kept), Is.EqualTo(expected));
        Assert.That(engine.BeatTokens(kept), Is.EqualTo(kept == 16 ? 2 : chosen));
    }

    [Test]
    public void Intervals_MixedSteps_AreTheSumOfEach()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { SparseBlock = 16 }, Pairs);
        ChainSteps steps = default(ChainSteps).And(16, 10).And(0, 5).And(4, 20);

        // Tiles are as wide as N = 4 allows, of four tokens: four results in each of 64 chains, so that a dense step
        // has four passes, of 64 chains too. Four tokens are two beats there, four of two cycles in a sparse step.
        Assert.That(engine.TileChannels(steps.Smallest), Is.EqualTo(256));
        Assert.That(
            DspChainTiming.FoldInterval(engine, 4, 35 * 16, 256, steps), Is.EqualTo((10 * 4 * 2) + (20 * 4 * 2)));
        Assert.That(
            DspChainTiming.FoldInterval(engine, 1, 35 * 16, 256, steps), Is.EqualTo((10 * 4 * 1) + (20 * 2)));
    }

    /// <summary>A product of a mix cut along K has the tiles of the whole, though its steps be dense.</summary>
    [Test]
    public void Smallest_OfStepsThatAreOnlyNamed_CountsThem()
    {
        ChainSteps steps = default(ChainSteps).And(4, 0).And(16, 3);
        Assert.That(steps.Smallest, Is.EqualTo(4));
        Assert.That(steps.Last, Is.EqualTo(16));
        Assert.That((steps.Total, steps.Executed), Is.EqualTo((3L, 3L)));
    }

    [Test]
    public void Results_OfSpansThatAreNotWholeGroups_LeaveSlicesOver()
    {
        ChainEngine engine = ChainEngine.From(
            FlightLlm with { Groups = 4, GroupSlices = 4, SparseBlock = 16 }, Pairs);
        Assert.That(engine.KeptSlices(5), Is.EqualTo(5));
        Assert.That(engine.Span(5), Is.EqualTo(8), "whole groups");
        Assert.That(engine.Results(5), Is.EqualTo(2));
        Assert.That(engine.Span(9), Is.EqualTo(12));
        Assert.That(engine.Results(9), Is.EqualTo(1), "a group is left over");
        Assert.That(engine.Results(0), Is.Zero);
    }

    [Test]
    public void Cycles_AroundTheEdgesOfTiles_StepByAPassOrABeat()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm, Pairs);
        long Cycles(long m, long k, long n) =>
            DspChainTiming.Cycles(engine, m, k, n, ChainSteps.Dense(engine, k));
        Assert.That(Cycles(16, 17, 128) - Cycles(16, 16, 128), Is.EqualTo(8), "another step");
        Assert.That(Cycles(16, 32, 128), Is.EqualTo(Cycles(16, 17, 128)), "filled up with zeros");
        Assert.That(Cycles(1, 16, 64), Is.EqualTo(engine.Latency), "one feed, one beat");
        Assert.That(Cycles(1, 16, 65) - Cycles(1, 16, 64), Is.EqualTo(1), "another feed");
        Assert.That(Cycles(2, 16, 128), Is.EqualTo(Cycles(1, 16, 128)), "both lanes of one beat");
        Assert.That(Cycles(17, 16, 128) - Cycles(16, 16, 128), Is.EqualTo(2 + 1 - 2), "two feeds for a beat more");
    }

    [Test]
    public void Cycles_TilesOfTheSameSteps_AreThoseOfOneKind()
    {
        Random random = new(8);
        for (int i = 0; i < 300; i++)
        {
            ChainCase one = ChainCase.Of(random, i);
            int steps = (int)one.Engine.Steps(one.K);
            ChainSteps all = ChainSteps.Of(one.Kept.AsSpan(0, steps));
            long width = one.Engine.TileChannels(all.Smallest);
            ChainSteps[] tiles = [.. Enumerable.Repeat(all, (int)((one.N + width - 1) / width))];
            Assert.That(
                DspChainTiming.Count(one.Engine, one.M, one.K, one.N, all),
                Is.EqualTo(DspChainTiming.Count(one.Engine, one.M, one.K, one.N, tiles)), $"{one}");
            Assert.That(
                DspChainTiming.Cycles(one.Engine, one.M, one.K, one.N, all),
                Is.EqualTo(DspChainTiming.Intervals(one.Engine, one.M, one.K, one.N, all)
                    + DspChainTiming.Drain(one.Engine, one.M, one.N, all)));
        }
    }

    [Test]
    public void Cycles_StepsThatAreNotThoseOfK_Throw()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { SparseBlock = 4 }, Pairs);
        Assert.That(() => DspChainTiming.Cycles(engine, 1, 33, 8, default(ChainSteps).And(4, 2)),
            Throws.ArgumentException);
        Assert.That(() => DspChainTiming.Cycles(engine, 1, 33, 8, default(ChainSteps).And(4, 2).And(8, 1)),
            Throws.ArgumentException, "more than a block has");
        Assert.That(DspChainTiming.Cycles(engine, 1, 33, 8, default(ChainSteps).And(4, 2).And(1, 1)), Is.Positive);
        Assert.That(() => DspChainTiming.FoldInterval(engine, 17, 32, 8, ChainSteps.Dense(engine, 32)),
            Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void From_WhatDoesNotFit_Throws()
    {
        Assert.That(() => ChainEngine.From(FlightLlm, new SliceMode(8, 8, 2, 2)), Throws.ArgumentException);
        Assert.That(() => ChainEngine.From(FlightLlm, Pairs, block: 4), Throws.ArgumentException);
        Assert.That(() => ChainEngine.From(FlightLlm, Pairs, 4, 24), Throws.ArgumentException);
        Assert.That(ChainEngine.From(FlightLlm with { SparseBlock = 16 }, Pairs, block: 4).IndexBits, Is.EqualTo(2));
        DspChainFabric tracked = FlightLlm with { Overflow = OverflowRule.TrackCarries, GroupSlices = 5, Groups = 51 };
        SliceMode four = new(4, 4, 2, 2);
        Assert.That(() => ChainEngine.From(tracked, four), Throws.Nothing, "255 sums of 64 in 15 bits");
        Assert.That(() => ChainEngine.From(tracked with { Groups = 52 }, four), Throws.ArgumentException);
    }
}
