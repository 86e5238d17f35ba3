using Accel.Arch.Designs.DspChain;

namespace Accel.Tests.Arch.Designs.DspChain;

/// <summary>What a DSP-chain fabric refuses.</summary>
public class DspChainFabricTests
{
    /// <summary>The top lane of four 4 x 4-bit products has 15 bits: 16383 / 64 = 255 products.</summary>
    [TestCase(OverflowRule.TrackCarries, 51, true)]
    [TestCase(OverflowRule.TrackCarries, 52, false)]
    public void WhyNotBuilt_AChainLongerThanTheTopLaneHolds_SaysSo(OverflowRule rule, int groups, bool isBuilt)
    {
        DspChainFabric fabric = new()
        {
            Overflow = rule, Groups = groups, GroupSlices = 5, Packing = new SliceModes(new SliceMode(4, 4, 2, 2)),
        };
        Assert.That(fabric.WhyNotBuilt(), isBuilt ? Is.Null : Does.Contain("top lane").And.Contain("255").And
            .Contain("260"));
    }

    /// <summary>What adjust units take out of lower lanes does not help the top one.</summary>
    [Test]
    public void WhyNotBuilt_EveryRule_BoundsChainsByTheTopLane([Values] OverflowRule rule)
    {
        SliceMode mode = new(4, 4, 2, 2);
        DspChainFabric fabric = new()
        {
            Overflow = rule, Groups = 1, GroupSlices = 1, Packing = new SliceModes(mode),
        };
        int top = (int)fabric.PackingOf(mode)!.Value.TopSums(rule == OverflowRule.ExcludeMinimum);
        Assert.That((fabric with { Groups = top }).WhyNotBuilt(), Is.Null);
        Assert.That((fabric with { Groups = top + 1 }).WhyNotBuilt(), Does.Contain("top lane"));
    }

    [Test]
    public void WhyNotBuilt_LanesTooNarrowToBeTracked_SaysSo() => Assert.That(
        new DspChainFabric { Overflow = OverflowRule.TrackCarries, Packing = new SliceModes(new SliceMode(2, 2, 4, 4)) }
            .WhyNotBuilt(), Does.Contain("w2a2-4x4"));
}
