using System.Globalization;
using System.Text.RegularExpressions;
using Accel.HlsEmit.Emission;

namespace Accel.HlsEmit.Verification;

/// <summary>Synthesizes an emitted design with Yosys, each module once, and counts the cells of the whole.</summary>
/// <remarks>
/// Nothing is optimized across modules, as flattening an array of a thousand PEs would take hours; counts are a little
/// higher than of a flat netlist.
/// </remarks>
/// <param name="folder">Where the emission lies.</param>
public sealed partial class Synthesis(VerilogEmission emission, string folder, ToolRunner tools)
{
    public const string Yosys = "yosys";

    private string Read => string.Concat(emission.BlackBoxes.Select(source => $"read_verilog -lib {source}; "))
        + $"read_verilog {string.Join(' ', emission.RtlSources)}";

    /// <summary>For an UltraScale+ FPGA: cells without latches, and how many.</summary>
    public (Check Check, CellCounts? Cells) ForFpga(CancellationToken cancellation)
    {
        ToolResult result = tools.Run(Yosys, folder,
            [
                "-q", "-p", $"{Read}; synth_xilinx -family xcup -abc9 -top {emission.Top} -noiopad -noclkbuf; "
                    + "check -assert; tee -a /dev/stdout stat -tech xilinx",
            ], cancellation);
        return Judge("latches, xcup", result);
    }

    /// <summary>For standard cells: those of a Liberty file, or NAND gates and inverters of no library.</summary>
    /// <remarks>Memories stay what they are, cells named SRAM without area: a compiler of macros makes them.</remarks>
    /// <param name="liberty">A file that exists; null for none.</param>
    public (Check Check, CellCounts? Cells, double? Area) ForAsic(string? liberty, CancellationToken cancellation)
    {
        string file = liberty is null ? string.Empty : Quoted(Path.GetFullPath(liberty));
        string map = liberty is null
            ? "abc -g NAND" : $"dfflibmap -liberty {file}; abc -liberty {file}";
        ToolResult result = tools.Run(Yosys, folder,
            [
                "-q", "-p", $"{Read}; synth -top {emission.Top} -run begin:fine; check -assert; chtype -set SRAM t:$mem_v2; "
                    + $"synth -run fine:check; {map}; opt_clean; "
                    + $"tee -a /dev/stdout stat{(liberty is null ? string.Empty : $" -liberty {file}")}",
            ], cancellation);
        (Check check, CellCounts? cells) = Judge("latches, standard cells", result);

        // The last line is the whole design's; those before are of single modules.
        double? area = AreaLine().Matches(result.Output).LastOrDefault() is { } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        return (check, cells, area);
    }

    private static (Check Check, CellCounts? Cells) Judge(string name, ToolResult result)
    {
        CellCounts cells = CellCounts.Parse(result.Output);
        return result.Succeeded && cells.Total > 0
            ? (Check.Equal(name, Yosys, cells.Latches, 0, "latches in the netlist"), cells)
            : (new Check(name, Yosys, false, null, 0, result.LastLines), null);
    }

    private static string Quoted(string path) => $"\"{path.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"Chip area for (?:top )?module '[^']*': ([0-9.]+)")]
    private static partial Regex AreaLine();
}
