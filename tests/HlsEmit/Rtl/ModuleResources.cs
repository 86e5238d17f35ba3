using System.Globalization;
using Accel.HlsEmit.Library;
using Accel.HlsEmit.Verification;
using Accel.Tests.Support;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>What Yosys 0.23 makes of a module for UltraScale+: a row of <c>rtl_resources.csv</c>.</summary>
/// <param name="Parameters">Those that are not the module's own, as <c>ROWS=4 COLS=4</c>.</param>
internal sealed record ModuleResources(string Module, string Parameters, CellCounts Cells)
{
    /// <summary>The columns of the table.</summary>
    public const string Columns = "module,parameters,lut,memory_lut,ff,carry4,dsp,bram36,uram";

    /// <summary>The row, without the seconds that it took.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"{Module},{Parameters},{Cells.Resources.Luts},{Cells.Resources.MemoryLuts},{Cells.Resources.Ffs},"
        + $"{Cells["CARRY4"]},{Cells.Resources.Dsps},{Cells.Resources.Bram36},{Cells.Resources.Urams}");

    /// <summary>The committed rows.</summary>
    public static IReadOnlyList<ReferenceCsv> Committed => ReferenceCsv.Read("rtl_resources.csv");

    public static ModuleResources Measure(string module, string parameters)
    {
        string set = string.Concat(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('=')).Select(one => $" -set {one[0]} {one[1]}"));
        string chosen = set.Length == 0 ? string.Empty : $"chparam{set} {module}; ";
        string files = string.Join(' ', HardwareLibrary.Closure(module).Where(one => !one.IsModel)
            .Select(one => HardwareTools.Module(one.Name)));
        string output = HardwareTools.Run("yosys", HardwareTools.Library,
        [
            "-q", "-p", $"read_verilog {files}; {chosen}synth_xilinx -family xcup -abc9 -top {module} -noiopad "
                + "-noclkbuf; tee -a /dev/stdout stat -tech xilinx",
        ]);
        return new ModuleResources(module, parameters, CellCounts.Parse(output));
    }
}
