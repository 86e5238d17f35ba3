using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.CostModel;
using Accel.CostModel.Sram;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Technologies;

public class SramSchemaTests
{
    private const string Good = """
        kind: technology
        name: mine
        node: 45 nm
        voltage: 0.9 V
        sram:
          source: "mine"
          tables:
            - flavour: lstp
              temperature: 300 K
              source: "mine"
              points:
                - [4096, 64, 3.4, 6.5, 0.0135, null, null]
                - [8192, 64, 6.1, null, 0.0263, 0.0003, 1.2]

        """;

    [Test]
    public void Load_TablesAlone_NeedNothingElse()
    {
        (Technology? technology, string[] lines) = Load(Good);
        Assert.That(lines, Is.Empty);
        Assert.That(technology!.SupplyVolts, Is.EqualTo(0.9));
        Assert.That(technology.SramTables[0].Runs[0], Is.EqualTo(new SramRun(4096, 64, 3.4, 6.5, 0.0135, null, null)));
        Assert.That(technology.SramTables[0].Runs[1].WritePj, Is.Null);
        // One run with leakage: other sizes at this node follow it.
        SramMacros macros = SramMacros.Of(technology);
        Assert.That(macros.LeakageMw(8192, 64), Is.EqualTo(0.0003).Within(1e-12));
        Assert.That(macros.LeakageMw(16384, 64), Is.InRange(0.0005, 0.0006));
    }

    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[4096, 64, 3.4]", "a row must be [bytes, bits, read-pj")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[4096, 64, 3.4, 0, 0.0135, null, null]", "no figure 0")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[4096.5, 64, 3.4, 1, 1, null, null]", "whole numbers")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[null, 64, 3.4, 1, 1, null, null]", "whole numbers")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[4, 64, 3.4, 1, 1, null, null]", "no wider than the macro")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[4096, 64, much, 1, 1, null, null]", "must be a number")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[8192, 64, 3.4, 1, 1, null, null]",
        "two macros of one size")]
    [TestCase("[4096, 64, 3.4, 6.5, 0.0135, null, null]", "[4096, 64, 3.4, null, 1, null, null]",
        "a read, a write and an area")]
    [TestCase("temperature: 300 K", "temperature: 300", "needs a unit")]
    [TestCase("flavour: lstp", "flavour: lsp", "sram.tables.flavour must be lstp or lop")]
    [TestCase("temperature: 300 K", "temperature: 300 K\n      basis: scaled", "needs an 'uncertainty' above 0")]
    [TestCase("voltage: 0.9 V", "voltage: 0.9", "needs a unit")]
    public void Load_Wrong_IsADiagnostic(string right, string wrong, string message)
    {
        (Technology? technology, string[] lines) = Load(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.That(technology, Is.Null);
        Assert.That(lines, Has.Some.Contains(message));
    }

    [Test]
    public void Load_SramWithoutTablesOrAnchors_IsADiagnostic()
    {
        (_, string[] lines) = Load(Good[..Good.IndexOf("  tables", StringComparison.Ordinal)]);
        Assert.That(lines, Has.Length.EqualTo(1).And.Some.Contains("sram needs 'tables'"));
    }

    [Test]
    public void Load_TwoTablesOfOneFlavourAndTemperature_IsADiagnostic()
    {
        string table = Good[Good.IndexOf("    - flavour", StringComparison.Ordinal)..];
        Assert.That(Load(Good + table).Lines, Has.Some.Contains("two tables of one flavour and temperature"));
    }

    [Test]
    public void Design_ThatNamesAPriceWhichATechnologyLacks_SaysWhich()
    {
        using ConfigFolder folder = new();
        Assert.That(Design(folder, "technology=cmos-45nm", "fabric.pe-price=pe-of-tomorrow"), Is.Null);
        Assert.That(folder.Lines, Has.Some.Contains("technology cmos-45nm has no price for the component"));
    }

    [Test]
    public void Design_ThatNamesAFlavour_IsPricedByItsTable()
    {
        using ConfigFolder folder = new();
        Design plain = Design(folder)!;
        Design low = Design(folder, "buffers.flavour=lop")!;
        PriceBook book = new(low.Technology);
        PriceList prices = PriceList.Compile(book, low, low.Fabric.DefaultPrecision);
        SramPrice bank = SramMacros.Of(low.Technology, "lop").Price(
            low.Buffers.Weights.Count / 8.0 / low.Buffers.Banks,
            low.WeightPortBits(low.Fabric.DefaultPrecision) / (double)low.Buffers.Banks);
        Assert.That(prices.Weights.AreaMm2, Is.EqualTo(2.5 * bank.AreaMm2 * low.Buffers.Banks).Within(1e-9),
            "a read and a write port");
        Assert.That(prices.Weights.AreaMm2, Is.Not.EqualTo(
            PriceList.Compile(book, plain, plain.Fabric.DefaultPrecision).Weights.AreaMm2).Within(1).Percent);
        Assert.That(Assumptions.Of(book, low, low.Fabric.DefaultPrecision).Select(known => known.Text),
            Has.Some.Contains("its leakage is not known"));
    }

    [Test]
    public void Design_FlavourThatTheTechnologyLacks_IsADiagnostic()
    {
        using ConfigFolder folder = new();
        Assert.That(Design(folder, "buffers.flavour=published"), Is.Null);
        Assert.That(folder.Lines, Has.Some.Contains("technology cmos-28nm has no SRAM table of flavour 'published'"));
    }

    private static Design? Design(ConfigFolder folder, params string[] edits)
    {
        var loader = folder.Loader();
        loader.Set(edits);
        return loader.Design(System.IO.Path.Combine(Shipped.Configs(), "designs", "bitmod-28nm.yaml"));
    }

    private static (Technology? Technology, string[] Lines) Load(string yaml)
    {
        using ConfigFolder folder = new();
        string file = folder.Write("mine.yaml", yaml);
        Technology? technology = TechnologySchema.Load(System.IO.Path.Combine(folder.Path, file), folder.Context());
        return (technology, folder.Lines);
    }
}
