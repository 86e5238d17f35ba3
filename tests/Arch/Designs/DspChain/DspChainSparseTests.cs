using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Sim.DspChain;

namespace Accel.Tests.Arch.Designs.DspChain;

/// <summary>Who takes sparse weights, and what they are worth.</summary>
public class DspChainSparseTests
{
    private static readonly TensorFormat Activations = TensorFormat.Parse("int8");

    [TestCase("w8a8-1x2", 16, "int8~4:16", null)]
    [TestCase("w8a8-1x2", 16, "int4/128~11.2:16", null)]
    [TestCase("w8a8-1x2", 16, "int4/128~2:4", null)]
    [TestCase("w8a8-1x2", 0, "int8~4:16", "chains are dense")]
    [TestCase("w8a8-1x2", 8, "int8~4:16", "chooses from 8 activations")]
    [TestCase("w2a8-3x1", 16, "int2~2:4", "one pattern")]
    [TestCase("w2a8-3x1", 16, "int2~2:4x2", "one pattern")]
    [TestCase("w2a8-3x1", 16, "int2~2:4x3", null)]
    [TestCase("w2a8-3x1", 16, "int2~2:4x6", null)]
    [TestCase("w2a8-3x1+w8a8-1x2", 16, "int2~2:4", null)]
    [TestCase("w2a8-3x1+w4a4-2x1", 16, "int2~2:4x3", null)]
    [TestCase("w2a8-3x1+w8a4-1x2", 16, "int2~2:4", "one pattern")]
    [TestCase("w2a8-3x1", 16, "int4~2:4x3", "no mode of w2a8-3x1 holds")]
    public void WhyNotWeights_OfSparseFormats_SaysWhich(string modes, int block, string format, string? reason)
    {
        DspChainFabric fabric = Fabric(modes, block);
        string? answer = fabric.WhyNotWeights(TensorFormat.Parse(format), Activations);
        Assert.That(answer, reason is null ? Is.Null : Does.Contain(reason));
    }

    [Test]
    public void WhyNotSparse_OfAChainThatIsNotWholeBlocks_SaysSo()
    {
        DspChainFabric fabric = Fabric("w8a8-1x2", 16) with { Groups = 4, GroupSlices = 3 };
        Assert.That(fabric.WhyNotSparse(TensorFormat.Parse("int8~4:16")),
            Does.Contain("12 slices is not whole blocks"));
        Assert.That(fabric.WhyNotSparse(TensorFormat.Parse("int8~2:4")), Is.Null);
    }

    [Test]
    public void WhyNotWeights_OfOtherFamilies_RefusesSparseFormatsAndTakesTheirDenseOnes()
    {
        foreach ((Fabric fabric, string format) in new (Fabric, string)[]
        {
            (new BitSerialFabric(), "int4/128"), (new SystolicFabric(), "int8"), (new TableLookupFabric(), "ternary"),
        })
        {
            TensorFormat activations = fabric.DefaultPrecision.Activations;
            Assert.That(fabric.WhyNotWeights(TensorFormat.Parse(format), activations), Is.Null);
            Assert.That(fabric.WhyNotWeights(TensorFormat.Parse($"{format}~2:4"), activations),
                Is.EqualTo($"a {fabric.Kind} fabric multiplies dense weights only, not {format}~2:4"));
        }
    }

    /// <summary>By hand: 3 cores x 64 choosing chains x 16 slices, one token a beat, two adders a chain for
    /// lanes.</summary>
    [TestCase("w8a8-1x2", "int8", 1, 1, 12288)]
    [TestCase("w8a8-1x2", "int8~8:16", 1, 1, 6144)]
    [TestCase("w8a8-1x2", "int8~4:16", 1, 1, 6144)]
    [TestCase("w8a8-1x2", "int8~4:16", 1, 2, 12288)]
    [TestCase("w8a8-1x2", "int8~4:16", 2, 4, 24576)]
    [TestCase("w8a8-1x2+w2a8-3x1", "int2", 1, 1, 18432)]
    [TestCase("w8a8-1x2+w2a8-3x1", "int2~2:4x3", 1, 1, 9216)]
    public void PeakMacsPerCycle_OfSparseFormats_IsThatOfWhatIsBuilt(
        string modes, string format, int activations, int sets, double peak)
    {
        DspChainFabric fabric =
            Fabric(modes, 16) with { MultiplexedActivations = activations, ResultSets = sets };
        Assert.That(fabric.PeakMacsPerCycle(TensorFormat.Parse(format), Activations), Is.EqualTo(peak).Within(1e-6));
    }

    /// <summary>A large product comes near the peak, and none passes it.</summary>
    [Test]
    public void PeakMacsPerCycle_OfAnyFormat_IsReachedByALargeProduct(
        [Values("int8", "int8~8:16", "int8~4:16", "int8~2:16", "int8~11.2:16", "int4~3.0:8", "int2~2:4x3")]
        string format,
        [Values(1, 2)] int activations, [Values(1, 3, 8)] int sets)
    {
        DspChainFabric fabric = Fabric("w8a8-1x2+w2a8-3x1", 16) with
        {
            MultiplexedActivations = activations, ResultSets = sets, TokenTile = 256,
        };
        TensorFormat weights = TensorFormat.Parse(format);
        double peak = fabric.PeakMacsPerCycle(weights, Activations);
        (long m, long k, long n) = (256, 16_000, 64L * 3 * 48 * 4);
        double best = 0;
        foreach (SliceMode mode in fabric.Packing.All)
        {
            if (!fabric.Runs(mode, weights, 8))
            {
                continue;
            }

            ChainEngine engine = ChainEngine.From(
                fabric, mode, DspChainFabric.WidthOf(weights), 0, weights.Sparsity?.Block);
            long steps = engine.Steps(k);
            long high = weights.Sparsity?.HighSteps(steps) ?? 0;
            ChainSteps all = weights.Sparsity is { } sparsity
                ? default(ChainSteps).And(sparsity.Low, steps - high).And(sparsity.High, high)
                : ChainSteps.Dense(engine, k);
            long cycles = DspChainTiming.Intervals(engine, m, k, n / fabric.Cores, all);
            best = Math.Max(best, (double)m * k * n / cycles);
        }

        Assert.That(best, Is.EqualTo(peak).Within(2).Percent.And.LessThanOrEqualTo(peak * (1 + 1e-3)));
    }

    /// <summary>Weights of 5 bits leave room for factors up to 8 in a lane of 8 bits, those of 6 bits up to
    /// 4.</summary>
    [TestCase(8, "int5/128", false)]
    [TestCase(8, "int6/128", true)]
    [TestCase(8, "int4", false)]
    [TestCase(4, "int4/128", true)]
    public void ScalesSums_OfGroups_IsWhereLanesLeaveNoRoom(int laneBits, string format, bool scales) => Assert.That(
        DspChainFabric.ScalesSums(new SliceMode(laneBits, 8, 1, 1), TensorFormat.Parse(format)), Is.EqualTo(scales));

    /// <summary>A mode of one activation cannot choose two.</summary>
    [Test]
    public void BeatTokens_OfAModeWithFewerActivationsThanMultiplexers_AreItsOwn()
    {
        DspChainFabric fabric = Fabric("w8a8-1x2+w2a8-3x1", 16) with { MultiplexedActivations = 2 };
        Assert.Multiple(() =>
        {
            Assert.That(ChainEngine.From(fabric, new SliceMode(8, 8, 1, 2)).BeatTokens(8), Is.EqualTo(2));
            Assert.That(ChainEngine.From(fabric, new SliceMode(2, 8, 3, 1)).BeatTokens(8), Is.EqualTo(1));
        });
    }

    [Test]
    public void WeightPortBits_OfASparseFormat_HasPositionsToo()
    {
        DspChainFabric fabric = Fabric("w8a8-1x2", 16);
        long fed = (long)fabric.Cores * fabric.FedChains * fabric.ChainSlices;
        Assert.That(fabric.WeightPortBits(TensorFormat.Parse("int4/128")), Is.EqualTo(fed * 4));
        Assert.That(fabric.WeightPortBits(TensorFormat.Parse("int4/128~4:16")), Is.EqualTo(fed * (4 + 4)));
        Assert.That(fabric.WeightPortBits(TensorFormat.Parse("int4/128~2:4")), Is.EqualTo(fed * (4 + 2)));
    }

    private static DspChainFabric Fabric(string modes, int block)
    {
        Assert.That(SliceModes.TryParse(modes, out SliceModes? packing));
        return new DspChainFabric { Packing = packing!, SparseBlock = block };
    }
}
