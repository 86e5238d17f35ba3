namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Modules of the family with parameters other than their own: smallest sizes and the other branch.</summary>
[TestFixture(Category = "rtl")]
public class OtherParametersTests
{
    [TestCase("array_os", "-GROWS=1", "-GCOLS=1")]
    [TestCase("array_os", "-GROWS=3", "-GCOLS=5", "-GA_BITS=7", "-GW_BITS=7", "-GEXP_BITS=3")]
    [TestCase("array_os", "-GA_BITS=4", "-GW_BITS=8", "-GACC_BITS=16")]
    [TestCase("array_ws", "-GROWS=1", "-GCOLS=1")]
    [TestCase("array_ws", "-GROWS=2", "-GCOLS=7", "-GA_BITS=5", "-GW_BITS=3")]
    [TestCase("skew_tap", "-GCYCLES=1")]
    [TestCase("ovp_decoder", "-GFLINT=1")]
    [TestCase("flint4_decoder", "-GSIGNED=0", "-GINT_BITS=5")]
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
