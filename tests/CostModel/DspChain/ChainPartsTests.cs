using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.DspChain;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.DspChain;

public class ChainPartsTests
{
    private static readonly DspChainFabric Fabric = ChainDesign.Fabric;

    /// <summary>190k LUTs and 360k flip-flops for 6144 slices, the figures that the parts have to explain.</summary>
    private static ReferenceCsv Published { get; } =
        ReferenceCsv.Read("dspchain_flightllm_resources.csv").Single(row => row["component"] == "MPE");

    [Test]
    public void Total_OfFlightllm_IsNearThePublishedEngine()
    {
        FpgaResources total = ChainParts.Total(Fabric);
        Assert.That(total.Dsps, Is.EqualTo(Published.Number("DSP")));
        Assert.That(total.Luts, Is.EqualTo(Published.Number("LUT")).Within(5).Percent);
        Assert.That(total.Ffs, Is.EqualTo(Published.Number("FF")).Within(5).Percent);
    }

    /// <summary>Multiplexers alone, without anything that a chain needs beside them, in LUTs a slice of the
    /// engine.</summary>
    [TestCase(1, 64, 16, 16)]
    [TestCase(1, 128, 16, 32)]
    [TestCase(2, 64, 16, 32)]
    [TestCase(2, 128, 16, 64)]
    [TestCase(1, 128, 8, 16)]
    [TestCase(1, 128, 4, 8)]
    public void Multiplexers_OfAReading_TakeTheirChoices(int activations, int chains, int block, double lutsPerSlice)
    {
        DspChainFabric fabric = Fabric with
        {
            SparseBlock = block, MultiplexedChains = chains, MultiplexedActivations = activations,
        };
        FpgaResources part = ChainParts.Total(fabric, ChainParts.Multiplexers);
        Assert.That((part.Luts - part.MemoryLuts) / fabric.Slices, Is.EqualTo(lutsPerSlice));
    }

    /// <summary>What the published LUTs exclude, whatever else is in the engine.</summary>
    [TestCase(1, 64, false)]
    [TestCase(1, 128, true)]
    [TestCase(2, 64, true)]
    [TestCase(2, 128, true)]
    public void Multiplexers_BeyondOneActivationOfTheFedChains_ExceedThePublishedEngine(
        int activations, int chains, bool exceeds)
    {
        FpgaResources part = ChainParts.Total(
            Fabric with { MultiplexedChains = chains, MultiplexedActivations = activations }, ChainParts.Multiplexers);
        Assert.That(part.Luts - part.MemoryLuts > Published.Number("LUT"), Is.EqualTo(exceeds));
    }

    [Test]
    public void Of_DenseChain_HasNoMultiplexersAndNodes()
    {
        Assert.That(ChainParts.Total(ChainDesign.Dense, ChainParts.Multiplexers), Is.EqualTo(default(FpgaResources)));
        Assert.That(ChainParts.Total(ChainDesign.Dense, ChainParts.Nodes), Is.EqualTo(default(FpgaResources)));
        Assert.That(ChainParts.Total(ChainDesign.Dense).Luts, Is.LessThan(ChainParts.Total(Fabric).Luts / 2));
    }

    /// <summary>Sixteen slices: two segments of eight, or three of six, since seven sums are three groups of
    /// two.</summary>
    [TestCase(OverflowRule.ExcludeMinimum, 1)]
    [TestCase(OverflowRule.DrainEvery, 2)]
    [TestCase(OverflowRule.TrackCarries, 0)]
    public void Adjust_OfARule_HasAUnitAtEachSegmentButTheLast(OverflowRule rule, int units)
    {
        FpgaResources part = ChainParts.Total(ChainDesign.Dense with { Overflow = rule }, ChainParts.Adjust);
        Assert.That(part.Ffs, Is.EqualTo(units * 3 * 128 * (48 + (2 * 18))));
    }

    /// <summary>One upper lane: two bits again, and a count of 2 + 4 bits.</summary>
    [Test]
    public void Trackers_OfAPair_TakeTheProductsLowBitsAndACount()
    {
        DspChainFabric tracked = ChainDesign.Dense with { Overflow = OverflowRule.TrackCarries };
        Assert.That(ChainParts.Total(tracked, ChainParts.Trackers).Luts,
            Is.EqualTo((tracked.Slices * (4.0 + 6)) + (3 * 128 * 32)));
        Assert.That(ChainParts.Total(ChainDesign.Dense, ChainParts.Trackers), Is.EqualTo(default(FpgaResources)));
    }

    [Test]
    public void Modes_SeveralOfThem_TakeMultiplexersAndOneTakesNone()
    {
        Assert.That(SliceModes.TryParse("w8a8-1x2+w2a8-3x1", out SliceModes? modes), Is.True);
        Assert.That(ChainParts.Total(Fabric, ChainParts.Modes), Is.EqualTo(default(FpgaResources)));
        Assert.That(ChainParts.Total(Fabric with { Packing = modes! }, ChainParts.Modes).Luts, Is.GreaterThan(0));
    }

    /// <summary>Two activations on the narrow port must be packed by an adder, 18 bits less the spacing.</summary>
    [Test]
    public void Modes_SeveralValuesOnTheNarrowPort_TakeAnAdder()
    {
        Assert.That(SliceModes.TryParse("w4a4-2x2", out SliceModes? modes), Is.True);
        DspChainFabric fabric = ChainDesign.Dense with { Packing = modes! };
        DspPacking packing = fabric.PackingOf(modes!.All[0])!.Value;
        double places = packing.WeightsAreWide ? 3 * 16 : 3 * 64 * 16;
        Assert.That(ChainParts.Total(fabric, ChainParts.Modes).Luts, Is.EqualTo(places * (18 - packing.Spacing)));
    }

    /// <summary>Random engines: what is larger in one dimension never takes less of anything.</summary>
    [Test]
    public void Total_LargerEngine_NeverTakesLess()
    {
        Random random = new(7);
        for (int i = 0; i < 200; i++)
        {
            DspChainFabric fabric = new()
            {
                Cores = random.Next(1, 5), Chains = random.Next(1, 100), Groups = random.Next(1, 12),
                GroupSlices = random.Next(1, 4), SparseBlock = new[] { 0, 4, 8 }[random.Next(3)],
                TokenTile = random.Next(1, 64), Overflow = (OverflowRule)random.Next(3), MultiplexedActivations = 1,
            };
            fabric = fabric with { FedChains = random.Next(1, fabric.Chains + 1) };
            DspChainFabric[] larger =
            [
                fabric with { Cores = fabric.Cores + 1 },
                fabric with { Chains = fabric.Chains + 1 },
                fabric with { Groups = fabric.Groups + 1 },
                fabric with { TokenTile = fabric.TokenTile + 16 },
                fabric with { SparseBlock = fabric.SparseBlock == 0 ? 4 : fabric.SparseBlock * 2 },
                fabric with { MultiplexedActivations = 2 },
                fabric with { MultiplexedChains = fabric.Chains },
            ];
            FpgaResources least = ChainParts.Total(fabric);
            foreach (DspChainFabric other in larger)
            {
                FpgaResources more = ChainParts.Total(other);
                Assert.That(more.Luts >= least.Luts && more.Ffs >= least.Ffs && more.Dsps >= least.Dsps
                    && more.MemoryLuts >= least.MemoryLuts, Is.True, $"{fabric} against {other}");
            }
        }
    }
}
