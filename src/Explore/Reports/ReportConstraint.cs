namespace Accel.Explore.Reports;

/// <summary>Bounds that a feasible point keeps, inclusive, in the unit of the metric.</summary>
/// <param name="Metric">The metric's key.</param>
public sealed record ReportConstraint(string Metric, double? Min, double? Max);
