namespace Accel.Explore.Sweeps;

/// <summary>A number that the evaluator gives for every point.</summary>
/// <param name="Name">Kebab case with the unit at its end: <c>latency-s</c>, <c>area-mm2</c>.</param>
/// <param name="Unit">The unit as text, empty for a ratio.</param>
/// <param name="Summary">One line for tables and the report.</param>
/// <param name="Label">Its name on a chart's axis, such as Latency for <c>latency-s</c>; empty takes the name.</param>
public sealed record Metric(string Name, string Unit, string Summary, string Label = "");
