namespace Accel.Explore.Sweeps;

/// <summary>Bounds on a metric, both inclusive; a point outside is kept, but infeasible.</summary>
public sealed record Constraint(string Metric, double? Min = null, double? Max = null);
