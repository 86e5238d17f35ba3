namespace Accel.Explore.Reports;

/// <summary>How many points are infeasible for a reason.</summary>
/// <param name="Reason">The reason without figures of single points: <c>area-mm2 &gt; 10</c>.</param>
public sealed record ReasonCount(string Reason, long Points);
