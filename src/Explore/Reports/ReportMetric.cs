namespace Accel.Explore.Reports;

/// <summary>A column of results.</summary>
/// <param name="Key">The name in YAML and JSON, with the unit: <c>latency_s</c>.</param>
/// <param name="Label">The name in the field's words: <c>Latency</c>.</param>
/// <param name="Unit">The unit of the values, an SI unit without prefix where the report may choose one (s, J, W);
/// empty for a pure number.</param>
/// <param name="Better">The direction of an objective; for other metrics, the direction of the line in a chart.</param>
/// <param name="IsObjective">Whether the front is taken over it.</param>
public sealed record ReportMetric(string Key, string Label, string Unit, Better Better, bool IsObjective);
