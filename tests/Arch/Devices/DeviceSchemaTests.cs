using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Technologies;
using Accel.CostModel;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.CostModel.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Devices;

public class DeviceSchemaTests
{
    [TestCase("kv260", 117120, 64, 57600)]
    [TestCase("zcu102", 274080, 0, 144000)]
    [TestCase("u280", 1163520, 960, 536000)]
    [TestCase("u55c", 1131000, 960, 521000)]
    [TestCase("u250", 1500000, 1280, 690000)]
    [TestCase("vcu128", 1303680, 960, 601000)]
    [TestCase("vhk158", 1753984, 1301, 877000)]
    public void Load_Shipped_HasItsTotals(string name, double luts, double urams, double memoryLuts)
    {
        FpgaResources capacity = Shipped.Device(name).Device!.Capacity;
        Assert.That((capacity.Luts, capacity.Urams, capacity.MemoryLuts), Is.EqualTo((luts, urams, memoryLuts)));
    }

    /// <summary>The coefficients that one routed report gives, watts over count over 180 MHz.</summary>
    [TestCase(FpgaElement.Bram36, "BRAM36", 0)]
    [TestCase(FpgaElement.Clock, "clock network (per register)", 0)]
    [TestCase(FpgaElement.Lut, "CLB LUT as logic", 1)]
    [TestCase(FpgaElement.FlipFlop, "CLB register", 1)]
    [TestCase(FpgaElement.MemoryLut, "LUT as distributed RAM", 1)]
    public void Energies_OfTheKv260_AreThoseOfTheRoutedReport(FpgaElement element, string row, int nets)
    {
        Dictionary<string, ReferenceCsv> report = ReferenceCsv.Read("cost_fpga_power_u50.csv")
            .ToDictionary(line => line["element"]);
        double femtojoules = report[row].Number("nW_per_MHz_each_if_180MHz");
        ReferenceCsv signals = report["signals (per net)"];
        double netsEach = signals.Number("count")
            / (report["CLB LUT as logic"].Number("count") + report["CLB register"].Number("count"));
        double expected = femtojoules + (nets * netsEach * signals.Number("nW_per_MHz_each_if_180MHz"));
        Assert.That(Shipped.Device("kv260").Device!.Power[element].Picojoules * 1e3,
            Is.EqualTo(expected).Within(1).Percent);
    }

    [Test]
    public void Energies_ThatNobodyPublished_AreMarked()
    {
        FpgaPower power = Shipped.Device("kv260").Device!.Power;
        Assert.That(Enum.GetValues<FpgaElement>().Where(element => power[element].IsEstimated),
            Is.EquivalentTo(new[] { FpgaElement.Dsp, FpgaElement.Uram }));
    }

    /// <summary>What was not read anywhere must not pass for a device's own figure.</summary>
    [TestCase("kv260", false)]
    [TestCase("zcu102", true)]
    [TestCase("u280", true)]
    [TestCase("u55c", true)]
    [TestCase("u250", true)]
    [TestCase("vcu128", true)]
    [TestCase("vhk158", true)]
    public void Resources_ThatNobodyPublished_AreMarked(string name, bool isEstimated)
    {
        Design design = KvDesign.Of(KvDesign.Fabric, name);
        design = design with { Dram = design.Dram with { Type = design.Technology.Dram.Keys.First() } };
        Assumption resources = Assumptions.Of(
            new PriceBook(design.Technology), design, design.Fabric.DefaultPrecision)
            .Single(assumption => assumption.Text == $"resources of {name}");
        Assert.That(resources.IsEstimated, Is.EqualTo(isEstimated));
    }

    /// <summary>The second would win without a word, and the element that it was meant for have no energy.</summary>
    [Test]
    public void Load_ElementTwice_IsRefused()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", File.ReadAllText(Path.Combine(Shipped.Configs(), "devices", "kv260.yaml"))
            .Replace("element: memory-lut", "element: lut", StringComparison.Ordinal));
        Assert.That(DeviceSchema.Load("d.yaml", folder.Context()), Is.Null);
        Assert.That(folder.Lines.Single(), Does.Contain("d.yaml").And.Contain("has two entries for lut"));
    }

    [Test]
    public void Assumptions_OnEnergies_HaveTheFilesDigits()
    {
        Design design = KvDesign.Tellme;
        string[] texts = [.. Assumptions.Of(
            new PriceBook(design.Technology), design, design.Fabric.DefaultPrecision).Select(known => known.Text)];
        Assert.That(texts, Does.Contain("a flip-flop at work takes 0.0164 pJ a cycle"));
    }

    [Test]
    public void Load_WithoutAnElementsEnergy_IsADiagnostic()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", "kind: device\nextends: kv260\npower:\n  energies:\n    - { element: lut, energy: 1 pJ, "
            + "source: x }\n");
        Technology? device = DeviceSchema.Load("d.yaml", folder.Context());
        Assert.That(device, Is.Null);
        Assert.That(folder.Lines, Has.One.Contain("power.energies needs an entry for each of lut"));
    }

    [Test]
    public void With_AnotherEnergy_LeavesTheFirstAlone()
    {
        FpgaPower power = new();
        FpgaPower other = power.With(FpgaElement.Dsp, new FpgaEnergy(2, "test"));
        Assert.That((power[FpgaElement.Dsp].Picojoules, other[FpgaElement.Dsp].Picojoules), Is.EqualTo((0, 2)));
        Assert.That(other.ActivePj(new FpgaResources(0, 0, 3, 0, 0)), Is.EqualTo(6));
    }
}
