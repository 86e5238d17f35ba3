using Accel.Arch.Drams;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Drams;

public class DramSchemaTests
{
    private static IEnumerable<string> Names => Directory.EnumerateFiles(
        Path.Combine(Shipped.Configs(), "drams"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file));

    [TestCaseSource(nameof(Names))]
    public void Load_EachShippedMemory_IsWhole(string name)
    {
        DramDevice dram = Shipped.Dram(name);
        Assert.That(dram.Name, Is.EqualTo(name));
        Assert.That(name, Does.StartWith(dram.Family));
        Assert.That(dram.RowBytes % dram.RequestBytes, Is.Zero);
        Assert.That(dram.Burst, Is.LessThanOrEqualTo(dram.Timing.OtherGroup * 1.01));
        Assert.That(dram.Energies.Source, Is.Not.Empty);
        Assert.That(dram.Energies.InterfaceSource, Is.Not.Empty);
    }

    [TestCase("ddr4", 25.6)]
    [TestCase("ddr5", 19.2)]
    [TestCase("hbm2", 32)]
    [TestCase("hbm3", 51.2)]
    [TestCase("lpddr5", 12.8)]
    [TestCase("gddr6", 28)]
    public void PeakBytesPerSecond_OfAFamily_IsThatOfItsUsualSpeed(string family, double gigabytes) =>
        Assert.That(Shipped.Dram(family).PeakBytesPerSecond, Is.EqualTo(gigabytes * 1e9).Within(1e3));
}
