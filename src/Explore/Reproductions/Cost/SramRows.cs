using System.Globalization;
using Accel.Arch.Technologies;
using Accel.CostModel.Sram;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>CACTI's macros beside the model's: sizes that no table has, and some that the tables have.</summary>
public static class SramRows
{
    private const string HeldOut = "heldout_odd_size";

    private const string Table = "cost_sram_cacti.csv";

    /// <summary>Sizes of table points that are shown, of the eleven there are.</summary>
    private static readonly string[] ShownSizes = ["4096", "131072", "4194304"];

    private static readonly (string Column, string Quantity, string Unit, Func<SramMacros, long, int, double?> Of)[]
        Quantities =
        [
            ("read_pJ", "read_pj", "pJ", (macros, bytes, bits) => macros.Price(bytes, bits).ReadPj),
            ("write_pJ", "write_pj", "pJ", (macros, bytes, bits) => macros.Price(bytes, bits).WritePj),
            ("area_mm2", "area_mm2", "mm2", (macros, bytes, bits) => macros.Price(bytes, bits).AreaMm2),
            ("leak_mW", "leakage_mw", "mW", (macros, bytes, bits) => macros.LeakageMw(bytes, bits)),
            ("access_ns", "access_ns", "ns", (macros, bytes, bits) => macros.AccessNs(bytes, bits)),
        ];

    /// <summary>Rows of the technologies that CACTI was run at.</summary>
    /// <param name="technologies">Process nodes; those without runs give no rows.</param>
    public static IReadOnlyList<ReproductionRow> Of(IEnumerable<Technology> technologies)
    {
        ReferenceTable runs = ReferenceTable.Load(Table);
        List<ReproductionRow> rows = [];
        foreach (Technology technology in technologies.OrderBy(technology => technology.NodeNm))
        {
            string node = technology.NodeNm.ToString(CultureInfo.InvariantCulture);
            Dictionary<(string, string), SramMacros> known = [];
            for (int run = 0; run < runs.Count; run++)
            {
                if (runs.Text(run, "node_nm") == node && IsShown(runs, run))
                {
                    (string flavour, string kelvin) = (runs.Text(run, "cell_flavour"), runs.Text(run, "temp_K"));
                    SramMacros macros = known.TryGetValue((flavour, kelvin), out SramMacros? before) ? before
                        : known[(flavour, kelvin)] = SramMacros.Of(
                            technology, flavour, double.Parse(kelvin, CultureInfo.InvariantCulture));
                    Add(rows, runs, run, macros);
                }
            }
        }

        return rows;
    }

    private static bool IsShown(ReferenceTable runs, int run) => runs.Text(run, "set") == HeldOut
        || (runs.Text(run, "set") == "grid" && ShownSizes.Contains(runs.Text(run, "size_bytes")));

    private static void Add(List<ReproductionRow> rows, ReferenceTable runs, int run, SramMacros macros)
    {
        bool isHeldOut = runs.Text(run, "set") == HeldOut;
        long bytes = (long)runs.Number(run, "size_bytes")!.Value;
        int bits = (int)runs.Number(run, "width_bits")!.Value;
        string what = string.Create(CultureInfo.InvariantCulture,
            $"{runs.Text(run, "node_nm")}nm/{macros.Flavour}/{runs.Text(run, "temp_K")}K/{bytes}B x {bits}");
        foreach ((string column, string quantity, string unit, Func<SramMacros, long, int, double?> of) in Quantities)
        {
            if (of(macros, bytes, bits) is { } modelled)
            {
                rows.Add(new ReproductionRow(what, quantity, unit, runs.Number(run, column), modelled,
                    isHeldOut ? ReproductionKind.Predicted : ReproductionKind.Exact)
                {
                    Basis = ReportedBasis.Simulated,
                    Group = isHeldOut ? "CACTI 7, sizes that no table has" : "CACTI 7, runs of the tables",
                    Note = isHeldOut ? "a size between those of the table" : null,
                });
            }
        }
    }
}
