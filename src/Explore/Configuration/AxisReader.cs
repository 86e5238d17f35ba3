using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>Reads axes: a list of values, or a range <c>{ from, to, step }</c> or <c>{ from, to, times }</c>.</summary>
internal static class AxisReader
{
    /// <summary>The most values of one axis.</summary>
    private const int MaximumValues = 100_000;

    private static readonly Schema<Range> RangeSchema = new Schema<Range>(() => new Range())
        .Value("from", "First value.", Kinds.Text, (range, value) => range with { From = value }, isRequired: true)
        .Value("to", "Last value, reached or not.", Kinds.Text, (range, value) => range with { To = value },
            isRequired: true)
        .Value("step", "Added from value to value, in the unit of 'from' unless it has its own.", Kinds.Text,
            (range, value) => range with { Step = value })
        .Value("times", "Factor from value to value.", Kinds.Number(1.000001, 1e6), (range, value) =>
            range with { Times = value });

    public static SweepDraft Read(SweepDraft target, ConfigNode node, string path, BindContext context)
    {
        if (node is not MapNode map)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be a mapping, got {node.Describe()}");
            return target;
        }

        List<AxisDraft> axes = [];
        foreach (MapNode.Entry entry in map.Entries)
        {
            string name = $"{path}.{entry.Key}";
            IReadOnlyList<ScalarNode> values = entry.Value switch
            {
                ListNode list => Values(list, name, context),
                MapNode range => Expand(range, name, context),
                ScalarNode { Text.Length: > 0 } single => [single],
                _ => Refuse(entry.Value, name, context),
            };
            axes.Add(new AxisDraft(entry.Key, entry.KeyWhere, values));
        }

        return target with { Axes = axes };
    }

    public static void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("additionalProperties");
        writer.WriteStartArray("oneOf");
        writer.WriteStartObject();
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("number");
        writer.WriteStringValue("boolean");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "array");
        writer.WriteNumber("minItems", 1);
        writer.WriteEndObject();
        writer.WriteStartObject();
        RangeSchema.WriteSchema(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static List<ScalarNode> Values(ListNode list, string path, BindContext context)
    {
        List<ScalarNode> values = [];
        foreach (ConfigNode item in list.Items)
        {
            if (item is not ScalarNode { Text.Length: > 0 } scalar)
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongType, item.Where,
                    $"{path}: a value must be a word or number, got {item.Describe()}");
            }
            else if (values.Exists(known => known.Text == scalar.Text))
            {
                context.Diagnostics.Error(DiagnosticCodes.DuplicateKey, item.Where,
                    $"{path} has the value {item.Describe()} twice");
            }
            else
            {
                values.Add(scalar);
            }
        }

        if (list.Items.Count == 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, list.Where, $"{path} needs at least one value");
        }

        return values;
    }

    private static List<ScalarNode> Expand(MapNode map, string path, BindContext context)
    {
        int before = context.Diagnostics.Items.Count;
        Range range = RangeSchema.Read(new Range(), map, path, context);
        if (context.Diagnostics.Items.Count > before)
        {
            return [];
        }

        Quantity? start = Parse(range.From, map["from"]!, $"{path}.from", context);
        Quantity? end = Parse(range.To, map["to"]!, $"{path}.to", context);
        Quantity? step = range.Step is null ? null : Parse(range.Step, map["step"]!, $"{path}.step", context);
        if (start is null || end is null || (range.Step is not null && step is null))
        {
            return [];
        }

        Quantity from = start.Value;
        double? last = end.Value.In(from.Unit);
        double? added = step is null ? null : step.Value.Unit.Length == 0 ? step.Value.Number
            : step.Value.In(from.Unit);
        string? fault = last is null ? $"'from' and 'to' have different kinds of units ({from}, {end})"
            : (range.Step is null) == (range.Times is null) ? "a range needs either 'step' or 'times'"
            : range.Step is not null && added is null ? $"'step' has another kind of unit than 'from' ({step})"
            : last < from.Number ? $"'to' ({end}) lies before 'from' ({from})"
            : added <= 0 ? "'step' must be positive"
            : range.Times is not null && from.Number <= 0 ? "'from' must be positive when 'times' multiplies it"
            : Count(from.Number, last.Value, added, range.Times) > MaximumValues
                ? $"the range has more than {MaximumValues} values"
            : null;
        if (fault is not null)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, map.Where, $"{path}: {fault}");
            return [];
        }

        return Steps(from, last!.Value, added, range.Times, map.Where);
    }

    private static List<ScalarNode> Steps(Quantity from, double last, double? step, double? times, SourceLocation where)
    {
        List<ScalarNode> values = [];
        double slack = Math.Abs(last) * 1e-12; // A last value that rounding puts beyond 'to' still counts.
        double value = from.Number;
        for (int i = 1; value <= last + slack; i++)
        {
            values.Add(new ScalarNode(new Quantity(value, from.Unit).ToString(), where));
            value = step is { } added ? from.Number + (i * added) : value * times!.Value;
        }

        return values;
    }

    private static double Count(double from, double to, double? step, double? times) =>
        step is { } added ? (to - from) / added : Math.Log(to / from) / Math.Log(times!.Value);

    private static Quantity? Parse(string text, ConfigNode node, string path, BindContext context)
    {
        if (Quantity.TryParse(text, out Quantity? quantity))
        {
            return quantity;
        }

        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be a number, with its unit if it has one, got {node.Describe()}");
        return null;
    }

    private static ScalarNode[] Refuse(ConfigNode node, string path, BindContext context)
    {
        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be a list or a range, got {node.Describe()}");
        return [];
    }

    private sealed record Range(string From = "", string To = "", string? Step = null, double? Times = null);
}
