namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Chains with the primitive that synthesis knows, instead of the one for simulation.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class ChainPrimitiveTests
{
    /// <summary>Ports and parameters are those that Yosys has of the primitive; a slice is one of it.</summary>
    [TestCase("dsp_chain", 16)]
    [TestCase("dspchain_engine", 48)]
    public void Instances_WithTheBlackBoxOfYosys_AreItsPortsAndParameters(string top, int slices)
    {
        string files = string.Join(
            ' ', HardwareTools.Modules.Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "sim"));
        HardwareTools.Run("yosys", HardwareTools.Library,
        [
            "-q", "-p", $"read_verilog -lib +/xilinx/cells_xtra.v; read_verilog {files}; hierarchy -check -top {top}; "
                + $"proc; flatten; check -assert; select -assert-count {slices} t:DSP48E2",
        ]);
    }
}
