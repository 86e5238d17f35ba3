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

    [TestCase(16, 1)]
    [TestCase(8, 2)]
    [TestCase(4, 4)]
    [TestCase(2, 8)]
    public void Intervals_FlightLlmsSparseBlocks_TakeTheirKeptShare(int kept, int results)
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { SparseBlock = 16 }, Pairs);
        Assert.That(engine.Results(kept), Is.EqualTo(results));
        ChainSteps steps = default(ChainSteps).And(kept, 256);
        foreach (long m in new[] { 1, 16 })
        {
            long dense = DspChainTiming.Intervals(engine, m, 4096, 4096, ChainSteps.Dense(engine, 4096));
            long sparse = DspChainTiming.Intervals(engine, m, 4096, 4096, steps);
            Assert.That(sparse * results, Is.EqualTo(dense));
        }
    }

    [Test]
    public void Intervals_MixedSteps_AreTheSumOfEach()
    {
        ChainEngine engine = ChainEngine.From(FlightLlm with { SparseBlock = 16 }, Pairs);
        ChainSteps steps = default(ChainSteps).And(16, 10).And(0, 5).And(4, 20);

        // Tiles are as wide as N = 4 allows: four results a chain, and so four passes of each dense step.
        Assert.That(engine.TileChannels(steps.Smallest), Is.EqualTo(512));
        Assert.That(
            DspChainTiming.FoldInterval(engine, 16, 35 * 16, 512, steps), Is.EqualTo((10 * 4 * 8) + (20 * 8)));
        Assert.That(
            DspChainTiming.FoldInterval(engine, 1, 35 * 16, 512, steps), Is.EqualTo((10 * 4 * 2) + (20 * 2)));
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
