using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.Arch.Units;
using Accel.CostModel.Fpga;
using Accel.CostModel.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.TableLookup;

public class TableLookupResourcesTests
{
    private static readonly string[] Fused = [TableLookupResources.Engine, TableLookupResources.Elementwise];

    private static readonly string[] Rest =
        [TableLookupResources.Norm, TableLookupResources.Vectors, TableLookupResources.Interconnect];

    /// <summary>Tolerances in per cent, as far as the model is today; docs/fpga.md says what was fitted.</summary>
    [TestCase("TLMM-FUSE", 13, 0.1)]
    [TestCase("RPA", 15, 3)]
    [TestCase("DA", 5, 11)]
    [TestCase("WBMU", 6, 0)]
    [TestCase("remainder", 5, 0.1)]
    [TestCase("whole", 4, 3)]
    public void Of_TellmesModules_AreNearThePublished(string module, double lutPercent, double dspPercent)
    {
        ReferenceCsv row = ReferenceCsv.Read("tellme_v2_resources.csv").Single(known => known["module"] == module);
        FpgaResources modelled = Sum(module);
        Assert.That(modelled.Luts, Is.EqualTo(row.Number("LUT")).Within(lutPercent).Percent);
        if (row["DSP"].Length > 0)
        {
            Assert.That(modelled.Dsps, Is.EqualTo(row.Number("DSP")).Within(dspPercent).Percent);
        }

        if (row["URAM"].Length > 0)
        {
            Assert.That(modelled.Urams, Is.EqualTo(row.Number("URAM")));
        }
    }

    [Test]
    public void Of_TellmesWhole_HasItsFlipFlopsAndBlockRams()
    {
        ReferenceCsv row = ReferenceCsv.Read("tellme_v2_resources.csv").Single(known => known["module"] == "whole");
        FpgaResources whole = Sum("whole");
        Assert.That(whole.Ffs, Is.EqualTo(row.Number("FF")).Within(5).Percent);
        Assert.That(whole.Bram36, Is.EqualTo(row.Number("BRAM36")).Within(5).Percent);
    }

    /// <summary>The paper's 3-D buffer of index vectors takes its 48 Ultra RAMs for all channels but 32.</summary>
    [TestCase(6, 48)]
    [TestCase(8, 48)]
    [TestCase(12, 48)]
    [TestCase(16, 48)]
    [TestCase(24, 48)]
    [TestCase(32, 64)]
    [TestCase(48, 48)]
    public void UltraRams_OfTheWeightBuffer_AreThePublished(int lookups, int urams)
    {
        ResourceBreakdown breakdown = ResourceBreakdown.Of(KvDesign.Of(KvDesign.Fabric with { Lookups = lookups }))!;
        Assert.That(breakdown[TableLookupResources.Weights].Urams, Is.EqualTo(urams));
    }

    [Test]
    public void Of_DeviceWithoutUltraRam_TakesBlockRams()
    {
        ResourceBreakdown breakdown = ResourceBreakdown.Of(KvDesign.Of(KvDesign.Fabric, "zcu102"))!;
        Assert.That(breakdown.Total.Urams, Is.Zero);
        Assert.That(breakdown[TableLookupResources.Weights].Bram36,
            Is.GreaterThan(Sum("WBMU").Bram36 + (1536.0 * 8 / 36)), "no fewer than the bits need");
    }

    [Test]
    public void Of_DeviceWithASoftController_HasThePlatform()
    {
        ResourceBreakdown breakdown = ResourceBreakdown.Of(KvDesign.Of(KvDesign.Fabric, "u280"))!;
        Assert.That(breakdown[TableLookupResources.Platform].Luts, Is.EqualTo(33256));
        Assert.That(Sum("whole").Luts, Is.LessThan(breakdown.Total.Luts));
    }

    [Test]
    public void Of_DesignInATechnology_IsNull()
    {
        Design design = KvDesign.Tellme with { Technology = Shipped.Technology };
        Assert.That(ResourceBreakdown.Of(design), Is.Null);
    }

    [Test]
    public void Modules_OfADesign_HaveSources() => Assert.That(
        ResourceBreakdown.Of(KvDesign.Tellme)!.Modules.Select(module => module.Source), Has.All.Not.Empty);

    /// <summary>With no lanes of its own decode attention is done by a unit of prefill.</summary>
    [Test]
    public void Of_NoLanesForDecoding_HasNoUnitForIt()
    {
        AttentionUnit shared = KvDesign.Fabric.Attention with { DecodeLanes = 0 };
        ResourceBreakdown breakdown = ResourceBreakdown.Of(KvDesign.Of(KvDesign.Fabric with { Attention = shared }))!;
        Assert.That(breakdown[TableLookupResources.DecodeAttention], Is.EqualTo(default(FpgaResources)));
        double luts = ResourceBreakdown.Of(KvDesign.Tellme)![TableLookupResources.Interconnect].Luts;
        Assert.That(breakdown[TableLookupResources.Interconnect].Luts, Is.EqualTo(luts * 7 / 9), "two masters fewer");
    }

    [Test]
    public void Modules_ThatWereFittedToTellme_AreMarked() => Assert.That(
        ResourceBreakdown.Of(KvDesign.Tellme)!.Modules.Single(module => module.Name == TableLookupResources.Vectors)
            .IsEstimated, Is.True);

    /// <summary>Flip-flops follow from LUTs by a fitted constant, in the engine as elsewhere.</summary>
    [Test]
    public void Modules_WithFlipFlops_SayThatTheseWereFitted() => Assert.That(
        ResourceBreakdown.Of(KvDesign.Tellme)!.Modules.Where(module => module.Resources.Ffs > 0)
            .Select(module => module.Source), Has.All.Contain("calibrated").And.All.Contain("1.391"));

    /// <summary>The advice is for the module that takes most of what is missing.</summary>
    [TestCase(16 * 1024, 16, "zcu102", "BRAM36 of 912", "lower buffers.weights")]
    [TestCase(1536, 256, "kv260", "DSP of 1,248", "lower vector-unit.lanes")]
    public void Advice_DesignThatDoesNotFit_NamesWhatMakesItLarge(
        int weightKibibytes, int lanes, string device, string exceeded, string advice)
    {
        Design design = KvDesign.Of(KvDesign.Fabric, device);
        design = design with
        {
            Buffers = design.Buffers with { Weights = Bits.FromKibibytes(weightKibibytes) },
            VectorUnit = new VectorUnit { Lanes = lanes },
        };
        string reason = FpgaFit.Describe(design)!.Split("; ").Single(part => part.Contains(exceeded));
        Assert.That(reason, Does.Contain(advice));
    }

    private static FpgaResources Sum(string module)
    {
        ResourceBreakdown breakdown = ResourceBreakdown.Of(KvDesign.Tellme)!;
        string[] names = module switch
        {
            "TLMM-FUSE" => Fused,
            "RPA" => [TableLookupResources.PrefillAttention],
            "DA" => [TableLookupResources.DecodeAttention],
            "WBMU" => [TableLookupResources.Weights],
            "remainder" => Rest,
            _ => [.. breakdown.Modules.Select(known => known.Name)],
        };
        return names.Aggregate(default(FpgaResources), (sum, name) => sum + breakdown[name]);
    }
}
