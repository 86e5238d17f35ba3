using Accel.Arch.Devices;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga.Modules;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>
/// What modules of the hardware library take of an UltraScale+ FPGA: Yosys's counts beside what structure says.
/// </summary>
/// <remarks>
/// Rows of the set <c>held-out</c> were chosen before a recipe was compared with them and are predictions; others were
/// in view when recipes were corrected. Slices and memories have to agree in all.
/// </remarks>
public static class FpgaRows
{
    private const string Table = "rtl_resources.csv";

    /// <summary>LUTs of a module too small for shares of them to say much.</summary>
    private const double FewLuts = 60;

    public static IEnumerable<ReproductionRow> All()
    {
        ReferenceTable table = ReferenceTable.Load(Table);
        for (int i = 0; i < table.Count; i++)
        {
            (string module, string set) = (table.Text(i, "module"), table.Text(i, "parameters"));
            Estimate each = FpgaModules.Of(module, ModuleParameters.Parse(set)).Each;
            FpgaResources taken = each.Resources!.Value;
            ReproductionKind kind = table.Text(i, "set") == "held-out"
                ? ReproductionKind.Predicted : ReproductionKind.Calibrated;
            foreach ((string column, double modelled) in new[]
            {
                ("lut", Math.Round(taken.Luts)), ("ff", taken.Ffs), ("dsp", taken.Dsps), ("bram36", taken.Bram36),
                ("uram", taken.Urams),
            })
            {
                bool isCounted = column is "dsp" or "bram36" or "uram";
                if (table.Number(i, column) == 0 && modelled == 0)
                {
                    continue;
                }

                yield return new ReproductionRow(set.Length == 0 ? module : $"{module} {set}", column, "1",
                    table.Number(i, column), modelled, isCounted ? ReproductionKind.Exact : kind)
                {
                    Basis = ReportedBasis.Measured,
                    Group = column == "lut" ? Group(module, table.Number(i, "lut")!.Value) : "modules and engines",
                    Note = column == "lut"
                        ? FormattableString.Invariant($"trusted to {each.LutUncertainty * 100:0} %") : null,
                };
            }
        }
    }

    private static string Group(string module, double luts) =>
        luts < FewLuts ? $"modules of fewer than {FewLuts} LUTs"
        : module.EndsWith("_engine", StringComparison.Ordinal) ? "whole engines"
        : FpgaModules.RoomOf(module) switch
        {
            "BitSerial" => "bit-serial modules",
            "Systolic" => "systolic modules",
            "TableLookup" => "table-lookup modules",
            "DspChain" => "DSP-chain modules",
            _ => "shared modules",
        };
}
