using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;

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

    /// <summary>Dense-equivalent: M / N of the slices' products, in the fastest mode that the pattern allows.</summary>
    [TestCase("w8a8-1x2", "int8", 2.0)]
    [TestCase("w8a8-1x2", "int8~4:16", 8.0)]
    [TestCase("w8a8-1x2", "int8~11.2:16", 2 * 16 / 11.2)]
    [TestCase("w8a8-1x2+w2a8-3x1", "int2", 3.0)]
    [TestCase("w8a8-1x2+w2a8-3x1", "int2~2:4", 4.0)]
    [TestCase("w8a8-1x2+w2a8-3x1", "int2~2:4x3", 6.0)]
    public void PeakMacsPerCycle_OfSparseFormats_IsOfDenseProducts(string modes, string format, double perSlice)
    {
        DspChainFabric fabric = Fabric(modes, 16);
        Assert.That(fabric.PeakMacsPerCycle(TensorFormat.Parse(format), Activations),
            Is.EqualTo(fabric.Slices * perSlice).Within(1e-6));
    }

    /// <summary>No block of a uniform N has more results than the peak says.</summary>
    [Test]
    public void PeakMacsPerCycle_OfUniformN_IsAtLeastWhatAChainYields([Range(1, 15)] int kept)
    {
        DspChainFabric fabric = Fabric("w8a8-1x2", 16);
        double yielded = (double)fabric.Slices * 2 * fabric.Shape.Results(kept, 16);
        Assert.That(yielded, Is.LessThanOrEqualTo(
            fabric.PeakMacsPerCycle(TensorFormat.Parse($"int8~{kept}:16"), Activations) * (1 + 1e-12)));
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
