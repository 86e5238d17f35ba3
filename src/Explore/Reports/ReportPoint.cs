using System.Collections.Immutable;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports;

/// <summary>One design of the sweep.</summary>
/// <param name="Id">The number under which the result store knows it.</param>
/// <param name="AxisValues">For each axis, the position of its value.</param>
/// <param name="Metrics">For each metric, its value; NaN where it could not be computed.</param>
/// <param name="OnFront">Whether no feasible point is at least as good everywhere and better somewhere.</param>
/// <param name="Infeasible">Why it is infeasible, or null.</param>
public sealed record ReportPoint(
    long Id,
    ImmutableArray<int> AxisValues,
    ImmutableArray<double> Metrics,
    bool OnFront,
    InfeasibleReason? Infeasible = null);
