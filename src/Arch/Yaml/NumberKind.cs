using System.Globalization;
using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A number without unit, within a range.</summary>
internal sealed class NumberKind<TValue>(double minimum, double maximum, bool isWhole, Func<double, TValue> make)
    : ValueKind<TValue>
{
    public override string Expected =>
        $"a {(isWhole ? "whole number" : "number")} from {Kinds.Invariant(minimum)} to {Kinds.Invariant(maximum)}";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out TValue value)
    {
        value = default!;
        if (!double.TryParse(node.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be {Expected}, got {node.Describe()}");
            return false;
        }

        if (number < minimum || number > maximum || (isWhole && number != Math.Floor(number)))
        {
            context.Diagnostics.Error(DiagnosticCodes.Range, node.Where, $"{path} must be {Expected}, got {node.Text}");
            return false;
        }

        value = make(number);
        return true;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", isWhole ? "integer" : "number");
        writer.WriteNumber("minimum", minimum);
        writer.WriteNumber("maximum", maximum);
    }
}
