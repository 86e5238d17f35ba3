using System.Text.Json;

namespace Accel.Tests.Cli;

/// <summary><c>accel cost</c> as a user starts it.</summary>
[Parallelizable(ParallelScope.Self)]
public class CostCommandTests
{
    private static readonly string[] Keys =
        ["area_mm2", "energy_j", "leakage_w", "delay_s", "lut", "ff", "dsp", "bram36", "uram", "source", "uncertainty"];

    [TestCase("multiplier a=8 b=8")]
    [TestCase("adder bits=32")]
    [TestCase("mac a=8 b=8 acc=32")]
    [TestCase("fp-mac format=fp8-e4m3 acc=fp32")]
    [TestCase("fp-mac format=fp4 acc=exact")]
    [TestCase("fp-mac format=fp8-e5m2 acc=73")]
    [TestCase("lmul format=bf16")]
    [TestCase("register bits=8")]
    [TestCase("mux ways=4 bits=8")]
    [TestCase("shifter bits=32")]
    public void Cost_OfABlockInAProcess_HasEveryKeyOfTheContract(string item)
    {
        AccelProcess priced = AccelProcess.Run(
            ["cost", .. item.Split(' '), "--technology", "cmos-45nm", "--json"]);
        Assert.That(priced.ExitCode, Is.Zero, priced.Error);
        JsonElement json = JsonDocument.Parse(priced.Output).RootElement;
        foreach (string key in Keys)
        {
            Assert.That(json.TryGetProperty(key, out _), key);
        }

        Assert.That(json.GetProperty("area_mm2").GetDouble(), Is.Positive);
        Assert.That(json.GetProperty("energy_j").GetDouble(), Is.Positive);
        Assert.That(json.GetProperty("lut").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(json.GetProperty("uncertainty").GetDouble(), Is.InRange(0.05, 1));
    }

    [Test]
    public void Cost_OfADesign_IsATreeOfItsParts()
    {
        AccelProcess priced = AccelProcess.Run(["cost", "bitmod-28nm", "fabric.lanes=8", "--json"]);
        Assert.That(priced.ExitCode, Is.Zero, priced.Error);
        JsonElement json = JsonDocument.Parse(priced.Output).RootElement;
        string[] parts = [.. json.GetProperty("parts").EnumerateArray()
            .Select(part => part.GetProperty("name").GetString()!)];
        Assert.That(parts, Does.Contain("fabric").And.Contain("buffers"));
        Assert.That(json.GetProperty("area_mm2").GetDouble(), Is.GreaterThan(3));
    }

    [Test]
    public void Cost_AsATable_NamesTheSourceAndTheBand()
    {
        AccelProcess priced = AccelProcess.Run(["cost", "adder", "bits=16", "--technology", "cmos-7nm"]);
        Assert.That(priced.ExitCode, Is.Zero, priced.Error);
        Assert.That(priced.Output, Does.Contain("±").And.Contain("TPUv4i").And.Contain("um2"));
    }

    [TestCase("adder bits=0", "ACC010")]
    [TestCase("adder bit=8", "did you mean 'bits'?")]
    [TestCase("adder", "needs the key 'bits'")]
    [TestCase("adder bits=8 bits=9", "ACC004")]
    [TestCase("adder bits", "path=value")]
    [TestCase("adder bits=8 clock=9", "ACC008")]
    [TestCase("ader bits=8", "did you mean 'adder'?")]
    [TestCase("fp-mac format=fp8 acc=fp32", "did you mean 'fp4'?")]
    [TestCase("fp-mac format=fp4 acc=1", "2 to 1024")]
    [TestCase("mac a=8 b=8 acc=99999", "ACC010")]
    public void Cost_OfBadInput_SaysWhatToDo(string item, string message)
    {
        AccelProcess refused = AccelProcess.Run(["cost", .. item.Split(' '), "--technology", "cmos-45nm"]);
        Assert.That(refused.ExitCode, Is.EqualTo(2), refused.Output);
        Assert.That(refused.Error, Does.Contain(message));
        Assert.That(refused.Output, Is.Empty);
    }

    [TestCase("adder bits=0", "--technology", "cmos-45nm", "bits=0: error")]
    [TestCase("adder bits=8 bits=9", "--technology", "cmos-45nm", "bits=9: error")]
    [TestCase("adder bits=8 clock=1GHz", "--device", "u280", "clock=1GHz: error")]
    [TestCase("mac a=8 b=8 acc=32 dsp=true", "--technology", "cmos-45nm", "dsp=true: error")]
    [TestCase("fp-mac format=fp8 acc=fp32", "--technology", "cmos-45nm", "format=fp8: error")]
    [TestCase("bitmod-28nm fabric.lane=8", "--technology", "cmos-28nm", "fabric.lane=8: error")]
    [TestCase("bitmod-28nm", "--device", "u280", "--device=u280: error")]
    [TestCase("tellme-kv260", "--technology", "cmos-28nm", "--technology=cmos-28nm: error")]
    public void Cost_OfBadInput_NamesTheArgumentAsItWasTyped(
        string item, string option, string place, string beginning)
    {
        AccelProcess refused = AccelProcess.Run(["cost", .. item.Split(' '), option, place]);
        Assert.That(refused.ExitCode, Is.EqualTo(2), refused.Output);
        Assert.That(refused.Error, Does.StartWith(beginning));
    }

    [TestCase("bitmod-28nm", "--device", "u280", "bitmod-28nm.yaml", "says technology: leave one of the two out")]
    [TestCase("tellme-kv260", "--technology", "cmos-28nm", "tellme-kv260.yaml",
        "says device: leave one of the two out")]
    public void Cost_OfADesignThatHasAnotherPlace_SaysWhereItsOwnIs(
        string design, string option, string place, string file, string hint)
    {
        AccelProcess refused = AccelProcess.Run(["cost", design, option, place]);
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("not both").And.Contain(file).And.Contain(hint));
    }

    [Test]
    public void Cost_WithoutAPlace_OrWithTwo_IsRefused()
    {
        Assert.That(AccelProcess.Run(["cost", "adder", "bits=8"]).Error, Does.Contain("needs a place"));
        Assert.That(AccelProcess.Run(
            ["cost", "adder", "bits=8", "--technology", "cmos-45nm", "--device", "u280"]).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void Reproduce_Cost_SumsUpEachSortOfRows()
    {
        AccelProcess run = AccelProcess.Run(["reproduce", "cost", "--json"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        JsonElement[] summaries =
            [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("summaries").EnumerateArray()];
        Assert.That(summaries, Has.Length.GreaterThan(10));
        Assert.That(summaries.Select(summary => summary.GetProperty("kind").GetString()), Does.Contain("predicted"));
    }
}
