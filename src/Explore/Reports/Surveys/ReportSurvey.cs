using System.Collections.Immutable;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>Takes one point of a sweep; points come ascending by number.</summary>
/// <param name="metrics">Valid during the call only.</param>
public delegate void PointVisitor(long index, ReadOnlySpan<double> metrics, InfeasibleReason? reason);

/// <summary>What a report says of all points of a sweep, found in two passes over them.</summary>
/// <remarks>
/// Memory grows with the front, the sample and the cells of the densities, and by one bit for each point of the space
/// (at most 8 bytes for each point evaluated, where few are), but holds no other points.
/// </remarks>
public sealed record ReportSurvey
{
    public required ReportCounts Counts { get; init; }

    /// <summary>The exact front, ascending by number.</summary>
    public required IReadOnlyList<SweepPoint> Front { get; init; }

    /// <summary>The front and a sample of the others, ascending by number; all points where there is room.</summary>
    public required IReadOnlyList<SweepPoint> Shown { get; init; }

    public required ImmutableArray<ReportConstraint> Constraints { get; init; }

    /// <summary>Of the pairs of objectives; none where all points are shown.</summary>
    public required ImmutableArray<MetricDensity> Densities { get; init; }

    public required ImmutableArray<AxisEffect> Effects { get; init; }

    public required ImmutableArray<PrecisionStep> PrecisionSteps { get; init; }

    /// <param name="count">How many points there are.</param>
    /// <param name="points">Goes through all points, ascending by number, as often as it is asked.</param>
    public static ReportSurvey Of(
        SweepDefinition definition, long count, Action<PointVisitor> points, SurveyRequest request)
    {
        SurveyTotals totals = new(definition, count, request.Room);
        points(totals.Add);
        IReadOnlyList<SweepPoint> front = totals.Front();
        ReportCounts counts = totals.Counts(front);
        SurveyShapes shapes = new(
            definition, totals, request.Tracked, request.FormatBits, withDensity: counts.Points > request.Room);
        points(shapes.Add);
        return new ReportSurvey
        {
            Counts = counts,
            Front = front,
            Shown = totals.Shown(front),
            Constraints = totals.Constraints(front),
            Densities = shapes.Densities(),
            Effects = shapes.Effects(),
            PrecisionSteps = shapes.PrecisionSteps(),
        };
    }
}
