using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Technologies;

/// <summary>The key <c>sram.tables</c> of a technology: macros by flavour and temperature.</summary>
internal static class SramSchema
{
    public const string Row = "[bytes, bits, read-pj, write-pj, area-mm2, leakage-mw, access-ns]";

    /// <summary>The flavours of cells that a table may have.</summary>
    public static readonly (string Name, string Value)[] Flavours =
        [("lstp", "lstp"), ("lop", "lop"), ("hp", "hp"), ("published", "published")];

    private const int Cells = 7;

    private const long MostBytes = 1L << 40;

    private const int MostBits = 1 << 24;

    private static readonly ValueKind<double> AnyPositive = Kinds.Number(0, 1e12);

    private static readonly Schema<SramTable> Table = new Schema<SramTable>(() => new SramTable(), Check)
        .Value("flavour", "Cells: low standby power, low operating power, high performance, or not said.",
            Kinds.Choice(Flavours), (table, value) => table with { Flavour = value }, isRequired: true)
        .Value("temperature", "Temperature of the junction.", Kinds.Temperature,
            (table, value) => table with { Kelvin = value }, isRequired: true)
        .Value("basis", "How its figures were come by: runs at this node when left out.",
            Kinds.Choice(("run", SramTableBasis.Run), ("interpolated", SramTableBasis.Interpolated),
                ("scaled", SramTableBasis.Scaled), ("estimated", SramTableBasis.Estimated)),
            (table, value) => table with { Basis = value })
        .Value("uncertainty", "What its basis adds to the band, as a share of the value; needed where it is no run.",
            Kinds.Number(0, 1), (table, value) => table with { Uncertainty = value })
        .Value("source", "Publication or tool, and its settings.", Kinds.Text,
            (table, value) => table with { Source = value }, isRequired: true)
        .Custom("points", $"Macros: {Row}; null where a figure is not known.",
            (table, node, path, context) => table with { Runs = ReadRuns(node, path, context) },
            WriteRunsSchema, isRequired: true);

    /// <summary>Reads the list; two tables of one flavour and temperature are an error.</summary>
    public static IReadOnlyList<SramTable> Read(ConfigNode node, string path, BindContext context)
    {
        IReadOnlyList<SramTable> tables = ListReader.Read(Table, node, path, context);
        if (tables.DistinctBy(table => (table.Flavour, table.Kelvin)).Count() < tables.Count)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, node.Where,
                $"{path} has two tables of one flavour and temperature");
        }

        return tables;
    }

    public static void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        Table.WriteSchema(writer);
        writer.WriteEndObject();
    }

    private static void Check(SramTable table, MapNode map, string path, BindContext context)
    {
        if (table.Runs.Count == 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, (map["points"] ?? map).Where,
                $"{path}.points needs at least one macro");
        }
        else if (table.Runs.DistinctBy(run => (run.Bytes, run.Bits)).Count() < table.Runs.Count)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, (map["points"] ?? map).Where,
                $"{path}.points has two macros of one size and width");
        }
        else if (!table.Runs.Any(run => run.ReadPj is not null) || !table.Runs.Any(run => run.WritePj is not null)
            || !table.Runs.Any(run => run.AreaMm2 is not null))
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, (map["points"] ?? map).Where,
                $"{path}.points needs a read, a write and an area of at least one macro");
        }
        else if (table.Basis != SramTableBasis.Run && table.Uncertainty <= 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, map.Where,
                $"{path} needs an 'uncertainty' above 0, for nobody ran it at this node");
        }
    }

    private static List<SramRun> ReadRuns(ConfigNode node, string path, BindContext context)
    {
        List<SramRun> runs = [];
        foreach (ConfigNode row in ListReader.Items(node, path, context))
        {
            IReadOnlyList<ConfigNode> cells = ListReader.Items(row, path, context);
            if (cells.Count != Cells)
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, row.Where, $"{path}: a row must be {Row}");
                continue;
            }

            int errors = context.Diagnostics.Items.Count;
            double?[] values = [.. cells.Select(cell => ReadCell(cell, path, context))];
            if (context.Diagnostics.Items.Count > errors)
            {
                continue;
            }

            if (values.Any(value => value <= 0) || !IsWhole(values[0], MostBytes) || !IsWhole(values[1], MostBits)
                || values[1] > values[0] * 8)
            {
                context.Diagnostics.Error(DiagnosticCodes.Range, row.Where,
                    $"{path}: sizes and widths must be whole numbers up to {MostBytes} bytes and {MostBits} bits, "
                    + "a port no wider than the macro, and no figure 0");
                continue;
            }

            runs.Add(new SramRun((long)values[0]!, (int)values[1]!,
                values[2], values[3], values[4], values[5], values[6]));
        }

        return runs;
    }

    /// <summary>A figure; YAML's null is a scalar without text.</summary>
    private static double? ReadCell(ConfigNode cell, string path, BindContext context) =>
        cell is ScalarNode { Text.Length: 0 } ? null
        : AnyPositive.TryRead(cell, path, context, out double value) ? value : null;

    private static bool IsWhole(double? value, long most) =>
        value is { } number && number <= most && number == Math.Floor(number);

    private static void WriteRunsSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteStartArray("type");
        writer.WriteStringValue("number");
        writer.WriteStringValue("null");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteNumber("minItems", Cells);
        writer.WriteNumber("maxItems", Cells);
        writer.WriteEndObject();
    }
}
