using System.Text.Json;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class CostDramCommandTests
{
    [TestCase("ddr3")]
    [TestCase("ddr4")]
    [TestCase("ddr5")]
    [TestCase("lpddr4")]
    [TestCase("lpddr5")]
    [TestCase("gddr6")]
    [TestCase("hbm2")]
    [TestCase("hbm2e")]
    [TestCase("hbm3")]
    public void Dram_Json_HoldsShareAndEnergyOfABit(string type)
    {
        (double share, double energy) = Price(type, "sequential");
        (double scattered, double dear) = Price(type, "random");
        Assert.That(share, Is.InRange(0.85, 1));
        Assert.That(scattered, Is.LessThan(share));
        Assert.That(dear / energy, Is.InRange(1.3, 6));
        Assert.That(Price(type, "seq"), Is.EqualTo((share, energy)));
        Assert.That(Price(type, "run:4096").Share, Is.GreaterThan(scattered));
        Assert.That(Price(type, "sequential", "boundary=full-path").Energy, Is.GreaterThan(energy));
    }

    [Test]
    public void Dram_SizesGivenEitherWay_AreTheSame()
    {
        Assert.That(Price("ddr4", "runs", "run-bytes=512"), Is.EqualTo(Price("ddr4", "run:512")));
        Assert.That(Price("ddr4", "copy", "block-bytes=8192"), Is.EqualTo(Price("ddr4", "copy:8192")));
        Assert.That(Price("ddr4", "stride", "stride-bytes=256"), Is.EqualTo(Price("ddr4", "stride:256")));
        Assert.That(Price("ddr4", "random", "request-bytes=16").Share,
            Is.EqualTo(Price("ddr4", "random").Share / 4).Within(1e-12));
    }

    [TestCase("type=ddr9", "pattern=random", "there is no file or dram 'ddr9'")]
    [TestCase("type=ddr4", "pattern=rnadom", "did you mean 'random'")]
    [TestCase("type=ddr4", "pattern=run:x", "whole bytes")]
    [TestCase("type=ddr4", "pattern=random:64", "takes no size")]
    [TestCase("type=ddr4", "run-bytes=64", "needs the key 'pattern'")]
    [TestCase("type=ddr4", "pattern=random", "says nothing of this pattern", "run-bytes=64")]
    [TestCase("type=ddr4", "pattern=run:64", "given twice", "run-bytes=64")]
    [TestCase("type=ddr4", "pattern=copy:64", "leave write-share out", "write-share=0.5")]
    [TestCase("type=ddr4", "pattern=seq", "boundary", "boundary=board")]
    public void Dram_Mistakes_AreNamed(string first, string second, string message, string? third = null)
    {
        AccelProcess run = AccelProcess.Run(third is null
            ? ["cost", "dram", first, second] : ["cost", "dram", first, second, third]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message));
    }

    private static (double Share, double Energy) Price(string type, string pattern, string? more = null)
    {
        string[] arguments = ["cost", "dram", $"type={type}", $"pattern={pattern}", "--json"];
        AccelProcess run = AccelProcess.Run(more is null ? arguments : [.. arguments, more]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        JsonElement root = json.RootElement;
        Assert.That(root.GetProperty("uncertainties").GetProperty("bandwidth_efficiency").GetDouble(),
            Is.GreaterThan(0));
        double parts = root.GetProperty("parts").EnumerateArray()
            .Sum(part => part.GetProperty("energy_per_bit_j").GetDouble());
        double energy = root.GetProperty("energy_per_bit_j").GetDouble();
        Assert.That(parts, Is.EqualTo(energy).Within(1e-9 * energy));
        return (root.GetProperty("bandwidth_efficiency").GetDouble(), energy);
    }
}
