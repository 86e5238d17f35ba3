using System.Globalization;
using Accel.Arch.Devices;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Verification;

/// <summary>A row of a table of what modules take: the module, its parameters, and counts.</summary>
public static class ModuleRow
{
    /// <summary>The columns.</summary>
    public const string Columns = "module,parameters,lut,memory_lut,ff,carry4,dsp,bram36,uram";

    /// <summary>Parameters as a cell holds them, <c>ROWS=4 COLS=4</c>.</summary>
    public static IReadOnlyList<EngineParameter> Parameters(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return
        [
            .. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('='))
                .Select(one => new EngineParameter(one[0], long.Parse(one[1], CultureInfo.InvariantCulture))),
        ];
    }

    public static string Of(string module, string parameters, CellCounts cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        FpgaResources taken = cells.Resources;
        return string.Create(CultureInfo.InvariantCulture,
            $"{module},{parameters},{taken.Luts},{taken.MemoryLuts},{taken.Ffs},{cells["CARRY4"]},{taken.Dsps},"
            + $"{taken.Bram36},{taken.Urams}");
    }
}
