using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class SparseOperandsTests
{
    private static readonly ChainEngine Engine = ChainEngine.From(
        new DspChainFabric { Chains = 1, FedChains = 1, Groups = 2, GroupSlices = 2, SparseBlock = 4 },
        new SliceMode(8, 8, 1, 2));

    [Test]
    public void Pack_ABlockOfTwo_KeepsWhatIsNotZeroAndTheFirstPlacesBeside()
    {
        SparseOperands operands = SparseOperands.Pack(Engine, [0, 0, 7, 0, 5, 0, 0, -3], [2, 2], 8, 1);
        Assert.That(operands.Weights(0, 0).ToArray(), Is.EqualTo(new sbyte[] { 0, 7 }));
        Assert.That(operands.Places(0, 0).ToArray(), Is.EqualTo(new byte[] { 0, 2 }));
        Assert.That(operands.Weights(0, 1).ToArray(), Is.EqualTo(new sbyte[] { 5, -3 }));
        Assert.That(operands.Places(0, 1).ToArray(), Is.EqualTo(new byte[] { 0, 3 }));
    }

    [Test]
    public void Expand_WhatWasPacked_IsTheMatrix()
    {
        Random random = new(4);
        for (int seed = 0; seed < 300; seed++)
        {
            ChainCase one = ChainCase.Of(random, seed);
            var weights = new sbyte[one.N * one.K];
            one.Operands().Expand(weights);
            Assert.That(weights, Is.EqualTo(one.Weights()), $"{one}");
        }
    }

    [Test]
    public void Pack_MoreThanIsKept_Throws() => Assert.That(
        () => SparseOperands.Pack(Engine, [1, 0, 7, 0, 5, 1, 0, -3], [2, 2], 8, 1),
        Throws.ArgumentException.With.Message.Contains("3 weights"));

    [Test]
    public void Pack_ChannelsThatShareSlices_ShareTheirPlaces()
    {
        ChainEngine engine = ChainEngine.From(
            new DspChainFabric { Chains = 1, FedChains = 1, Groups = 2, GroupSlices = 2, SparseBlock = 4 },
            new SliceMode(4, 8, 2, 1));
        SparseOperands operands = SparseOperands.Pack(engine, [0, 1, 0, 0, 0, 0, 0, 2], [2], 4, 2);
        Assert.That(operands.Places(0, 0).ToArray(), Is.EqualTo(new byte[] { 1, 3 }));
        Assert.That(operands.Weights(0, 0).ToArray(), Is.EqualTo(new sbyte[] { 1, 0 }));
        Assert.That(operands.Weights(1, 0).ToArray(), Is.EqualTo(new sbyte[] { 0, 2 }));
        Assert.That(() => SparseOperands.Pack(engine, [1, 1, 0, 0, 0, 0, 0, 2], [2], 4, 2), Throws.ArgumentException);
    }

    [Test]
    public void Pack_TheMostNegativeWeight_IsForRulesThatTakeIt()
    {
        Assert.That(() => SparseOperands.Dense(Engine, [-128, 1, 1, 1], 4, 1), Throws.ArgumentException);
        ChainEngine full = Engine with { Overflow = OverflowRule.DrainEvery };
        Assert.That(SparseOperands.Dense(full, [-128, 1, 1, 1], 4, 1).Weights(0, 0)[0], Is.EqualTo(-128));
    }
}
