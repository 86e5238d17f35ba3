using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>One design of the sweep.</summary>
/// <param name="Id">The number under which the result store knows it.</param>
/// <param name="AxisValues">For each axis, the position of its value.</param>
/// <param name="Metrics">For each metric, its value; NaN where it could not be computed.</param>
/// <param name="OnFront">Whether no feasible point is at least as good everywhere and better somewhere.</param>
/// <param name="Infeasible">Null, or the kind of reason, without figures of this point, since reasons are counted:
/// <c>area_mm2 is over 10</c>.</param>
public sealed record ReportPoint(
    long Id,
    ImmutableArray<int> AxisValues,
    ImmutableArray<double> Metrics,
    bool OnFront,
    string? Infeasible = null);
