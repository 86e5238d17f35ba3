using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>The name of a layer. It has no dots, so that names made of several never meet.</summary>
internal sealed class LayerNameKind : ValueKind<string>
{
    public static readonly LayerNameKind Instance = new();

    private const int MaximumLength = 100;

    public override string Expected => $"a name of at most {MaximumLength} letters, digits, '-' and '_'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out string value)
    {
        value = node.Text;
        if (value.Length <= MaximumLength && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return true;
        }

        context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
            $"{path} must be {Expected}, got {node.Describe()}");
        return false;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => Kinds.Text.WriteSchema(writer);
}
