namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Modules of the family with parameters other than their own: smallest sizes and the other branch.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class OtherParametersTests
{
    [TestCase("array_os", "-GROWS=1", "-GCOLS=1")]
    [TestCase("array_os", "-GROWS=3", "-GCOLS=5", "-GA_BITS=7", "-GW_BITS=7", "-GA_EXP=3", "-GW_EXP=3")]
    [TestCase("array_os", "-GA_BITS=4", "-GW_BITS=8", "-GTERM_BITS=12", "-GACC_BITS=16", "-GSATURATE=1")]
    [TestCase("array_ws", "-GROWS=1", "-GCOLS=1")]
    [TestCase("array_ws", "-GROWS=2", "-GCOLS=7", "-GA_BITS=5", "-GW_BITS=3", "-GTERM_BITS=8")]
    [TestCase("array_ws", "-GPE=1", "-GW_BITS=2")]
    [TestCase("pe_mac", "-GPE=4", "-GA_BITS=5")]
    [TestCase("pe_mac", "-GPE=2", "-GA_BITS=16", "-GA_EXP=8", "-GW_BITS=16", "-GW_EXP=8", "-GTERM_BITS=32")]
    [TestCase("pe_mac", "-GPE=3", "-GA_BITS=8", "-GA_EXP=4", "-GA_SPECIALS=1", "-GW_BITS=16", "-GW_EXP=5",
        "-GTERM_BITS=32")]
    [TestCase("sum_add", "-GKIND=1", "-GTERM_BITS=16", "-GSUM_BITS=8")]
    [TestCase("sum_add", "-GKIND=0", "-GTERM_BITS=16", "-GSUM_BITS=8")]
    [TestCase("sum_add", "-GKIND=2", "-GTERM_BITS=32")]
    [TestCase("skew_tap", "-GCYCLES=1")]
    [TestCase("ovp_decoder", "-GKIND=1")]
    [TestCase("ovp_decoder", "-GKIND=2", "-GBITS=8", "-GEXP_BITS=4")]
    [TestCase("ovp_decoder", "-GKIND=3", "-GBITS=8")]
    [TestCase("flint4_decoder", "-GSIGNED=0", "-GINT_BITS=5")]
    [TestCase("edge_decoder", "-GFORMAT=1", "-GBITS=9")]
    [TestCase("edge_decoder", "-GFORMAT=2", "-GCODE_BITS=2", "-GBITS=2")]
    [TestCase("edge_decoder", "-GFORMAT=4", "-GCODE_BITS=3", "-GEXP=2", "-GBITS=4")]
    [TestCase("edge_decoder", "-GFORMAT=6", "-GCODE_BITS=4", "-GEXP=2", "-GBITS=5")]
    [TestCase("operand_edge", "-GFORMAT=7", "-GBITS=7", "-GEXP=3", "-GBEAT=40")]
    [TestCase("operand_edge", "-GFORMAT=9", "-GLANE_BITS=16", "-GBITS=12", "-GEXP=4", "-GALONG=1")]
    [TestCase("output_lanes", "-GCOLS=1", "-GACC_BITS=9")]
    [TestCase("output_banks", "-GCOLS=1", "-GDEPTH=1", "-GVECTOR_BITS=1")]
    [TestCase("output_banks", "-GCOLS=3", "-GDEPTH=5", "-GVECTOR_BITS=3", "-GKIND=2")]
    [TestCase("systolic_os_engine", "-GROWS=1", "-GCOLS=1", "-GA_BEAT=8", "-GW_BEAT=8", "-GACC_BITS=20")]
    [TestCase("systolic_ws_engine", "-GROWS=1", "-GCOLS=1", "-GA_BEAT=8", "-GW_BEAT=8", "-GDEPTH=1")]
    [TestCase("systolic_ws_engine", "-GSTAYS=1", "-GCOLS=3", "-GA_BEAT=24", "-GDEPTH=300")]
    public void Module_WithOtherParameters_LintsClean(string name, params string[] parameters)
    {
        string folder = Path.GetDirectoryName(HardwareTools.Module(name))!;
        Assert.That(HardwareTools.Run("verilator", folder,
        [
            "--lint-only", "-Wall", "--top-module", name, "-y", folder, "-y", Path.Combine("..", "Shared"),
            .. parameters, HardwareTools.Module(name),
        ]), Is.Empty);
    }
}
