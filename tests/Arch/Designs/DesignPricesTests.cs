using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Yaml;
using Accel.CostModel;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Designs;

public class DesignPricesTests
{
    [TestCase("bitmod-28nm")]
    [TestCase("fp16-28nm")]
    [TestCase("ant-28nm")]
    [TestCase("olive-28nm")]
    public void Design_AsShipped_IsPricedWhole(string name)
    {
        (Design? design, IReadOnlyList<Diagnostic> diagnostics) = Load(name);
        Assert.That(diagnostics, Is.Empty);
        PriceList prices = PriceList.Compile(
            new PriceBook(design!.Technology), design, design.Precision.Over(design.Fabric.DefaultPrecision));
        Assert.That(prices.Area.Pes.Value, Is.InRange(1.3, 1.6));
        Assert.That(prices.PeActivePj, Is.InRange(0.5, 1.2));
    }

    [Test]
    public void Design_PePriceThatTheTechnologyLacks_IsADiagnosticWithTheNearest()
    {
        (Design? design, IReadOnlyList<Diagnostic> diagnostics) = Load("ant-28nm", "fabric.pe-price=pe-fp16-int8-amt");
        Assert.That(design, Is.Null);
        Assert.That(diagnostics, Has.Count.EqualTo(1));
        Assert.That(diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.UnknownName));
        Assert.That(diagnostics[0].ToString(),
            Does.Contain("pe-fp16-int8-amt-lane").And.Contain("pe-fp16-int8-ant-lane"));
    }

    [Test]
    public void Design_PortsOfItsOwn_WinOverTheFabrics()
    {
        (Design? design, _) = Load("bitmod-28nm", "buffers.weight-port=512 bit", "buffers.activation-port=32 B");
        (Design? plain, _) = Load("bitmod-28nm");
        var precision = design!.Fabric.DefaultPrecision;
        Assert.That(design.WeightPortBits(precision), Is.EqualTo(512));
        Assert.That(design.ActivationPortBits(precision), Is.EqualTo(256));
        Assert.That(plain!.ActivationPortBits(precision),
            Is.EqualTo(plain.Fabric.ActivationPortBits(precision.Activations)));
    }

    [Test]
    public void Design_PortWithoutUnit_IsADiagnostic()
    {
        (Design? design, IReadOnlyList<Diagnostic> diagnostics) = Load("bitmod-28nm", "buffers.weight-port=512");
        Assert.That(design, Is.Null);
        Assert.That(diagnostics.Select(item => item.Code), Is.EqualTo(new[] { DiagnosticCodes.Unit }));
    }

    private static (Design? Design, IReadOnlyList<Diagnostic> Diagnostics) Load(string name, params string[] edits)
    {
        DiagnosticBag bag = new();
        ConfigLibrary library = new([Shipped.Configs()], Shipped.Configs(), ["accel"]);
        ScenarioLoader loader = new(new BindContext(bag, library));
        loader.Set(edits);
        return (loader.Design($"designs/{name}.yaml"), [.. bag.Items]);
    }
}
