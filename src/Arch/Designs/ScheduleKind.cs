using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs;

/// <summary>The name of a schedule that the program has.</summary>
internal sealed class ScheduleKind : ValueKind<string>
{
    public static readonly ScheduleKind Instance = new();

    public override string Expected => "the name of a schedule, such as 'accel'";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out string value)
    {
        value = node.Text;
        if (context.Library.Schedules.Contains(value))
        {
            return true;
        }

        context.Diagnostics.Error(DiagnosticCodes.UnknownName, node.Where,
            $"{path}: there is no schedule {node.Describe()}",
            NearestName.Hint(value, context.Library.Schedules));
        return false;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
