using System.Collections.Immutable;
using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>The first pass over a sweep's points: counts, front, sample, extents, and which points have metrics.
/// </summary>
internal sealed class SurveyTotals
{
    private readonly FrontBuilder _front;
    private readonly ConstraintTally _constraints;
    private readonly HashSample _sample;
    private readonly Dictionary<InfeasibleReason, long> _reasons = [];
    private long _points;
    private long _infeasible;

    /// <param name="expected">About how many points will come.</param>
    /// <param name="room">For so many points, front and sample together.</param>
    public SurveyTotals(SweepDefinition definition, long expected, int room)
    {
        _front = new FrontBuilder(definition);
        _constraints = new ConstraintTally(definition);
        _sample = new HashSample(room);
        Measured = new PointSet(definition.Space.Count, expected);
        Feasible = new MetricExtents(definition.Metrics.Count);
        All = new MetricExtents(definition.Metrics.Count);
    }

    /// <summary>Points whose metrics are all finite, feasible or not.</summary>
    public PointSet Measured { get; }

    /// <summary>Extents over the feasible points.</summary>
    public MetricExtents Feasible { get; }

    /// <summary>Extents over the points whose metrics are all finite.</summary>
    public MetricExtents All { get; }

    public void Add(long index, ReadOnlySpan<double> metrics, InfeasibleReason? reason)
    {
        _points++;
        _sample.Add(index, metrics, reason);
        if (reason is null)
        {
            Feasible.Add(metrics);
            _front.Add(index, metrics);
        }
        else
        {
            _infeasible++;
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        }

        if (IsMeasured(metrics, reason))
        {
            Measured.Add(index);
            All.Add(metrics);
            _constraints.Add(index, metrics);
        }
    }

    /// <summary>Whether a point was evaluated to the end: it may break a constraint, but has all its metrics.</summary>
    public static bool IsMeasured(ReadOnlySpan<double> metrics, InfeasibleReason? reason)
    {
        if (reason is { Metric: null })
        {
            return false;
        }

        foreach (double metric in metrics)
        {
            if (!double.IsFinite(metric))
            {
                return false;
            }
        }

        return true;
    }

    public IReadOnlyList<SweepPoint> Front() => _front.Build();

    public IReadOnlyList<SweepPoint> Shown(IReadOnlyList<SweepPoint> front) => _sample.With(front);

    public ImmutableArray<ReportConstraint> Constraints(IReadOnlyList<SweepPoint> front) => _constraints.Build(front);

    public ReportCounts Counts(IReadOnlyList<SweepPoint> front) => new(
        _points, _points - _infeasible, front.Count,
        [
            .. _reasons.GroupBy(reason => reason.Key.ToString(), reason => reason.Value)
                .Select(group => new ReasonCount(group.Key, group.Sum()))
                .OrderByDescending(reason => reason.Points).ThenBy(reason => reason.Reason, StringComparer.Ordinal),
        ]);
}
