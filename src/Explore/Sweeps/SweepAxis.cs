namespace Accel.Explore.Sweeps;

/// <summary>One dimension of a sweep: a YAML path and the values it takes, as the user would write them.</summary>
/// <param name="Path">The path in the design or workload: <c>fabric.rows</c>.</param>
/// <param name="Values">The values' labels, in the order in which they are enumerated; at least one.</param>
public sealed record SweepAxis(string Path, IReadOnlyList<string> Values);
