using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Estimates;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel;

public class DesignCostsTests
{
    private static IEnumerable<string> DesignNames => ShippedFiles.DesignNames;

    /// <summary>The tree and the list of prices are two ways through one inventory.</summary>
    [TestCaseSource(nameof(DesignNames))]
    public void Of_AShippedDesign_AddsUpToItsPrices(string name)
    {
        Design design = ShippedFiles.Design(name);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        PriceBook book = new(design.Technology);
        CostNode tree = DesignCosts.Of(book, design, precision);
        PriceList prices = PriceList.Compile(book, design, precision);
        Assert.That(tree.Name, Is.EqualTo(design.Name));
        if (design.Technology.Device is null)
        {
            Assert.That(tree.Each.AreaMm2!.Value.Value, Is.EqualTo(prices.Area.Total.Value).Within(1e-9));
        }
        else
        {
            Assert.That(tree.Each.Resources!.Value.Luts, Is.EqualTo(prices.Resources.Luts).Within(1e-6));
            Assert.That(tree.Each.Resources!.Value.Urams, Is.EqualTo(prices.Resources.Urams));
        }

        AssertSums(tree);
    }

    /// <summary>A design is priced in every process that says what its logic costs, whatever its PEs.</summary>
    [TestCase("bitmod-28nm")]
    [TestCase("fp16-28nm")]
    [TestCase("systolic-int8")]
    [TestCase("systolic-fp16")]
    [TestCase("systolic-l-mul")]
    [TestCase("systolic-denseshift")]
    public void Of_ADesignInAnotherProcess_IsItsStructures(string name)
    {
        Design design = ShippedFiles.Design(name);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        double Area(string node)
        {
            Technology technology = Shipped.Process(node);
            CostNode tree = DesignCosts.Of(new PriceBook(technology), design with { Technology = technology },
                precision);
            AssertSums(tree);
            return tree.Each.AreaMm2!.Value.Value;
        }

        Assert.That(Area("cmos-65nm"), Is.GreaterThan(Area("cmos-45nm")));
        Assert.That(Area("cmos-45nm"), Is.GreaterThan(Area("cmos-22nm")));
    }

    [Test]
    public void Energy_OfAListedPrice_GoesWithTheSquareOfTheSupply()
    {
        Design design = ShippedFiles.Design("bitmod-28nm");
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        PriceBook book = new(design.Technology);
        PriceList nominal = PriceList.Compile(book, design, precision);
        PriceList low = PriceList.Compile(book, design with { Voltage = 0.72 }, precision);
        Assert.That(low.PeActivePj, Is.EqualTo(nominal.PeActivePj * 0.64).Within(1e-9));
        Assert.That(low.Weights, Is.EqualTo(nominal.Weights), "buffers keep their own supply");
    }

    private static void AssertSums(CostNode node)
    {
        if (node.Parts.Count > 0 && node.Each.AreaMm2 is { } area)
        {
            Assert.That(node.Parts.Sum(part => part.Count * part.Each.AreaMm2!.Value.Value),
                Is.EqualTo(area.Value).Within(1e-9), node.Name);
        }

        foreach (CostNode part in node.Parts)
        {
            AssertSums(part);
        }
    }
}
