using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Fpga;

/// <summary>Blocks beside another mapping than that of their parts: no <c>-abc9</c>, no DSP slices.</summary>
public class FabricBlocksTests
{
    private static readonly Dictionary<string, double> Mapped = ReferenceCsv.Read("cost_fpga_yosys_ultrascaleplus.csv")
        .ToDictionary(row => row["block"], row => row.Number("lut"));

    private static IEnumerable<TestCaseData> Blocks =>
    [
        Case("add8", FabricBlocks.Adder(8)), Case("add48", FabricBlocks.Adder(48)),
        Case("cmp16", FabricBlocks.Comparator(16)), Case("cmp32", FabricBlocks.Comparator(32)),
        Case("mux8w2to1", FabricBlocks.Mux(2, 8)), Case("mux8w4to1", FabricBlocks.Mux(4, 8)),
        Case("mux8w8to1", FabricBlocks.Mux(8, 8)), Case("mux8w16to1", FabricBlocks.Mux(16, 8)),
        Case("mux16w16to1", FabricBlocks.Mux(16, 16)), Case("mux8w32to1", FabricBlocks.Mux(32, 8)),
        Case("bsh8", FabricBlocks.Shifter(8)), Case("bsh32", FabricBlocks.Shifter(32)),
        Case("bsh48", FabricBlocks.Shifter(48)),
        Case("mulrow_u4x4", FabricBlocks.Multiplier(4, 4, dsp: false)),
        Case("mulrow_u8x8", FabricBlocks.Multiplier(8, 8, dsp: false)),
        Case("mulrow_u16x8", FabricBlocks.Multiplier(16, 8, dsp: false)),
        Case("mulrow_u12x12", FabricBlocks.Multiplier(12, 12, dsp: false)),
        Case("mulrow_u16x16", FabricBlocks.Multiplier(16, 16, dsp: false)),
        Case("kulmac_e2m1_w15", FabricBlocks.ExactFloatMac(2, 1, 15)),
        Case("kulmac_e2m3_w19", FabricBlocks.ExactFloatMac(2, 3, 19)),
        Case("kulmac_e3m2_w25", FabricBlocks.ExactFloatMac(3, 2, 25)),
        Case("kulmac_e4m3_w43", FabricBlocks.ExactFloatMac(4, 3, 43)),
        Case("kulmac_e5m2_w73", FabricBlocks.ExactFloatMac(5, 2, 73)),
        Case("fmac_e4m3_to_e5m10", FabricBlocks.FloatMac(4, 3, 5, 10)),
        Case("fmac_e5m2_to_e5m10", FabricBlocks.FloatMac(5, 2, 5, 10)),
        Case("fmac_e4m3_to_e8m23", FabricBlocks.FloatMac(4, 3, 8, 23)),
    ];

    [TestCaseSource(nameof(Blocks))]
    public void Block_ByAnotherMapping_IsWithinItsBand(double measured, Estimate block) => Assert.That(
        block.Resources!.Value.Luts, Is.EqualTo(measured).Within(1 + (block.LutUncertainty * measured)));

    [TestCase(4, 4, 0)]
    [TestCase(4, 5, 1)]
    [TestCase(1, 16, 0)]
    [TestCase(27, 18, 1)]
    [TestCase(28, 18, 2)]
    [TestCase(27, 19, 2)]
    [TestCase(32, 32, 4)]
    public void Multiplier_LeftAlone_TakesSlicesFromNineBitsOn(int a, int b, double slices) =>
        Assert.That(FabricBlocks.Multiplier(a, b).Resources!.Value.Dsps, Is.EqualTo(slices));

    [Test]
    public void Mac_InASlice_HasItsAccumulatorThere()
    {
        Assert.That(FabricBlocks.Mac(8, 8, 32).Resources!.Value, Is.EqualTo(FabricBlocks.Multiplier(8, 8).Resources));
        Assert.That(FabricBlocks.Mac(8, 8, 32, dsp: false).Resources!.Value.Luts, Is.EqualTo(64 + 32));
        Assert.That(FabricBlocks.Mac(8, 8, 32, dsp: false).Resources!.Value.Ffs, Is.EqualTo(32));
    }

    private static TestCaseData Case(string block, Estimate estimate) =>
        new TestCaseData(Mapped[block], estimate).SetArgDisplayNames(block);
}
