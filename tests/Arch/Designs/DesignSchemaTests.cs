using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Arch.Designs;

public class DesignSchemaTests
{
    [Test]
    public void Check_DramBelowABitACycle_IsRefusedWhereItIsSet()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", """
            kind: design
            extends: bitmod-28nm
            clock: 1 GHz
            dram: { bandwidth: 124 MB/s, efficiency: 1 }
            """);
        Assert.That(folder.Loader().Design("d.yaml"), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "d.yaml:4:20: error ACC010: dram.bandwidth: DRAM must reach at least 1 bit in a cycle of the clock, "
                + "got 0.992"
                + " (raise dram.bandwidth or dram.efficiency, or lower the clock)",
        }));
    }

    [TestCase("125 MB/s", "1", true)]
    [TestCase("250 MB/s", "0.5", true)]
    [TestCase("250 MB/s", "0.49", false)]
    public void Check_DramAtItsReachableShare_CountsAgainstTheClock(string bandwidth, string efficiency, bool isTaken)
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", $$"""
            kind: design
            extends: bitmod-28nm
            clock: 1 GHz
            dram: { bandwidth: {{bandwidth}}, efficiency: {{efficiency}} }
            """);
        Assert.That(folder.Loader().Design("d.yaml") is not null, Is.EqualTo(isTaken), string.Join('\n', folder.Lines));
    }

    /// <summary>Else the one that stands last would be taken without a word.</summary>
    [TestCase("technology: cmos-28nm\ndevice: kv260", 3)]
    [TestCase("device: kv260\ntechnology: cmos-28nm", 2)]
    public void Check_TechnologyAndDevice_IsRefused(string both, int line)
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", $"kind: design\n{both}\nfabric: {{ kind: table-lookup }}\n");
        Assert.That(folder.Loader().Design("d.yaml"), Is.Null);
        Assert.That(folder.Lines, Has.One.StartsWith(
            $"d.yaml:{line}:9: error ACC012: a design is built in a technology or in a device: name one"));
    }
}
