namespace Accel.Explore.Reports;

/// <summary>Bounds that a feasible point keeps, inclusive, in the unit of the metric, and what they do.</summary>
/// <param name="Metric">The metric's key.</param>
public sealed record ReportConstraint(string Metric, double? Min, double? Max)
{
    /// <summary>How near to a bound a point is called near: 5 % of the bound.</summary>
    public const double Near = 0.05;

    /// <summary>Points outside, whatever else they break. Points without metrics are not counted.</summary>
    public long Breaks { get; init; }

    /// <summary>Points that break this constraint and no other: what it alone excludes.</summary>
    public long BreaksAlone { get; init; }

    /// <summary>Points of the front within <see cref="Near"/> of a bound.</summary>
    public long FrontNear { get; init; }

    /// <summary>What a wider bound would add, or null when nothing lies between.</summary>
    public ConstraintRelief? Relief { get; init; }
}
