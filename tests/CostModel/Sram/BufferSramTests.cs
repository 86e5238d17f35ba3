using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Estimates;
using Accel.CostModel.Sram;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Sram;

/// <summary>Buffers of designs where a technology has no anchors: two ports a bank, and wires.</summary>
public class BufferSramTests
{
    [TestCase("cmos-22nm", null)]
    [TestCase("cmos-45nm", "lop")]
    [TestCase("cmos-28nm", "hp")]
    public void Buffers_OfADesign_AreBanksOfTwoPortsAndTheirWires(string node, string? flavour)
    {
        (PriceBook book, Design design, Precision precision) = In(node, flavour);
        PriceList prices = PriceList.Compile(book, design, precision);
        double bits = design.WeightPortBits(precision);
        SramMacros macros = SramMacros.Of(book.Technology, flavour);
        Estimate bank = BankedSram.Of(macros, null, 65536, (int)bits / 8, 1, 2, 0.9).Each;
        Assert.That(prices.Weights.AreaMm2, Is.EqualTo(8 * bank.AreaMm2!.Value.Value).Within(1e-9).Percent);
        double wiresPj = (prices.Weights.ReadPjPerBit * bits) - (8 * bank.EnergyJ!.Value.Value * 1e12);
        double side = Math.Sqrt(prices.Weights.AreaMm2);
        double supply = book.Technology.SupplyVolts!.Value / 0.9;
        double address = Math.Log2(65536 * 8 / (bits / 8));
        Assert.That(wiresPj, Is.EqualTo(
            side * 0.75 * 0.5 * (bits + (address * Math.Sqrt(8))) * 0.376 * supply * supply).Within(1e-6).Percent);
    }

    [TestCase("cmos-22nm", 512)]
    [TestCase("cmos-45nm", 512)]
    [TestCase("cmos-7nm", 512)]
    [TestCase("cmos-45nm", 1)]
    public void TreeAndPrices_OfBuffers_AreTheSame(string node, int kibibytes)
    {
        (PriceBook book, Design design, Precision precision) = In(node, null);
        design = design with { Buffers = design.Buffers with { Outputs = Bits.FromKibibytes(kibibytes) } };
        PriceList prices = PriceList.Compile(book, design, precision);
        CostNode tree = DesignCosts.Of(book, design, precision).Parts.Single(part => part.Name == "buffers");
        foreach ((string name, BufferPrice price, double bits) in new[]
        {
            ("weights", prices.Weights, (double)design.WeightPortBits(precision)),
            ("activations", prices.Activations, design.ActivationPortBits(precision)),
            ("outputs", prices.Outputs, 32 * 16),
        })
        {
            Estimate each = tree.Parts.Single(part => part.Name == name).Each;
            Assert.That(each.AreaMm2!.Value.Value, Is.EqualTo(price.AreaMm2).Within(1e-6).Percent, name);
            Assert.That(each.EnergyJ!.Value.Value * 1e12, Is.EqualTo(price.ReadPjPerBit * bits).Within(1e-6).Percent, name);
            Assert.That(each.WriteEnergyJ!.Value.Value * 1e12,
                Is.EqualTo(price.WritePjPerBit * bits).Within(1e-6).Percent, name);
        }
    }

    [Test]
    public void Buffers_OfAnchors_AreLeftAsTheyAre()
    {
        (PriceBook book, Design design, Precision precision) = In("cmos-28nm", null);
        SramPrice bank = book.Sram.Bank(65536, 32);
        PriceList prices = PriceList.Compile(book, design, precision);
        Assert.That(prices.Weights, Is.EqualTo(new BufferPrice(bank.ReadPj / 32, bank.WritePj / 32, bank.AreaMm2 * 8)));
    }

    [Test]
    public void Banks_OfOne_HaveNoWires()
    {
        (PriceBook book, Design design, Precision precision) = In("cmos-45nm", null);
        design = design with { Buffers = design.Buffers with { Banks = 1 } };
        double bits = design.WeightPortBits(precision);
        Estimate bank = BankedSram.Of(
            SramMacros.Of(book.Technology), null, 524288, (int)bits, 1, 2, 0.9).Each;
        Assert.That(PriceList.Compile(book, design, precision).Weights.ReadPjPerBit * bits,
            Is.EqualTo(bank.EnergyJ!.Value.Value * 1e12).Within(1e-6).Percent);
    }

    /// <summary>A structure at 28 nm and at another node bear the same factor; a listed price bears its own.</summary>
    [Test]
    public void LayoutFactor_OfStructures_IsThatOfEveryNode()
    {
        foreach (string node in new[] { "cmos-7nm", "cmos-45nm", "cmos-90nm" })
        {
            (PriceBook book, Design design, Precision precision) = In(node, null);
            PriceList prices = PriceList.Compile(book, design, precision);
            double bare = 0;
            foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
            {
                bare += component.Role == ComponentRole.Pe
                    ? book.Of(component, design, precision).EnergyPj * component.PerEvent : 0;
            }

            Assert.That(prices.PeActivePj, Is.EqualTo(bare * 1.5).Within(1e-9).Percent, node);
        }

        Technology without = Shipped.Process("cmos-45nm") is var place
            ? place with { Logic = place.Logic! with { LayoutEnergyFactor = null } } : null!;
        Component pe = new("pe", "pe-bit-serial-lane", ComponentRole.Pe, 1, 1);
        Assert.That(new PriceBook(without).LayoutFactor(pe).Value, Is.EqualTo(1));
        Technology listed = Shipped.Technology with { Logic = null };
        Assert.That(new PriceBook(listed).LayoutFactor(pe).Value, Is.EqualTo(1.5));
    }

    private static (PriceBook Book, Design Design, Precision Precision) In(string node, string? flavour)
    {
        Technology technology = Shipped.Process(node);
        Design shipped = ShippedFiles.Design("bitmod-28nm");
        Design design = shipped with
        {
            Technology = technology, Buffers = shipped.Buffers with { Flavour = flavour },
        };
        return (new PriceBook(technology), design, design.Precision.Over(design.Fabric.DefaultPrecision));
    }
}
