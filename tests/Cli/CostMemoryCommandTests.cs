using System.Text.Json;

namespace Accel.Tests.Cli;

/// <summary><c>accel cost sram</c> and <c>accel cost regfile</c>, as a user starts them.</summary>
[Parallelizable(ParallelScope.Self)]
public class CostMemoryCommandTests
{
    [Test]
    public void Sram_OfATable_IsItsRunWithABand()
    {
        JsonElement price = Price("sram", "bytes=131072", "width=128", "--technology", "cmos-45nm");
        Assert.That(price.GetProperty("energy_j").GetDouble(), Is.EqualTo(50.2566e-12).Within(1e-3).Percent);
        Assert.That(price.GetProperty("write_energy_j").GetDouble(), Is.EqualTo(46.968e-12).Within(1e-3).Percent);
        Assert.That(price.GetProperty("area_mm2").GetDouble(), Is.EqualTo(0.41348).Within(1e-3).Percent);
        Assert.That(price.GetProperty("leakage_w").GetDouble(), Is.EqualTo(3.30362e-6).Within(1e-3).Percent);
        Assert.That(price.GetProperty("delay_s").GetDouble(), Is.EqualTo(2.00978e-9).Within(1e-3).Percent);
        Assert.That(price.GetProperty("uncertainty").GetDouble(), Is.EqualTo(0.1).Within(1e-9));
        Assert.That(price.GetProperty("source").GetString(), Does.Contain("CACTI 7"));
    }

    [Test]
    public void Sram_InBanks_ShowsThem()
    {
        JsonElement price = Price(
            "sram", "bytes=524288", "width=64", "banks=8", "flavour=hp", "temperature-k=360",
            "--technology", "cmos-22nm");
        Assert.That(price.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString()),
            Is.EqualTo(new[] { "bank-accessed", "bank-idle", "wires-between-banks" }));
    }

    [TestCase("cmos-28nm")]
    [TestCase("cmos-16nm")]
    [TestCase("cmos-7nm")]
    public void Sram_LeakageThatNobodyRan_IsNull(string technology)
    {
        JsonElement price = Price("sram", "bytes=65536", "width=64", "--technology", technology);
        Assert.That(price.GetProperty("leakage_w").ValueKind,
            Is.EqualTo(technology == "cmos-28nm" ? JsonValueKind.Number : JsonValueKind.Null));
        Assert.That(price.GetProperty("uncertainty").GetDouble(), Is.GreaterThan(0.25));
    }

    [Test]
    public void Sram_OnADevice_IsItsBlocks()
    {
        Assert.That(Price("sram", "bytes=4096", "width=32", "--device", "kv260").GetProperty("bram36").GetDouble(),
            Is.EqualTo(1));
        Assert.That(Price("sram", "bytes=589824", "width=144", "--device", "u280").GetProperty("uram").GetDouble(),
            Is.EqualTo(16));
        Assert.That(Price("regfile", "words=32", "bits=16", "--device", "kv260").GetProperty("lut").GetDouble(),
            Is.EqualTo(10));
    }

    [TestCase("flavour=hp", "has no choice of cells")]
    [TestCase("temperature-k=360", "has no leakage of single memories")]
    [TestCase("ports=2", "has memories with a read and a write port each")]
    public void Sram_OnADeviceWithWhatSaysNothingThere_IsRefusedAtTheArgument(string argument, string message)
    {
        AccelProcess run = AccelProcess.Run(
            ["cost", "sram", "bytes=65536", "width=64", argument, "--device", "u280"]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith($"{argument}: error ACC013: u280 {message}").And.Contain("leave"));
    }

    [Test]
    public void Sram_At7Nanometres_SaysThatItIsEstimated()
    {
        JsonElement bands = Price("sram", "bytes=8192", "width=64", "--technology", "cmos-7nm")
            .GetProperty("uncertainties");
        Assert.That(bands.GetProperty("energy_j_basis").GetString(), Is.EqualTo("estimated"));
        Assert.That(bands.GetProperty("area_mm2_basis").GetString(), Is.EqualTo("estimated"));
    }

    [TestCase(64, 16, 1, 16 + 3)]
    [TestCase(65, 16, 1, 32 + 5 + 16 + 2)]
    [TestCase(256, 14, 2, 2 * (56 + 8 + 14 + 4))]
    public void Regfile_OnADevice_HasAChoiceOfItsBlocks(int words, int bits, int ports, double luts) => Assert.That(
        Price("regfile", $"words={words}", $"bits={bits}", $"ports={ports}", "--device", "kv260")
            .GetProperty("lut").GetDouble(), Is.EqualTo(luts).Within(1e-9));

    [Test]
    public void Regfile_InATechnology_HasItsParts()
    {
        JsonElement price = Price("regfile", "words=32", "bits=16", "ports=2", "--technology", "cmos-45nm");
        Assert.That(price.GetProperty("parts").GetArrayLength(), Is.EqualTo(3));
        Assert.That(price.GetProperty("energy_j").GetDouble(), Is.GreaterThan(0));
        Assert.That(price.GetProperty("write_energy_j").GetDouble(), Is.GreaterThan(0));
    }

    [TestCase("no SRAM of flavour 'hp'", "sram", "bytes=65536", "width=64", "flavour=hp", "--technology", "cmos-7nm")]
    [TestCase("no word of 64 bits", "sram", "bytes=4", "width=64", "--technology", "cmos-22nm")]
    [TestCase("sram.flavour must be lstp or", "sram", "bytes=4096", "width=64", "flavour=x",
        "--technology", "cmos-22nm")]
    [TestCase("needs the key 'width'", "sram", "bytes=4096", "--technology", "cmos-22nm")]
    public void Cost_OfWhatIsNotThere_IsADiagnostic(string message, params string[] arguments)
    {
        AccelProcess run = AccelProcess.Run(["cost", .. arguments]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void List_Technologies_AreThoseFromNinetyToSeven()
    {
        AccelProcess run = AccelProcess.Run("list", "technologies");
        foreach (int node in (int[])[7, 16, 22, 28, 32, 45, 65, 90])
        {
            Assert.That(run.Output, Does.Contain($"cmos-{node}nm"));
        }
    }

    private static JsonElement Price(params string[] arguments)
    {
        AccelProcess run = AccelProcess.Run(["cost", .. arguments, "--json"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Json().RootElement;
    }
}
