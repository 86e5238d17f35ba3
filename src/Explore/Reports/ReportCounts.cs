using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>Counts over all points of a sweep, shown or not.</summary>
/// <param name="Reasons">Why points are infeasible, the commonest first; their sum is all that is not feasible.</param>
public sealed record ReportCounts(long Points, long Feasible, long Front, ImmutableArray<ReasonCount> Reasons);
