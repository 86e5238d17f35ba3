using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Systolic;

/// <summary>Decoders at the edges of a systolic array: each edge by itself, in area and in energy.</summary>
public class SystolicPricesTests
{
    private static readonly PriceBook Book = new(Shipped.Technology);

    [TestCase("ovp-int4", "ovp-int4", "ovp-int4", 0.053, 0.053)]
    [TestCase("ovp-int4", "int8", "int8", 0.053, 0)]
    [TestCase("int8", "ovp-int4", "int8", 0, 0.053)]
    [TestCase("ovp-int8", "flint4", "int8", 0.07, 0.0045)]
    [TestCase("int8", "int8", "ovp-int4", 0.053, 0)]
    public void Price_OfADecodedElement_IsThatOfItsOwnEdge(
        string weights, string activations, string cache, double weightPj, double activationPj)
    {
        PriceList prices = Compile(weights, activations, cache);
        Assert.That(Compute(new() { EncoderCycles = 1 }), Is.EqualTo(weightPj * 1.5).Within(1e-9));
        Assert.That(Compute(new() { ActivationDecoderCycles = 1 }), Is.EqualTo(activationPj * 1.5).Within(1e-9));

        double Compute(ActivityCounts counts) => prices.Price(counts).Compute.Value * 1e12;
    }

    /// <summary>Three rows for tokens and five columns for channels, twice as many where PEs are taken apart.</summary>
    [TestCase("ovp-int4", "ovp-int4", "ovp-int4", (6 + 10) * 60.3)]
    [TestCase("ovp-int8", "ovp-int8", "ovp-int8", (3 + 5) * 80.2)]
    [TestCase("int8", "int8", "ovp-int4", 10 * 60.3)]
    [TestCase("ovp-int8", "int8", "ovp-int4", (5 * 80.2) + (10 * 60.3))]
    [TestCase("flint4", "int8", "flint4", 10 * 4.9)]
    [TestCase("int8", "int8", "int8", 0)]
    public void Area_OfDecoders_CountsEachSideOfTheArray(
        string weights, string activations, string cache, double um2) =>
        Assert.That(
            Compile(weights, activations, cache).Area.Edge.Value * 1e6, Is.EqualTo(um2).Within(1e-6));

    [Test]
    public void Area_OfDecodersForACacheThatThePesDoNotMultiply_IsNone() => Assert.That(
        Compile("int8", "int8", "ovp-int4", new SystolicFabric { Pe = SystolicPe.Integer }).Area.Edge.Value, Is.Zero);

    [TestCase(SystolicPe.Integer, "ternary", "int8")]
    [TestCase(SystolicPe.Ternary, "ternary", "ternary")]
    [TestCase(SystolicPe.Shift, "pot4", "int8")]
    [TestCase(SystolicPe.ExponentInteger, "ovp-int8", "flint4")]
    [TestCase(SystolicPe.FloatingPoint, "fp8-e4m3", "fp8-e5m2")]
    [TestCase(null, "ovp-int4", "ternary")]
    public void Components_OfAnArray_AreAmongTheRequiredPrices(SystolicPe? pe, string weights, string activations)
    {
        SystolicFabric fabric = new() { Pe = pe };
        Precision formats = new(
            TensorFormat.Parse(weights), TensorFormat.Parse(activations), TensorFormat.Parse(weights));
        Inventory inventory = Inventory.Of(
            new Design { Name = "test", Technology = Shipped.Technology, Fabric = fabric }, formats);
        Assert.That(
            inventory.Components.ToArray()
                .Where(component => component.Path.StartsWith("fabric/", StringComparison.Ordinal))
                .Select(component => component.Kind).Distinct(),
            Is.SubsetOf(fabric.RequiredPrices));
    }

    /// <summary>One adder of four joins 2 x 2 PEs; 4 x 4 need four of them and one more.</summary>
    [TestCase(8, null, 242, 0)]
    [TestCase(8, 4, 4 * 66.6, 1)]
    [TestCase(8, 2, 16 * 50, 5)]
    [TestCase(16, 4, 16 * 66.6, 5)]
    public void Area_OfAFusedPe_IsItsNarrowOnesAndTheirAdders(int bits, int? minimumBits, double um2, int adders)
    {
        SystolicFabric fabric = new()
        {
            Rows = 3, Columns = 5, Pe = SystolicPe.Integer, Bits = bits, SplitTo = minimumBits,
        };
        Assert.That(
            Compile("int8", "int8", "int8", fabric).Area.Pes.Value * 1e6,
            Is.EqualTo(15 * (um2 + (adders * 21.6))).Within(1e-6));
    }

    private static PriceList Compile(
        string weights, string activations, string cache, SystolicFabric? fabric = null) => PriceList.Compile(
        Book,
        new Design
        {
            Name = "test",
            Technology = Shipped.Technology,
            Fabric = fabric ?? new SystolicFabric { Rows = 3, Columns = 5, Bits = 8, SplitTo = 4 },
        },
        new Precision(TensorFormat.Parse(weights), TensorFormat.Parse(activations), TensorFormat.Parse(cache)));
}
