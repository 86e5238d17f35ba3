using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Tests.Sim.DspChain;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Chains in hardware beside the machine: the same sums in the same cycles.</summary>
[TestFixture(Category = "rtl")]
public class ChainCoreModuleTests
{
    private const int RowBits = 3;

    /// <summary>One chain, every number of tokens after another, with any operands and the worst.</summary>
    [Test]
    public void Sums_OfOneChain_AreTheMachinesInTheSameCycles(
        [Values(6, 8, 16)] int slices, [Values(OverflowRule.ExcludeMinimum, OverflowRule.DrainEvery)] OverflowRule rule)
    {
        bool isLongest = slices == 16 && rule == OverflowRule.DrainEvery;
        Check(Engine(1, 1, slices / 2, 2, rule), [1, 2, 5, 16, 21], 2, stalls: false, alsoVerilator: isLongest);
    }

    /// <summary>Segments of seven, the last of two slices; pauses of the whole chain.</summary>
    [Test]
    public void Sums_OfAChainThatPauses_AreTheMachinesInItsOwnTime() =>
        Check(Engine(1, 1, 9, 1, OverflowRule.DrainEvery), [1, 4, 7], 1, stalls: true, alsoVerilator: false);

    /// <summary>Feed groups: whole ones or not, tiles with idle chains and idle groups.</summary>
    [TestCase(4, 2, 9, false)]
    [TestCase(5, 2, 8, true)]
    [TestCase(3, 1, 4, false)]
    public void Sums_OfSeveralChains_AreTheMachinesInTheSameCycles(int chains, int fed, int channels, bool stalls) =>
        Check(Engine(chains, fed, 4, 2, OverflowRule.DrainEvery), [1, 2, 5, 16], channels, stalls, false);

    private static ChainEngine Engine(int chains, int fed, int groups, int groupSlices, OverflowRule rule)
    {
        _ = SliceMode.TryParse("w8a8-1x2", out SliceMode mode);
        return ChainEngine.From(
            new DspChainFabric
            {
                Chains = chains, FedChains = fed, Groups = groups, GroupSlices = groupSlices,
                TokenTile = 2 << RowBits, Overflow = rule, Packing = new SliceModes(mode),
            },
            mode);
    }

    private static void Check(in ChainEngine engine, int[] tokens, int channels, bool stalls, bool alsoVerilator)
    {
        ChainStream stream = new(engine, RowBits, 5);
        int seed = 0;
        int products = 0;
        foreach (int m in tokens)
        {
            foreach (int k in (int[])[engine.Slices, (3 * engine.Slices) - 1, 4 * engine.Slices])
            {
                stream.Add(WithoutZeros(engine, m, k, channels, ref seed));
                products += m * channels;
            }
        }

        Assert.That(stream.Sums, Is.EqualTo(products));
        long sums = Bench.Run(
            "tb_chain_core",
            [
                ("CHAINS", engine.Chains), ("FED", engine.FedChains), ("SLICES", engine.Slices),
                ("SEGMENT", engine.SegmentSlices), ("KEPT_BITS", Kept(engine)), ("ROW_BITS", RowBits),
                ("CYCLES", stream.Cycles), ("STALLS", stalls ? 1 : 0),
            ],
            stream.Stimulus, stream.Expected, alsoVerilator);
        Assert.That(sums, Is.EqualTo(products));
    }

    private static int Kept(in ChainEngine engine) =>
        new OverflowAdjust(engine.Packing, engine.Overflow == OverflowRule.ExcludeMinimum).KeptBits;

    /// <summary>The next product without a sum of zero.</summary>
    private static ChainCase WithoutZeros(in ChainEngine engine, int m, int k, int n, ref int seed)
    {
        ChainCase one;
        do
        {
            one = ChainCase.Dense(engine, m, k, n, seed++);
        }
        while (one.Product().Contains(0));
        return one;
    }
}
