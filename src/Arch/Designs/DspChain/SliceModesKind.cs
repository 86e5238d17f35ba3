using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs.DspChain;

/// <summary>Modes of DSP slices in YAML.</summary>
internal sealed class SliceModesKind : ValueKind<SliceModes>
{
    public static readonly SliceModesKind Instance = new();

    public override string Expected => "modes such as 'w8a8-1x2' or 'w8a8-1x2+w2a8-3x1'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out SliceModes value)
    {
        if (SliceModes.TryParse(node.Text, out SliceModes? modes))
        {
            value = modes;
            return true;
        }

        value = SliceModes.Int8Pairs;
        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be {Expected}, got {node.Describe()}",
            "w<weight bits>a<activation bits>-<weights>x<activations>, bits from 2 to 8, joined by '+'");
        return false;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteStartArray("examples");
        writer.WriteStringValue("w8a8-1x2+w2a8-3x1");
        writer.WriteEndArray();
    }
}
