using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.CostModel.TableLookup;

namespace Accel.Tests.CostModel.TableLookup;

public class TableLookupPricesTests
{
    private static readonly Design Tellme = KvDesign.Tellme;

    private static readonly PriceList Prices = PriceList.Compile(
        new PriceBook(Tellme.Technology), Tellme, Tellme.Fabric.DefaultPrecision);

    private static readonly FpgaPower Power = Tellme.Technology.Device!.Power;

    /// <summary>One iteration of all channels, the building of its tables, and the traffic of their sums.</summary>
    [Test]
    public void Price_ACycleOfTheEngine_IsItsModule()
    {
        double picojoules = Power.ActivePj(ResourceBreakdown.Of(Tellme)![TableLookupResources.Engine]);
        EnergyBreakdown energy = Prices.Price(new ActivityCounts
        {
            PeActiveCycles = 28 * KvDesign.Lookups, EncoderCycles = 28 * 27, AccumulatorUpdates = KvDesign.Lookups,
            OutputReadBits = KvDesign.Lookups * 32, OutputWriteBits = KvDesign.Lookups * 32,
        });
        Assert.That((energy.Compute + energy.Sram).Value * 1e12, Is.EqualTo(picojoules).Within(1e-9).Percent);
    }

    [Test]
    public void Price_ACycleOfTheOtherUnits_IsTheirModules()
    {
        ResourceBreakdown modules = ResourceBreakdown.Of(Tellme)!;
        double attention = Power.ActivePj(
            modules[TableLookupResources.PrefillAttention] + modules[TableLookupResources.DecodeAttention]);
        Assert.That(Prices.AttentionPj * 2 * ((4 * 2) + 16), Is.EqualTo(attention).Within(1e-9).Percent);
        Assert.That(Prices.VectorPj * 16,
            Is.EqualTo(Power.ActivePj(modules[TableLookupResources.Elementwise])).Within(1e-9).Percent);
    }

    [TestCase(Accel.Arch.Designs.TableLookup.LookupVariant.Naive)]
    [TestCase(Accel.Arch.Designs.TableLookup.LookupVariant.Half)]
    public void Price_OtherVariants_AreNotNegative(Accel.Arch.Designs.TableLookup.LookupVariant variant)
    {
        Design design = KvDesign.Of(KvDesign.Fabric with { Variant = variant });
        PriceList prices = PriceList.Compile(new PriceBook(design.Technology), design, design.Fabric.DefaultPrecision);
        Assert.That(prices.PeActivePj, Is.Positive);
        Assert.That(prices.EncoderPj, Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Price_ASecondOfNothing_IsStaticPowerAndTheClock()
    {
        double watts = 3.81 + (Prices.Resources.Ffs * 20.6e-15 * 250e6);
        Assert.That(Prices.StaticPower.Value, Is.EqualTo(watts).Within(1e-9).Percent);
        Assert.That(Prices.Price(new ActivityCounts { Cycles = 250_000_000 }).Total.Value,
            Is.EqualTo(watts).Within(1e-9).Percent);
    }

    [Test]
    public void Price_ADramByte_IsMemoryAndInterconnect()
    {
        Assert.That(Prices.DramPjPerByte, Is.InRange(150, 180));
        Assert.That(Prices.Area.Total.Value, Is.Zero);
    }

    /// <summary>
    /// A token of BitNet 0.73B at 25 token/s from hand-made counts: 679 M weights in 226 M lookups, 146 MB of index
    /// vectors, a context of 256 tokens. Published: 4.8 W, of which the boundary is not known.
    /// </summary>
    [Test]
    public void Price_ATokenOfTellme_IsNearItsPower()
    {
        const long Weights = 24L * ((4 * 1536 * 1536) + (3 * 1536 * 4096));
        const long Attention = 24L * 2 * 256 * 1536;
        ActivityCounts token = new()
        {
            Cycles = 10_000_000, Macs = Weights + Attention, PeActiveCycles = Weights / 3,
            EncoderCycles = Weights / 3 * 27 / 1536, AccumulatorUpdates = Weights / 84, AttentionMacs = Attention,
            VectorOperations = 24 * ((8 * 1536) + (4 * 4096)),
            WeightReadBits = Weights / 3 * 5, WeightWriteBits = Weights / 3 * 5, DramReadBytes = 160_200_000,
        };
        EnergyBreakdown energy = Prices.Price(token);
        double watts = energy.Total.Value * 25;
        Assert.That(watts, Is.EqualTo(4.8).Within(20).Percent);
        Assert.That(energy.Static.Value, Is.GreaterThan(energy.OnChip.Value * 0.9), "an idle board takes most of it");
    }

    [Test]
    public void Compile_TwoOfTheSame_AreEqual() => Assert.That(PriceList.Compile(
        new PriceBook(Tellme.Technology), Tellme, Tellme.Fabric.DefaultPrecision), Is.EqualTo(Prices));

    [Test]
    public void Assumptions_OfADevice_ListModulesPowerAndDram()
    {
        IReadOnlyList<Assumption> list = Assumptions.Of(new PriceBook(Tellme.Technology), Tellme,
            Tellme.Fabric.DefaultPrecision);
        Assert.That(list, Has.All.Matches<Assumption>(item => item.Text.Length > 0 && item.Source.Length > 0));
        string[] texts = [.. list.Select(item => item.Text)];
        Assert.That(texts, Has.Some.StartsWith("fabric/engine: ").And.Some.StartsWith("static power 3.81 W")
            .And.Some.StartsWith("DRAM ddr4").And.Some.StartsWith("a DSP slice"));
        Assert.That(list.Single(item => item.Text.StartsWith("a DSP slice", StringComparison.Ordinal)).IsEstimated);
        Assert.That(list.Single(item => item.Text.StartsWith("a block RAM", StringComparison.Ordinal)).IsEstimated,
            Is.False);
    }

    [Test]
    public void Sram_OfADevice_IsRefused() => Assert.That(
        () => new PriceBook(Tellme.Technology).Sram, Throws.InvalidOperationException);
}
