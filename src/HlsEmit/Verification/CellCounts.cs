using System.Globalization;
using System.Text.RegularExpressions;
using Accel.Arch.Devices;

namespace Accel.HlsEmit.Verification;

/// <summary>Cells of a netlist, as Yosys counts them.</summary>
/// <remarks>
/// LUTs are those of logic and those of memories and shift registers; a RAM32M16 or a RAM64M8 fills the eight of a slice
/// (UG574, distributed RAM). Synthesis tools differ: these are Yosys's counts, no vendor's.
/// </remarks>
public sealed partial record CellCounts(IReadOnlyDictionary<string, long> Cells)
{
    /// <summary>LUTs that a memory or shift register takes.</summary>
    private static readonly Dictionary<string, long> MemoryLuts = new(StringComparer.Ordinal)
    {
        ["RAM32X1S"] = 1, ["RAM64X1S"] = 1, ["RAM32X1D"] = 2, ["RAM64X1D"] = 2, ["RAM128X1D"] = 4, ["RAM256X1D"] = 8,
        ["RAM32M"] = 4, ["RAM64M"] = 4, ["RAM32M16"] = 8, ["RAM64M8"] = 8, ["SRL16E"] = 1, ["SRLC16E"] = 1,
        ["SRLC32E"] = 1,
    };

    private static readonly string[] LatchCells = ["LDCE", "LDPE", "$_DLATCH_P_", "$_DLATCH_N_", "LATCH"];

    /// <summary>Cells that keep a bit, of FPGAs and of standard-cell libraries that name theirs like these.</summary>
    private static readonly string[] FlipFlops = ["FDRE", "FDSE", "FDCE", "FDPE"];

    public FpgaResources Resources => new(
        LogicLuts + MemoryLutCount, Count(FlipFlops), this["DSP48E2"] + this["DSP48E1"] + this["DSP58"],
        this["RAMB36E2"] + this["RAMB36E1"] + ((this["RAMB18E2"] + this["RAMB18E1"]) / 2.0), this["URAM288"],
        MemoryLutCount);

    /// <summary>Level-sensitive cells: a fault of the source.</summary>
    public long Latches => Cells.Where(cell => LatchCells.Any(latch => cell.Key.StartsWith(latch, StringComparison.Ordinal)))
        .Sum(cell => cell.Value);

    /// <summary>All cells.</summary>
    public long Total => Cells.Values.Sum();

    private long LogicLuts => Cells.Where(cell => LutName().IsMatch(cell.Key)).Sum(cell => cell.Value);

    private long MemoryLutCount => MemoryLuts.Sum(memory => this[memory.Key] * memory.Value);

    public long this[string cell] => Cells.GetValueOrDefault(cell);

    /// <summary>Reads the last statistics that Yosys printed.</summary>
    public static CellCounts Parse(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int last = output.LastIndexOf("Number of cells:", StringComparison.Ordinal);
        Dictionary<string, long> cells = new(StringComparer.Ordinal);
        if (last >= 0)
        {
            foreach (string line in output[last..].Split('\n').Skip(1))
            {
                if (CellLine().Match(line) is not { Success: true } cell)
                {
                    break;
                }

                cells[cell.Groups[1].Value] = long.Parse(cell.Groups[2].Value, CultureInfo.InvariantCulture);
            }
        }

        return new CellCounts(cells);
    }

    private long Count(IEnumerable<string> cells) => cells.Sum(cell => this[cell]);

    [GeneratedRegex("^(LUT[1-6]|INV)$")]
    private static partial Regex LutName();

    [GeneratedRegex(@"^\s+(\S+)\s+(\d+)\s*$")]
    private static partial Regex CellLine();
}
