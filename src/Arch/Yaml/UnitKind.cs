using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A quantity: a number and a unit, as in <c>512 KiB</c>. A bare number is an error.</summary>
internal sealed class UnitKind<TValue>(
    string noun, string example, (string Name, double Factor)[] units, double minimum, double maximum,
    Func<double, TValue> make) : ValueKind<TValue>
{
    public override string Expected => $"{noun} with its unit, such as '{example}'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out TValue value)
    {
        value = default!;
        string text = node.Text.Trim();
        int split = 0;
        while (split < text.Length && (char.IsAsciiDigit(text[split]) || text[split] is '.' or '-' or '+'
            || (text[split] is 'e' or 'E' && split + 1 < text.Length
                && (char.IsAsciiDigit(text[split + 1]) || text[split + 1] is '-' or '+'))))
        {
            split++;
        }

        string unit = text[split..].Trim();
        if (!double.TryParse(text.AsSpan(0, split), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || !double.IsFinite(number))
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be {Expected}, got {node.Describe()}");
            return false;
        }

        int index = Array.FindIndex(units, known => known.Name == unit);
        if (index < 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.Unit, node.Where, unit.Length == 0
                ? $"{path} needs a unit: {noun} such as '{example}', got the bare number {text}"
                : $"{path} must be {noun}, and '{unit}' is no unit of one", UnitHint(unit, text));
            return false;
        }

        double canonical = number * units[index].Factor;
        if (canonical < minimum || canonical > maximum)
        {
            context.Diagnostics.Error(DiagnosticCodes.Range, node.Where,
                $"{path} must be {noun} from {Kinds.Invariant(minimum)} to {Kinds.Invariant(maximum)} "
                + $"{units.First(u => u.Factor == 1).Name}, got {text}");
            return false;
        }

        value = make(canonical);
        return true;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("pattern",
            $"^[-+0-9.eE]+ ?({string.Join('|', units.Select(unit => Regex.Escape(unit.Name)))})$");
        writer.WriteStartArray("examples");
        writer.WriteStringValue(example);
        writer.WriteEndArray();
    }

    private string UnitHint(string unit, string text)
    {
        string[] names = [.. units.Select(known => known.Name)];
        return unit.Length == 0
            ? $"write '{text} {example.Split(' ')[^1]}'?"
            : NearestName.Hint(unit, names);
    }
}
