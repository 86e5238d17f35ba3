using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel;

public class AssumptionsTests
{
    private static readonly Precision Int8 = new(
        TensorFormat.Parse("int8/128"), TensorFormat.Parse("fp16"), TensorFormat.Parse("int8"));

    [Test]
    public void Of_BitSerialDesign_ListsEveryComponentWithASource()
    {
        IReadOnlyList<Assumption> list = Of(new BufferSet());
        Assert.That(list, Has.All.Matches<Assumption>(item => item.Text.Length > 0 && item.Source.Length > 0));
        foreach (string path in (string[])["fabric/tile/pe/core", "fabric/tile/pe/lane", "fabric/tile/term-encoder",
            "fabric/tile/accumulator", "vector-unit/lane", "buffers/weights", "buffers/activations", "buffers/outputs",
            "DRAM ddr4"])
        {
            int found = list.Count(item => item.Text.StartsWith(path + ":", StringComparison.Ordinal));
            Assert.That(found, Is.EqualTo(1), path);
        }
    }

    [Test]
    public void Of_UnpublishedFigures_AreMarkedEstimated()
    {
        IReadOnlyList<Assumption> list = Of(new BufferSet());
        string[] estimated = [.. list.Where(item => item.IsEstimated).Select(item => item.Text.Split(':')[0])];
        Assert.That(estimated, Is.EquivalentTo((string[])
            ["fabric/tile/accumulator", "vector-unit/lane", "an idle PE takes 30 % of its active energy"]));
    }

    [Test]
    public void Of_BankBeyondTheTables_SaysSo()
    {
        IReadOnlyList<Assumption> list = Of(new BufferSet { Weights = Bits.FromKibibytes(8) });
        Assert.That(list.Single(item => item.Text.StartsWith("buffers/weights", StringComparison.Ordinal)).Text,
            Does.EndWith("beyond the tables"));
    }

    private static IReadOnlyList<Assumption> Of(BufferSet buffers) => Assumptions.Of(
        new PriceBook(Shipped.Technology),
        new Design
        {
            Name = "test", Technology = Shipped.Technology, Fabric = new BitSerialFabric(), Buffers = buffers,
        },
        Int8);
}
