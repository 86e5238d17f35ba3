using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.CostModel.DspChain;
using Accel.CostModel.Fpga;
using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.DspChain;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.DspChain;

public class DspChainResourcesTests
{
    private static readonly ResourceBreakdown Flightllm = ResourceBreakdown.Of(ChainDesign.Flightllm)!;

    /// <summary>Tolerances in per cent, as far as the model is today; the rows' notes and docs/fpga.md say
    /// why.</summary>
    [TestCase("MPE", "lut", 3)]
    [TestCase("MPE", "ff", 1)]
    [TestCase("MPE", "dsp", 0)]
    [TestCase("buffer", "lut", 11)]
    [TestCase("buffer", "ff", 16)]
    [TestCase("buffer", "bram36", 10)]
    [TestCase("buffer", "uram", 4)]
    [TestCase("SFU", "lut", 5)]
    [TestCase("SFU", "ff", 5)]
    [TestCase("SFU", "dsp", 0)]
    [TestCase("SFU", "bram36", 0)]
    [TestCase("controller", "lut", 0)]
    [TestCase("controller", "ff", 0)]
    [TestCase("controller", "bram36", 0)]
    [TestCase("interconnect", "lut", 0)]
    [TestCase("interconnect", "ff", 0.01)]
    [TestCase("interconnect", "bram36", 100)]
    [TestCase("total", "lut", 2)]
    [TestCase("total", "ff", 2)]
    [TestCase("total", "dsp", 0)]
    [TestCase("total", "bram36", 7)]
    [TestCase("total", "uram", 4)]
    public void Of_FlightllmsRows_AreNearThePublished(string component, string resource, double percent)
    {
        ReproductionRow row = FlightllmCosts.Rows(ChainDesign.Flightllm)
            .Single(known => known.Case == $"u280/{component}" && known.Quantity == resource);
        Assert.That(row.Modelled, Is.EqualTo(row.Reported!.Value).Within(percent).Percent);
        Assert.That(Math.Abs(row.RelativeError!.Value) <= 0.1 || row.Note is { Length: > 0 }, Is.True);
    }

    [Test]
    public void Rows_OfFlightllm_AreAllThatWerePublished() =>
        Assert.That(FlightllmCosts.Rows(ChainDesign.Flightllm), Has.Count.EqualTo(22));

    /// <summary>A bank for each of 128 chains, two Ultra RAMs for its 16 bytes.</summary>
    [Test]
    public void UltraRams_OfTheWeightBuffer_AreABankAChain()
    {
        Assert.That(Flightllm[DspChainResources.Weights].Urams, Is.EqualTo(3 * 128 * 2));
        Assert.That(Flightllm.Total.Urams, Is.EqualTo(Flightllm[DspChainResources.Weights].Urams));
    }

    [Test]
    public void Of_DeviceWithoutUltraRam_TakesBlockRams()
    {
        Design design = ChainDesign.Of(ChainDesign.Fabric, "zcu102");
        Assert.That(ResourceBreakdown.Of(design)!.Total.Urams, Is.Zero);
        Assert.That(FpgaFit.WhyNot(design), Is.Not.Null);
    }

    [Test]
    public void Describe_FlightllmOnU280_Fits()
    {
        Assert.That(FpgaFit.Describe(ChainDesign.Flightllm), Is.Null);
        Assert.That(FpgaFit.WhyNot(ChainDesign.Flightllm), Is.Null);
    }

    [TestCase("u55c")]
    [TestCase("vcu128")]
    [TestCase("u280")]
    public void Describe_FlightllmOnItsDie_Fits(string device) =>
        Assert.That(FpgaFit.Describe(ChainDesign.Of(ChainDesign.Fabric, device)), Is.Null);

    /// <summary>Four cores of pairs, as the artifact has them for a VHK158, want more slices than its table
    /// has.</summary>
    [Test]
    public void Describe_FourCoresOnVhk158_NeedMoreSlicesThanItHas()
    {
        Design design = ChainDesign.Of(
            ChainDesign.Fabric with { Cores = 4, Primitive = DspPrimitive.Dsp58 }, "vhk158");
        Assert.That(FpgaFit.Describe(design), Does.Contain("DSP of 7,392").And.Contain("lower fabric.chains"));
    }

    /// <summary>The advice is for the module that takes most of what is missing.</summary>
    [TestCase(16, 512, 24, 48, "LUT of", "lower fabric.multiplexed-chains")]
    [TestCase(0, 256, 24, 48, "DSP of", "lower fabric.chains")]
    [TestCase(16, 128, 96, 48, "URAM of", "lower buffers.weights")]
    [TestCase(16, 128, 24, 4096, "DSP of", "lower vector-unit.lanes")]
    public void Advice_DesignThatDoesNotFit_NamesWhatMakesItLarge(
        int block, int chains, int weightMebibytes, int lanes, string exceeded, string advice)
    {
        Design design = ChainDesign.Of(
            ChainDesign.Fabric with { SparseBlock = block, Chains = chains, FedChains = chains });
        design = design with
        {
            Buffers = design.Buffers with { Weights = Bits.FromKibibytes(weightMebibytes * 1024) },
            VectorUnit = new VectorUnit { Lanes = lanes },
        };
        string reason = FpgaFit.Describe(design)!.Split("; ")
            .Single(part => part.Contains(exceeded, StringComparison.Ordinal));
        Assert.That(reason, Does.Contain(advice));
    }

    /// <summary>Scales of groups are folded into weights: the product of a 4-bit code and a 4-bit scale.</summary>
    [Test]
    public void Dequantizers_OfGroups_MultiplyByTheScale()
    {
        Design plain = ChainDesign.Flightllm with
        {
            Precision = ChainDesign.Flightllm.Precision with { Weights = TensorFormat.Parse("int4") },
        };
        Assert.That(ResourceBreakdown.Of(plain)![DspChainResources.Dequantizers].Luts, Is.EqualTo(3 * 64 * 16 * 8));
        Assert.That(Flightllm[DspChainResources.Dequantizers].Luts, Is.EqualTo(3 * 64 * 16 * (8 + 16)));
    }

    /// <summary>Lanes of 4 bits leave no room for the scales of 4-bit groups; lanes of 8 bits do.</summary>
    [TestCase("w8a8-1x2", "int4/128", 0)]
    [TestCase("w8a8-1x2", "int6/128", 3 * 128 * 2)]
    [TestCase("w4a8-2x1", "int4/128", 3 * 128 * 2)]
    [TestCase("w4a8-2x1", "int4", 0)]
    public void Scales_OfSums_AreAMultiplierALane(string packing, string weights, int slices)
    {
        Assert.That(SliceModes.TryParse(packing, out SliceModes? modes), Is.True);
        Design design = ChainDesign.Of(ChainDesign.Fabric with { Packing = modes! });
        design = design with
        {
            Precision = Accel.Arch.Workloads.PrecisionOverride.None with
            {
                Weights = Accel.Arch.Formats.TensorFormat.Parse(weights),
            },
        };
        Assert.That(ResourceBreakdown.Of(design)![DspChainResources.Scales].Dsps, Is.EqualTo(slices));
    }

    [Test]
    public void Platform_OfHbm_IsHardAndOfDdr4IsPaid()
    {
        Design ddr = ChainDesign.Flightllm with { Dram = ChainDesign.Flightllm.Dram with { Type = "ddr4" } };
        Assert.That(Flightllm[DspChainResources.Platform], Is.EqualTo(default(FpgaResources)));
        Assert.That(ResourceBreakdown.Of(ddr)![DspChainResources.Platform].Luts, Is.EqualTo(33256));
    }

    [Test]
    public void Modules_WithoutKnownStructure_AreMarked()
    {
        string[] marked = [.. Flightllm.Modules.Where(module => module.IsEstimated).Select(module => module.Name)];
        Assert.That(marked, Is.SupersetOf(new[]
        {
            DspChainResources.Controller, DspChainResources.Interconnect, DspChainResources.Vector,
            DspChainResources.Dequantizers, DspChainResources.Indices,
        }));
        Assert.That(Flightllm.Modules.Select(module => module.Source), Has.All.Not.Empty);
    }

    /// <summary>The percentages that the paper prints are of the die, of which a card's shell leaves less.</summary>
    [Test]
    public void Capacity_OfTheU280_IsLessThanTheDie()
    {
        FpgaResources die = Shipped.Device("vcu128").Device!.Capacity;
        FpgaResources region = Shipped.Device("u280").Device!.Capacity;
        Assert.That(574_000 / die.Luts, Is.EqualTo(0.440).Within(0.0005));
        Assert.That(6345 / die.Dsps, Is.EqualTo(0.703).Within(0.0005));
        Assert.That(region.Luts < die.Luts && region.Dsps < die.Dsps && region.Bram36 < die.Bram36, Is.True);
    }
}
