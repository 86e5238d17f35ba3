using Accel.CostModel.Asic;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Blocks of arithmetic beside their synthesis with open libraries, at 45 and at 7 nm.</summary>
/// <remarks>
/// Gates of the small blocks, and of the block that the share of control in float adders and the overlap of delays were
/// chosen by, are calibrated; everything built of them is predicted, but for the delays of float MACs, in which
/// the share of dependent paths was found. The 7 nm library's NAND gate is a factor chosen for all rows together
/// (0.0705 of the area at 45 nm), so that no row is free of it.
/// </remarks>
public static class LogicRows
{
    private const double SevenNanometreGateUm2 = Cells.NandUm2 * 0.0705;

    private const double CarryNanoseconds = 0.0305;

    private static readonly (string Beginning, string Family)[] Families =
    [
        ("mul", "multipliers"), ("mac", "integer MACs"), ("dot", "dot products"), ("fmul", "float products"),
        ("fmac", "float MACs"), ("kulmac", "exact MACs"), (string.Empty, "small blocks"),
    ];

    private static readonly string[] CalibratedBeginnings = ["add", "bsh", "cmp", "reg", "mux", "mul"];

    private static readonly string[] CalibratedBlocks = ["fmac_e4m3_to_e5m10", "mac8x8a32"];

    private static readonly string[] PredictedBlocks = ["mul_s4x16", "mul_s8x16", "mul_s10x10", "add3_16", "add3_32"];

    public static IEnumerable<ReproductionRow> All()
    {
        ReferenceTable table = ReferenceTable.Load("cost_asic_yosys.csv");
        for (int row = 0; row < table.Count; row++)
        {
            string name = table.Text(row, "block");
            if (SynthesizedBlock.Of(name) is not { } block)
            {
                continue;
            }

            ReproductionKind kind = IsCalibrated(name) ? ReproductionKind.Calibrated : ReproductionKind.Predicted;
            yield return Row("area_um2_nangate45", "um2", "nangate45_area_um2",
                SynthesizedBlock.OpenFlowUm2(block, Cells.NandUm2), kind);
            yield return Row("area_um2_asap7", "um2", "asap7_area_um2",
                SynthesizedBlock.OpenFlowUm2(block, SevenNanometreGateUm2), ReproductionKind.Calibrated);
            if (block.Carries > 0)
            {
                yield return Row("delay_ns_nangate45", "ns", "nangate45_delay_ns",
                    block.Carries * CarryNanoseconds, name.StartsWith("fmac", StringComparison.Ordinal)
                        ? ReproductionKind.Calibrated : kind);
            }

            ReproductionRow Row(
                string quantity, string unit, string column, double modelled, ReproductionKind sort) =>
                new(name, quantity, unit, table.Number(row, column), modelled, sort) { Group = Family(name) };
        }
    }

    private static string Family(string name) => Families.First(family =>
        name.StartsWith(family.Beginning, StringComparison.Ordinal)).Family;

    private static bool IsCalibrated(string name) => CalibratedBlocks.Contains(name)
        || (!PredictedBlocks.Contains(name)
            && CalibratedBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)));
}
