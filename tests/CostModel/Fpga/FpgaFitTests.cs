using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;
using Accel.Tests.CostModel.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Fpga;

public class FpgaFitTests
{
    private static readonly FpgaResources Capacity = new(100, 200, 10, 8, 4, 50);

    [TestCase(100, 50, null)]
    [TestCase(101, 50, ResourceKind.Lut)]
    [TestCase(100, 51, ResourceKind.MemoryLut)]
    [TestCase(110, 51, ResourceKind.Lut)]
    public void Exceeded_AroundTheCapacity_IsTheWorst(double luts, double memory, ResourceKind? expected) =>
        Assert.That(FpgaFit.Exceeded(new(luts, 200, 10, 8, 4, memory), Capacity), Is.EqualTo(expected));

    [Test]
    public void Exceeded_ResourceThatTheDeviceLacks_IsIt() =>
        Assert.That(FpgaFit.Exceeded(new(0, 0, 0, 0, 1), Capacity with { Urams = 0 }), Is.EqualTo(ResourceKind.Uram));

    [Test]
    public void WhyNot_PublishedDesign_FitsWithACaution()
    {
        Assert.That(FpgaFit.WhyNot(KvDesign.Tellme), Is.Null);
        Assert.That(FpgaFit.Describe(KvDesign.Tellme), Is.Null);
        Assert.That(FpgaFit.Caution(KvDesign.Tellme), Does.StartWith("it takes ").And.Contain("LUT of 117,120 (8")
            .And.Contain("60 URAM of 64 (94 %)"));
    }

    [Test]
    public void WhyNot_MoreLookups_SaysByHowMuchAndWhatToChange()
    {
        Design design = KvDesign.Of(KvDesign.Fabric with { Lookups = 64, Variant = LookupVariant.Naive });
        Assert.That(FpgaFit.WhyNot(design), Is.EqualTo("it needs more LUT than the 117,120 of kv260"));
        Assert.That(FpgaFit.Describe(design), Does.Match(@"^it needs 196,\d\d\d LUT of 117,120 \(167 %\) and "
            + @"272,\d\d\d FF of 234,240 \(116 %\): lower fabric.lookups or fabric.tables, or take the variant "
            + @"'full'; it needs 76 URAM of 64 \(119 %\): lower buffers.weights"));
    }

    [Test]
    public void Describe_SeveralResources_NamesEach()
    {
        Design design = KvDesign.Of(KvDesign.Fabric with
        {
            Lookups = 200, Attention = new AttentionUnit { Queries = 64, Lanes = 16 },
        });
        Assert.That(FpgaFit.Describe(design), Does.Contain("LUT of").And.Contain("DSP of").And.Contain("URAM of"));
    }

    [Test]
    public void WhyNot_DesignInATechnology_IsNull() =>
        Assert.That(FpgaFit.WhyNot(KvDesign.Tellme with { Technology = Shipped.Technology }), Is.Null);

    /// <summary>Honest over the range that the unpublished Q may have: what grows is told, and where it ends.</summary>
    [Test]
    public void WhyNot_LookupsFrom6To48_FitUpToSomeNumberWithinUltraRam()
    {
        int[] fitting = [.. new[] { 6, 8, 12, 16, 24, 48 }.Where(lookups =>
            FpgaFit.WhyNot(KvDesign.Of(KvDesign.Fabric with { Lookups = lookups })) is null)];
        Assert.That(fitting, Does.Contain(6).And.Contain(24));
        Assert.That(FpgaFit.WhyNot(KvDesign.Of(KvDesign.Fabric with { Lookups = 32 })), Does.Contain("URAM"));
    }
}
