using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class ChainAttentionTests
{
    private static readonly DspChainFamily Family = new();

    /// <summary>A phase is its steps: all counts exactly, times but for rounding up once instead of every
    /// step.</summary>
    [Test]
    public void Time_OverAGrowingContext_IsTheSumOfItsSteps(
        [Values("attention.qk", "attention.av")] string name, [Values(1, 7, 130)] int context,
        [Values(1, 90, 333)] int steps, [Values(0.05, 2, 200)] double gigabytes, [Values(0.25, 2, 64)] double activations)
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric, gigabytes, activations);
        Phase phase = Phase.Decode(steps, context);
        ActivityCounts whole = Time(design, name, phase);
        ActivityCounts sum = default;
        for (int step = 0; step < steps; step++)
        {
            sum.Add(Time(design, name, Phase.Decode(1, context + step)));
        }

        Assert.Multiple(() =>
        {
            Assert.That(whole.Cycles, Is.InRange(sum.Cycles - (2 * steps), sum.Cycles));
            Assert.That(whole.DramCycles, Is.InRange(sum.DramCycles - steps, sum.DramCycles));
            Assert.That(whole.ComputeCycles, Is.EqualTo(sum.ComputeCycles));
            Assert.That(whole.DramReadBytes, Is.InRange(sum.DramReadBytes - steps, sum.DramReadBytes));
            Assert.That(whole.DramWriteBytes, Is.InRange(sum.DramWriteBytes - steps, sum.DramWriteBytes));
            Assert.That(Rest(whole), Is.EqualTo(Rest(sum)));
        });
    }

    [Test]
    public void Time_OfOneHeadACore_IsThatOfTheClosedForm()
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric with { Cores = 4 }, gigabytes: 1e5);
        ActivityCounts counts = Time(design, "attention.qk", Phase.Decode(1, 100));
        ChainEngine engine = ChainEngine.From(ChainDesigns.Fabric, new SliceMode(8, 8, 1, 2), 8);
        Assert.That(counts.ComputeCycles,
            Is.EqualTo(DspChainTiming.Cycles(engine, 2, 64, 100, ChainSteps.Dense(engine, 64))));
    }

    /// <summary>The busiest core decides: four heads on three cores take two rounds.</summary>
    [Test]
    public void Time_WhereHeadsAreUneven_WaitsForTheBusiestCore()
    {
        long three = Time(ChainDesigns.Of(ChainDesigns.Fabric), "attention.av", Phase.Decode(1, 300)).ComputeCycles;
        long two = Time(
            ChainDesigns.Of(ChainDesigns.Fabric with { Cores = 2 }), "attention.av", Phase.Decode(1, 300)).ComputeCycles;
        long four = Time(
            ChainDesigns.Of(ChainDesigns.Fabric with { Cores = 4 }), "attention.av", Phase.Decode(1, 300)).ComputeCycles;
        Assert.Multiple(() =>
        {
            Assert.That(three, Is.EqualTo(two));
            Assert.That(four, Is.LessThan(three));
        });
    }

    [Test]
    public void Time_BoundByMemory_IsAtTheCrossingEfficiency()
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric, gigabytes: 1);
        ActivityCounts counts = Time(design, "attention.qk", Phase.Decode(1, 2000));

        // 3 x 8 of 32 channels at 0.35; two rounds of heads, of which the last one's computing stands alone.
        double cycles = (counts.DramBytes / (1e9 * 0.75 * 0.35) * 225e6) + (counts.ComputeCycles / 2.0);
        Assert.That(counts.Cycles, Is.EqualTo(cycles).Within(0.05).Percent);
    }

    [Test]
    public void Time_WithoutOverlap_IsTheSumOfLoadingAndComputing()
    {
        DspChainFabric fabric = ChainDesigns.Fabric with { Memory = new ChainMemory { Overlap = 0 } };
        ActivityCounts counts = Time(ChainDesigns.Of(fabric), "attention.av", Phase.Decode(1, 777));
        Assert.That(counts.Cycles, Is.EqualTo(counts.ComputeCycles + counts.DramCycles).Within(1));
    }

    [Test]
    public void Time_OfCoresThatWait_IsLongerByTheirEfficiency()
    {
        DspChainFabric fabric = ChainDesigns.Fabric with { Memory = new ChainMemory { CoreEfficiency = 0.8 } };
        long waiting = Time(ChainDesigns.Of(fabric), "attention.av", Phase.Decode(20, 400)).Cycles;
        long plain = Time(ChainDesigns.Of(ChainDesigns.Fabric), "attention.av", Phase.Decode(20, 400)).Cycles;
        Assert.That(waiting, Is.EqualTo(plain / 0.8).Within(1.5));
    }

    [Test]
    public void Time_OfANarrowerCache_MovesAsMuchLess()
    {
        Precision narrow = ChainDesigns.Precision with { KvCache = TensorFormat.Parse("int4") };
        Design design = ChainDesigns.Of(ChainDesigns.Fabric, gigabytes: 1);
        ActivityCounts wide = Time(design, "attention.av", Phase.Decode(1, 4000));
        ActivityCounts half = Time(design, "attention.av", Phase.Decode(1, 4000), narrow);
        Assert.That(half.DramReadBytes, Is.EqualTo(wide.DramReadBytes / 2.0).Within(1).Percent);
    }

    /// <summary>A head's keys that half of a core's buffer does not hold are fetched for each block of
    /// tokens.</summary>
    [Test]
    public void Time_OfALongPrompt_FetchesKeysForEachBlockOfTokens()
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric);
        ActivityCounts one = Time(design, "attention.qk", Phase.Prefill(256));
        ActivityCounts many = Time(design, "attention.qk", Phase.Prefill(4096));
        Assert.Multiple(() =>
        {
            Assert.That(one.WeightWriteBits, Is.EqualTo(3L * 4 * 256 * ((64 * 8) + 16)));
            Assert.That(many.WeightWriteBits, Is.EqualTo(16 * one.WeightWriteBits * 2 * 4096 / (32768 / 64)));
        });
    }

    /// <summary>Groups along the context store whole scales, so that transfers jump where one begins.</summary>
    [Test]
    public void Time_OfAGroupedCache_IsTheSumOfItsSteps([Values("int4/8", "int4/24", "int8/128")] string cache)
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric with { TokenTile = 64 }, gigabytes: 2);
        Precision precision = ChainDesigns.Precision with { KvCache = TensorFormat.Parse(cache) };
        ActivityCounts whole = Time(design, "attention.av", Phase.Decode(150, 101), precision);
        ActivityCounts sum = default;
        for (int step = 0; step < 150; step++)
        {
            sum.Add(Time(design, "attention.av", Phase.Decode(1, 101 + step), precision));
        }

        Assert.That(whole.DramReadBytes, Is.InRange(sum.DramReadBytes - 150, sum.DramReadBytes));
        Assert.That(whole.Cycles, Is.InRange(sum.Cycles - 300, sum.Cycles));
    }

    /// <summary>A mask of all tiles is the full square, however large its tiles are; a part of them is less.</summary>
    [Test]
    public void Time_OfAMask_IsAtMostThatOfTheSquare([Values(16, 50, 64, 4096)] int block)
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric, gigabytes: 1e5);
        Phase phase = Phase.Prefill(200);
        GemmOperator full = ChainDesigns.Find("attention.qk", phase);
        ActivityCounts square = Family.TimeGemm(ChainDesigns.Context(design, phase), full);
        ActivityCounts Masked(double density) => Family.TimeGemm(
            ChainDesigns.Context(design, phase), full with { MaskBlock = block, BlockDensity = density });
        Assert.Multiple(() =>
        {
            Assert.That(Masked(1).Macs, Is.EqualTo(square.Macs));
            Assert.That(Masked(1).ComputeCycles, Is.EqualTo(square.ComputeCycles).Within(40).Percent);
            Assert.That(Masked(0.25).ComputeCycles,
                block > 200 ? Is.EqualTo(Masked(1).ComputeCycles) : Is.LessThan(0.45 * Masked(1).ComputeCycles));
        });
    }

    private static ActivityCounts Time(Design design, string name, Phase phase, Precision? precision = null)
    {
        GemmOperator gemm = ChainDesigns.Find(name, phase);
        ActivityCounts counts = Family.TimeGemm(ChainDesigns.Context(design, phase, precision), gemm);
        ActivityCounts layers = default;
        layers.AddTimes(counts, name == "attention.qk" && phase.Kind == PhaseKind.Prefill ? 3 : 1);
        return layers;
    }

    private static ActivityCounts Rest(ActivityCounts counts) => counts with
    {
        Cycles = 0, DramCycles = 0, DramReadBytes = 0, DramWriteBytes = 0,
    };
}
