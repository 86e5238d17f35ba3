using System.Globalization;
using Accel.Arch.Technologies;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
using Accel.CostModel.Sram;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Aladdin's components at 40 nm, as Accelergy's plug-in has them, beside their structure.</summary>
/// <remarks>
/// No technology has this node: energy and area lie log-log between 45 and 32 nm, leakage is that of 45 nm. Register
/// files take their prices from three rows, and by how much a clock's pressure enlarges a block was chosen between an
/// adder's two areas and those of the FP32 adder; all else is predicted. The table's multipliers and float units take
/// 3 to 19 times the energies that Horowitz has at 45 nm, as upper bounds, and its FP32 units have one area. A
/// crossbar is no block of Accel.
/// </remarks>
internal static class AladdinRows
{
    private const string Table = "cost_ops_aladdin40.csv";

    private const double Node = 40;

    private static readonly string[] Fitted = ["adder 32b", "fp32 adder 3-stage"];

    /// <summary>What a component is; the path of a pipelined one has so many stages to cross.</summary>
    private static readonly (string Component, Block Block, int Stages)[] Components =
    [
        ("adder 32b", Cells.Adder(32), 1), ("multiplier 32b", Multipliers.Integer(32, 32), 1),
        ("register 1b", Cells.Register(1), 1), ("bitwise 32b", Cells.And(32), 1),
        ("comparator 32b", Cells.Comparator(32), 1), ("shifter 32b", Cells.Shifter(32), 1),
        ("counter 32b", Cells.Incrementer(32).Then(Cells.Register(32)), 1),
        ("fp32 adder 3-stage", Floats.Adder(8, 23), 3),
        ("fp32 multiplier 3-stage", Floats.RoundedMultiplier(8, 23), 3),
        ("fp64 adder 3-stage", Floats.Adder(11, 52), 3),
        ("fp64 multiplier 3-stage", Floats.RoundedMultiplier(11, 52), 3),
    ];

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs)
    {
        ReferenceTable table = ReferenceTable.Load(Table);
        Technology above = inputs.Technology("cmos-45nm"), below = inputs.Technology("cmos-32nm");
        double share = Math.Log(above.NodeNm / Node) / Math.Log(above.NodeNm / below.NodeNm);
        for (int row = 0; row < table.Count; row++)
        {
            string component = table.Text(row, "component");
            int index = Array.FindIndex(Components, known => known.Component == component);
            if (index < 0)
            {
                continue;
            }

            (_, Block block, int stages) = Components[index];
            double cycle = table.Number(row, "cycle_ns")!.Value;
            double clock = 1e9 / (cycle * stages);
            Estimate at45 = LogicPricer.Price(block, above, clock), at32 = LogicPricer.Price(block, below, clock);
            string name = string.Create(CultureInfo.InvariantCulture, $"{component}, {cycle} ns");
            foreach ((string column, string quantity, string unit, double? modelled) in new[]
            {
                ("dynamic_pJ", "energy_pj", "pJ", Between(at45.EnergyJ, at32.EnergyJ, share) * 1e12),
                ("leakage_mW", "leakage_mw", "mW", at45.LeakageW?.Value * 1e3),
                ("area_um2", "area_um2", "um2", Between(at45.AreaMm2, at32.AreaMm2, share) * 1e6),
            })
            {
                if (table.Number(row, column) is { } published && modelled is { } ours)
                {
                    yield return new ReproductionRow(name, quantity, unit, published, ours,
                        quantity == "area_um2" && Fitted.Contains(component)
                            ? ReproductionKind.Calibrated : ReproductionKind.Predicted)
                    {
                        Group = component.StartsWith("fp", StringComparison.Ordinal)
                            || component.StartsWith("mult", StringComparison.Ordinal)
                            ? "multipliers and float units" : "small blocks",
                    };
                }
            }
        }

        foreach (ReproductionRow row in Registers(table, above, below, share))
        {
            yield return row;
        }
    }

    /// <summary>What register files are priced by, brought back to the node that it was taken from.</summary>
    private static IEnumerable<ReproductionRow> Registers(
        ReferenceTable table, Technology above, Technology below, double share)
    {
        RegisterPrices at45 = RegisterPrices.Of(above), at32 = RegisterPrices.Of(below);
        foreach ((string component, Estimate one, Estimate other, int bits) in new[]
        {
            ("register 1b", at45.Register, at32.Register, 1),
            ("comparator 32b", at45.Comparator, at32.Comparator, 32),
            ("bitwise 32b", at45.Multiplexer, at32.Multiplexer, 32),
        })
        {
            int row = table.Find(("component", component));
            yield return Row("energy_pj", "pJ", table.Number(row, "dynamic_pJ"),
                bits * Between(one.EnergyJ, other.EnergyJ, share)!.Value * 1e12);
            yield return Row("area_um2", "um2", table.Number(row, "area_um2"),
                bits * Between(one.AreaMm2, other.AreaMm2, share)!.Value * 1e6);

            ReproductionRow Row(string quantity, string unit, double? published, double modelled) =>
                new($"{component} of register files", quantity, unit, published, modelled,
                    ReproductionKind.Calibrated)
                {
                    Group = "register files", Note = "the figure that register files take, rounded",
                };
        }
    }

    /// <summary>Log-log in the node.</summary>
    private static double? Between(Figure? above, Figure? below, double share) => above is { } high && below is { } low
        ? high.Value * Math.Pow(low.Value / high.Value, share) : null;
}
