using Accel.CostModel.Fpga;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Fpga;

public class FabricLogicTests
{
    private static readonly Dictionary<string, double> Mapped = ReferenceCsv.Read("cost_fpga_yosys_ultrascaleplus.csv")
        .ToDictionary(row => row["block"], row => row.Number("lut"));

    [TestCase(8)]
    [TestCase(16)]
    [TestCase(24)]
    [TestCase(32)]
    [TestCase(48)]
    public void Adder_OfMappedWidths_IsExact(int bits) =>
        Assert.That(FabricLogic.Adder(bits), Is.EqualTo(Mapped[$"add{bits}"]));

    [TestCase(4, 4)]
    [TestCase(8, 3)]
    [TestCase(8, 8)]
    [TestCase(16, 4)]
    public void Multiplier_OfMappedRows_IsExact(int bits, int other) =>
        Assert.That(FabricLogic.Multiplier(bits, other), Is.EqualTo(Mapped[$"mulrow_u{bits}x{other}"]));

    [TestCase(16, "cmp16")]
    [TestCase(32, "cmp32")]
    public void Comparator_OfMappedWidths_IsNear(int bits, string block) =>
        Assert.That(FabricLogic.Comparator(bits), Is.EqualTo(Mapped[block]).Within(10).Percent);

    /// <summary>Ideal packing: what Yosys maps is never less, and at most half more up to 16 ways.</summary>
    [TestCase(2, 1)]
    [TestCase(4, 1)]
    [TestCase(8, 1.5)]
    [TestCase(16, 1.5)]
    public void Multiplexer_OfMappedWays_IsAtMostHalfLess(int ways, double mostOver)
    {
        double luts = FabricLogic.Multiplexer(ways, 8);
        Assert.That(Mapped[$"mux8w{ways}to1"] / luts, Is.InRange(0.6, mostOver));
    }

    [Test]
    public void TernaryAdder_Of16Bits_IsAsMapped() =>
        Assert.That(FabricLogic.TernaryAdder(16), Is.EqualTo(Mapped["add3_16"]));

    [TestCase(1, 10, 0)]
    [TestCase(2, 10, 11)]
    [TestCase(3, 10, 11 + 12)]
    [TestCase(28, 10, (14 * 11) + (7 * 12) + (3 * 13) + (2 * 14) + 15)]
    public void AdderTree_OfCounts_HasOneAdderLessThanValues(int count, int bits, double luts) =>
        Assert.That(FabricLogic.AdderTree(count, bits), Is.EqualTo(luts));

    [TestCase(1, 0)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    [TestCase(4, 2)]
    [TestCase(5, 3)]
    public void CeilLog2_AroundPowers_RoundsUp(int count, int expected) =>
        Assert.That(FabricLogic.CeilLog2(count), Is.EqualTo(expected));
}
