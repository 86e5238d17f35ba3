using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>A swept YAML path and its values as the user writes them.</summary>
/// <param name="Path">The path, <c>fabric.rows</c>.</param>
/// <param name="Values">The labels, in the order of the sweep.</param>
public sealed record ReportAxis(string Path, ImmutableArray<string> Values)
{
    /// <summary>Whether the axis chooses number formats; the report filters and colours by such axes first.</summary>
    public bool IsFormat => Path.StartsWith("precision.", StringComparison.Ordinal);

    /// <summary>Whether the axis goes through designs; the report filters and colours by it before all
    /// others.</summary>
    public bool IsDesign => Path == "design";
}
