using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Technologies;

/// <summary>The keys of a file of kind <c>technology</c>.</summary>
public static class TechnologySchema
{
    public const string KindName = "technology";

    public const string Folder = "technologies";

    private const long MaximumBankBytes = 1L << 40;

    private const int MaximumBankBits = 1 << 24;

    private static readonly ValueKind<double> AnyPositive = Kinds.Number(0, 1e12);

    private static readonly Schema<NamedPrice> ComponentSchema = new Schema<NamedPrice>(() => new NamedPrice())
        .Value("kind", "Component kind, such as pe-bit-serial.", Kinds.Text, (price, value) =>
            price with { Kind = value }, isRequired: true)
        .Value("area", "Area of one.", Kinds.Area, (price, value) => price with { Area = value }, isRequired: true)
        .Value("energy", "Energy of one active cycle or operation.", Kinds.Energy, (price, value) =>
            price with { Energy = value }, isRequired: true)
        .Value("leakage", "Leakage of one.", Kinds.Power, (price, value) => price with { Leakage = value })
        .Value("clock", "The clock that it was synthesized for, which a design's clock: max reaches at least.",
            Kinds.Frequency, (price, value) => price with { ClockHz = value.Value })
        .Value("source", "Publication, tool, or 'estimated' and from what.", Kinds.Text, (price, value) =>
            price with { Source = value }, isRequired: true);

    private static readonly Schema<NamedDram> DramSchema = new Schema<NamedDram>(() => new NamedDram())
        .Value("type", "DRAM type, such as ddr4.", Kinds.Text, (dram, value) => dram with { Type = value },
            isRequired: true)
        .Value("energy-pj-per-bit", "Energy of one bit, in picojoules.", AnyPositive, (dram, value) =>
            dram with { Energy = value }, isRequired: true)
        .Value("efficiency", "Share of the peak that long sequential transfers reach.", Kinds.Number(0.01, 1),
            (dram, value) => dram with { Efficiency = value }, isRequired: true)
        .Value("source", "Publication, tool, or 'estimated' and from what.", Kinds.Text, (dram, value) =>
            dram with { Source = value }, isRequired: true);

    private static readonly Schema<Technology> Sram = new Schema<Technology>(() => Technology.None)
        .Value("source", "Where the SRAM figures come from.", Kinds.Text, (technology, value) =>
            technology with { SramSource = value }, isRequired: true)
        .Value("leakage-mw-per-mebibyte", "Leakage of the anchors' macros, in milliwatts per mebibyte.", AnyPositive,
            (technology, value) => technology with { SramLeakageMwPerMebibyte = value })
        .Custom("anchors", "Banks priced at this very node: [bytes, bits, read-pj, write-pj, area-mm2].",
            (technology, node, path, context) => technology with { SramAnchors = ReadPoints(node, path, context) },
                WritePointsSchema)
        .Custom("grid", "Banks over sizes and widths, for the shape: [bytes, bits, read-pj, write-pj, area-mm2].",
            (technology, node, path, context) => technology with { SramGrid = ReadPoints(node, path, context) },
                WritePointsSchema)
        .Custom("tables", "Macros at this node, a list by flavour and temperature.",
            (technology, node, path, context) =>
                technology with { SramTables = SramSchema.Read(node, path, context) }, SramSchema.WriteSchema);

    public static readonly Schema<Technology> Instance = new Schema<Technology>(() => Technology.None, CheckSram)
        .Value("name", "The technology's name.", Kinds.Text, (technology, value) => technology with { Name = value },
            isRequired: true)
        .Value("source", "What the figures rest on as a whole.", Kinds.Text, (technology, value) =>
            technology with { Source = value })
        .Value("node", "Feature size.", Kinds.Length, (technology, value) => technology with { NodeNm = value },
            isRequired: true)
        .Value("voltage", "Nominal supply.", Kinds.Voltage, (technology, value) =>
            technology with { SupplyVolts = value })
        .Value("post-layout-energy-factor", "Factor on the energy of the listed components from synthesis to place and route.",
            Kinds.Number(1, 10),
            (technology, value) => technology with { PostLayoutEnergyFactor = value })
        .Value("idle-energy-share", "Share of its active energy that a PE takes in a clocked cycle without work.",
            Kinds.Number(0, 1),
            (technology, value) => technology with { IdleEnergyShare = value })
        .Section("logic", "Standard cells, from which blocks without a listed price are priced.",
            LogicSchema.Instance, technology => technology.Logic ?? new(),
            (technology, value) => technology with { Logic = value })
        .Custom("components", "Prices of components.", ReadComponents, writer =>
            WriteListSchema(writer, ComponentSchema))
        .Section("sram", "On-chip memories.", Sram, technology => technology, (_, value) => value)
        .Custom("dram", "Off-chip memories.", ReadDram, WriteDramSchema);

    /// <summary>Reads a technology file once; null, and diagnostics, when it is wrong.</summary>
    public static Technology? Load(string file, BindContext context) => context.Library.Cached($"{Folder}:{file}", () =>
    {
        DiagnosticBag own = new();
        MapNode? map = context.Library.Load(file, KindName, Folder, own);
        Technology? technology = map is null ? null
            : Instance.Read(Instance.Blank(), map, string.Empty, context with { Diagnostics = own });
        context.Diagnostics.AddRange(own.Items);
        return own.HasErrors ? null : technology;
    });

    private static Technology ReadComponents(Technology technology, ConfigNode node, string path, BindContext context)
    {
        Dictionary<string, Price> prices = new(StringComparer.Ordinal);
        foreach (NamedPrice price in ListReader.Read(ComponentSchema, node, path, context))
        {
            prices[price.Kind] = new Price(price.Area, price.Energy, price.Leakage, price.Source)
            {
                ClockHz = price.ClockHz,
            };
        }

        return technology with { Components = prices };
    }

    internal static Technology ReadDram(Technology technology, ConfigNode node, string path, BindContext context)
    {
        Dictionary<string, DramPrice> prices = new(StringComparer.Ordinal);
        foreach (NamedDram dram in ListReader.Read(DramSchema, node, path, context))
        {
            prices[dram.Type] = new DramPrice(dram.Energy, dram.Efficiency, dram.Source);
        }

        return technology with { Dram = prices };
    }

    private static List<SramPoint> ReadPoints(ConfigNode node, string path, BindContext context)
    {
        List<SramPoint> points = [];
        foreach (ConfigNode row in ListReader.Items(node, path, context))
        {
            double[] values = [.. ListReader.Items(row, path, context)
                .Select(cell => AnyPositive.TryRead(cell, path, context, out double value) ? value : double.NaN)];
            if (values.Length != 5)
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, row.Where,
                    $"{path}: a row must be [bytes, bits, read-pj, write-pj, area-mm2]");
            }
            else if (values.Any(value => value <= 0) || values[0] > MaximumBankBytes || values[1] > MaximumBankBits
                || values[0] != Math.Floor(values[0]) || values[1] != Math.Floor(values[1]))
            {
                context.Diagnostics.Error(DiagnosticCodes.Range, row.Where,
                    $"{path}: sizes and widths must be whole numbers up to {MaximumBankBytes} bytes "
                    + $"and {MaximumBankBits} bits, and no figure 0");
            }
            else if (!values.Contains(double.NaN))
            {
                points.Add(new SramPoint((long)values[0], (int)values[1], values[2], values[3], values[4]));
            }
        }

        return points;
    }

    private static void CheckSram(Technology technology, MapNode map, string path, BindContext context)
    {
        if (map["sram"] is not { } where)
        {
            return;
        }

        bool hasAnchors = technology.SramAnchors.Count > 0;
        bool hasGrid = technology.SramGrid.Count > 0;
        if (hasAnchors != hasGrid || (!hasAnchors && technology.SramTables.Count == 0))
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, where.Where,
                "sram needs 'tables', or at least one bank in 'anchors' and one in 'grid'");
        }
        else if (hasAnchors && where is MapNode sram && sram["leakage-mw-per-mebibyte"] is null)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, where.Where,
                "sram needs 'leakage-mw-per-mebibyte' beside its 'anchors'");
        }
        else if (technology.SramAnchors.Any(bank => bank.Bytes != technology.SramAnchors[0].Bytes))
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, where.Where,
                "sram.anchors must be banks of one size");
        }
        else if (HasTwins(technology.SramAnchors) || HasTwins(technology.SramGrid))
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, where.Where,
                "sram has two banks of one size and width in a table");
        }
    }

    private static bool HasTwins(IReadOnlyList<SramPoint> banks) =>
        banks.DistinctBy(bank => (bank.Bytes, bank.Bits)).Count() < banks.Count;

    private static void WritePointsSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("type", "number");
        writer.WriteEndObject();
        writer.WriteNumber("minItems", 5);
        writer.WriteNumber("maxItems", 5);
        writer.WriteEndObject();
    }

    internal static void WriteDramSchema(Utf8JsonWriter writer) => WriteListSchema(writer, DramSchema);

    private static void WriteListSchema<T>(Utf8JsonWriter writer, Schema<T> schema)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        schema.WriteSchema(writer);
        writer.WriteEndObject();
    }

    private sealed record NamedPrice(string Kind = "", double Area = 0, double Energy = 0, double Leakage = 0,
        string Source = "", double? ClockHz = null);

    private sealed record NamedDram(string Type = "", double Energy = 0, double Efficiency = 1, string Source = "");
}
