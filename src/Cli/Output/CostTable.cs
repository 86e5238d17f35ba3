using System.Globalization;
using Accel.Arch.Devices;
using Accel.CostModel.Estimates;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints a price as a tree: each part, how many of it, and how far to trust each figure.</summary>
internal static class CostTable
{
    public static void Print(CostNode node, string item, string place)
    {
        Screen.Line(place == "none" ? item : $"{item} in {place}");
        Table table = new();
        table.AddColumn(new TableColumn("part").NoWrap());
        foreach (string column in Columns(node))
        {
            table.AddColumn(new TableColumn(column).NoWrap().RightAligned());
        }

        AddRows(table, node, 0, 1, Columns(node));
        Screen.Write(table);
        foreach (string source in Sources(node).Distinct())
        {
            Screen.Line($"source: {source}");
        }
    }

    private static IEnumerable<string> Sources(CostNode node) =>
        node.Parts.Count == 0 ? [node.Each.Source] : node.Parts.SelectMany(Sources);

    private static string[] Columns(CostNode node) =>
        [.. All.Where(column => Cell(node.Each, column) is not null)];

    private static readonly string[] All =
    [
        "area", "energy", "write", "leakage", "delay", "efficiency", "per bit", "LUT", "FF", "DSP", "BRAM36", "URAM",
    ];

    private static void AddRows(Table table, CostNode node, int depth, long count, string[] columns)
    {
        string indent = new(' ', 2 * depth);
        string times = node.Count == 1 ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" x {node.Count:#,0}");
        Estimate all = node.Each.Times(count * node.Count);
        table.AddRow([Markup.Escape($"{indent}{node.Name}{times}"),
            .. columns.Select(column => Markup.Escape(Cell(all, column) ?? "-"))]);
        foreach (CostNode part in node.Parts)
        {
            AddRows(table, part, depth + 1, count * node.Count, columns);
        }
    }

    private static string? Cell(Estimate each, string column) => column switch
    {
        "area" => Text(each.AreaMm2, value => value >= 0.01 ? $"{Three(value)} mm2"
            : (value * 1e6).ToString(value < 1e-4 ? "G3" : "#,0", CultureInfo.InvariantCulture) + " um2"),
        "energy" => Text(each.EnergyJ, value => Si.Text(value, "J")),
        "write" => Text(each.WriteEnergyJ, value => Si.Text(value, "J")),
        "leakage" => Text(each.LeakageW, value => Si.Text(value, "W")),
        "delay" => Text(each.DelayS, value => Si.Text(value, "s")),
        "efficiency" => Text(each.BandwidthEfficiency, value => value.ToString("P1", CultureInfo.InvariantCulture)),
        "per bit" => Text(each.EnergyPerBitJ, value => Si.Text(value, "J")),
        _ => each.Resources is { } taken ? Count(taken, each.LutUncertainty, column) : null,
    };

    private static string Count(in FpgaResources taken, double lutUncertainty, string column) => column switch
    {
        "LUT" => string.Create(CultureInfo.InvariantCulture, $"{taken.Luts:#,0}{Band(lutUncertainty)}"),
        "FF" => taken.Ffs.ToString("#,0", CultureInfo.InvariantCulture),
        "DSP" => taken.Dsps.ToString("#,0", CultureInfo.InvariantCulture),
        "BRAM36" => taken.Bram36.ToString("#,0.#", CultureInfo.InvariantCulture),
        _ => taken.Urams.ToString("#,0", CultureInfo.InvariantCulture),
    };

    private static string? Text(Figure? figure, Func<double, string> text) =>
        figure is { } there ? $"{text(there.Value)}{Band(there.Uncertainty)}" : null;

    private static string Band(double uncertainty) => uncertainty == 0 ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $" ±{uncertainty * 100:0}%");

    private static string Three(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
