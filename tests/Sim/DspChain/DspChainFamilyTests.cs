using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.DspChain;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.DspChain;

public class DspChainFamilyTests
{
    private static readonly DspChainFamily Family = new();

    /// <summary>With memory to spare a token takes what the closed form of the busiest core says.</summary>
    [Test]
    public void TimeGemm_WithMemoryToSpare_IsTheClosedFormOfTheBusiestCore()
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric, gigabytes: 1e6, activationKibibytes: 4096);
        Phase phase = Phase.Decode(1, 10);
        GemmOperator gemm = ChainDesigns.Find("gate_proj", phase);
        ActivityCounts counts = Family.TimeGemm(ChainDesigns.Context(design, phase), gemm);
        ChainEngine engine = ChainEngine.From(ChainDesigns.Fabric, new SliceMode(8, 8, 1, 2), 4);
        long core = DspChainTiming.Cycles(engine, 1, 512, 459, ChainSteps.Dense(engine, 512));
        Assert.Multiple(() =>
        {
            Assert.That(counts.ComputeCycles, Is.EqualTo(core));
            Assert.That(counts.Cycles, Is.InRange(core, core + 2));
        });
    }

    [Test]
    public void TimeGemm_BoundByMemory_IsAtTheOwnEfficiencyOfTheCoresChannels()
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric, gigabytes: 0.5);
        Phase phase = Phase.Decode(1, 10);
        ActivityCounts counts = Family.TimeGemm(
            ChainDesigns.Context(design, phase), ChainDesigns.Find("down_proj", phase));
        Assert.That(counts.Cycles, Is.EqualTo(counts.DramBytes / (0.5e9 * 0.75 * 0.70) * 225e6).Within(2).Percent);
    }

    /// <summary>Steps that keep half of the weights take half of the time where all channels fill all chains.</summary>
    /// <remarks>One token has both activation lanes' accumulators for two results; four want a second set.</remarks>
    [TestCase("int4/128~4:8", 1, 0.5)]
    [TestCase("int4/128~2:8", 1, 0.5)]
    [TestCase("int4/128~2:8", 2, 0.25)]
    [TestCase("int4/128~6:8", 1, 1)]
    public void TimeGemm_OfSparseWeights_TakesTheShareThatIsKept(string format, int sets, double share)
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric with { Cores = 1, ResultSets = sets }, gigabytes: 1e6);
        Phase phase = Phase.Decode(1, 10);
        GemmOperator gemm = ChainDesigns.Find("q_proj", phase);
        double dense = Family.TimeGemm(ChainDesigns.Context(design, phase), gemm).ComputeCycles;
        Precision sparse = ChainDesigns.Precision with { Weights = TensorFormat.Parse(format) };
        double kept = Family.TimeGemm(ChainDesigns.Context(design, phase, sparse), gemm).ComputeCycles;
        Assert.That(kept / dense, Is.EqualTo(share).Within(2).Percent);
    }

    /// <summary>A mix takes the mean of what its two kinds of blocks take.</summary>
    [Test]
    public void TimeGemm_OfAMix_LiesBetweenItsParts()
    {
        Design design = ChainDesigns.Of(ChainDesigns.Fabric with { Cores = 1 }, gigabytes: 1e6);
        Phase phase = Phase.Decode(1, 10);
        GemmOperator gemm = ChainDesigns.Find("q_proj", phase);
        long Cycles(string format) => Family.TimeGemm(
            ChainDesigns.Context(
                design, phase, ChainDesigns.Precision with { Weights = TensorFormat.Parse(format) }), gemm).ComputeCycles;
        Assert.That(
            Cycles("int4/128~6.0:8"), Is.EqualTo((Cycles("int4/128~4:8") + Cycles("int4/128")) / 2.0).Within(3).Percent);
    }

    /// <summary>Two weights a slice serve one token better than two tokens a slice do.</summary>
    [Test]
    public void TimeGemm_OfSeveralModes_TakesTheFastest()
    {
        DspChainFabric both = ChainDesigns.Fabric with
        {
            Packing = new SliceModes(new SliceMode(8, 8, 1, 2), new SliceMode(4, 8, 2, 1)),
        };
        long Cycles(DspChainFabric fabric, Phase phase) => Family.TimeGemm(
            ChainDesigns.Context(ChainDesigns.Of(fabric, gigabytes: 1e6), phase),
            ChainDesigns.Find("gate_proj", phase)).ComputeCycles;
        DspChainFabric weights = ChainDesigns.Fabric with { Packing = new SliceModes(new SliceMode(4, 8, 2, 1)) };
        Phase decode = Phase.Decode(1, 10);
        Phase prefill = Phase.Prefill(64);
        Assert.Multiple(() =>
        {
            Assert.That(Cycles(both, decode), Is.LessThan(Cycles(ChainDesigns.Fabric, decode)));
            Assert.That(Cycles(both, decode), Is.EqualTo(Cycles(weights, decode)));
            Assert.That(Cycles(both, prefill),
                Is.EqualTo(Math.Min(Cycles(ChainDesigns.Fabric, prefill), Cycles(weights, prefill))));
        });
    }

    [Test]
    public void TimeGemm_OfAnyOperator_CountsTheProductsOfTheModel(
        [Values("q_proj", "down_proj", "lm_head", "attention.qk", "attention.av")] string name, [Values] bool isPrefill)
    {
        Phase phase = isPrefill ? Phase.Prefill(33) : Phase.Decode(5, 20, contextGrows: false);
        GemmOperator gemm = ChainDesigns.Find(name, phase);
        ActivityCounts counts =
            Family.TimeGemm(ChainDesigns.Context(ChainDesigns.Of(ChainDesigns.Fabric), phase), gemm);
        Assert.Multiple(() =>
        {
            Assert.That(counts.Macs, Is.EqualTo(gemm.Macs * gemm.Instances * phase.Steps));
            Assert.That(counts.Cycles, Is.GreaterThanOrEqualTo(Math.Max(counts.ComputeCycles, counts.DramCycles)));
            Assert.That(counts.PeActiveCycles + counts.PeIdleCycles,
                Is.EqualTo(ChainDesigns.Fabric.Slices * counts.ComputeCycles));
        });
    }

    /// <summary>More bandwidth, channels or overlap never take longer.</summary>
    [Test]
    public void TimeGemm_OfABetterMemory_IsNeverSlower()
    {
        Random random = new(20261126);
        for (int i = 0; i < 300; i++)
        {
            Phase phase = random.Next(2) == 0 ? Phase.Prefill(random.Next(1, 200)) : Phase.Decode(1, random.Next(1, 900));
            string[] names = ["q_proj", "up_proj", "attention.qk", "attention.av"];
            GemmOperator gemm = ChainDesigns.Find(names[random.Next(4)], phase);
            ChainMemory memory = new()
            {
                ChannelsPerCore = random.Next(1, 8), Overlap = random.NextDouble() * 0.9, CoreEfficiency = 0.7,
            };
            ChainMemory better = random.Next(3) switch
            {
                0 => memory with { ChannelsPerCore = memory.ChannelsPerCore + 1 },
                1 => memory with { Overlap = memory.Overlap + 0.1 },
                _ => memory with { CoreEfficiency = 0.8 },
            };
            double gigabytes = Math.Pow(10, (random.NextDouble() * 3) - 0.5);
            long Cycles(ChainMemory of) => Family.TimeGemm(
                ChainDesigns.Context(
                    ChainDesigns.Of(ChainDesigns.Fabric with { Memory = of }, gigabytes), phase), gemm).Cycles;

            // A plan is taken for its lower traffic when it needs at most a 128th more time.
            Assert.That(Cycles(better), Is.LessThanOrEqualTo((Cycles(memory) * 129 / 128) + 2), $"case {i}");
        }
    }

    [Test]
    public void TimeGemm_CalledAgain_AllocatesNothing(
        [Values("int4/128", "int4/128~6.0:8", "int8/64~2:4")] string weights, [Values] bool isPrefill)
    {
        Phase phase = isPrefill ? Phase.Prefill(77) : Phase.Decode(40, 300);
        Precision precision = ChainDesigns.Precision with { Weights = TensorFormat.Parse(weights) };
        RunContext context = ChainDesigns.Context(ChainDesigns.Of(ChainDesigns.Fabric), phase, precision);
        GemmOperator[] operators =
        [
            .. new[] { "q_proj", "down_proj", "lm_head", "attention.qk", "attention.av" }
                .Select(name => ChainDesigns.Find(name, phase)),
        ];
        Array.ForEach(operators, gemm => Family.TimeGemm(context, gemm));
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (GemmOperator gemm in operators)
        {
            Family.TimeGemm(context, gemm);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    /// <summary>Where nothing overlaps an operator takes its loading and its computing, and never more.</summary>
    [Test]
    public void TimeGemm_WithoutOverlap_IsTheSumOfLoadingAndComputing(
        [Values("q_proj", "down_proj", "attention.qk")] string name, [Values(1, 20, 400)] double gigabytes,
        [Values] bool isPrefill)
    {
        DspChainFabric fabric = ChainDesigns.Fabric with { Memory = new ChainMemory { Overlap = 0 } };
        Phase phase = isPrefill ? Phase.Prefill(50) : Phase.Decode(1, 200);
        ActivityCounts counts = Family.TimeGemm(
            ChainDesigns.Context(ChainDesigns.Of(fabric, gigabytes), phase), ChainDesigns.Find(name, phase));
        Assert.That(counts.Cycles, Is.EqualTo(counts.ComputeCycles + counts.DramCycles).Within(2));
    }
}
