using System.Collections.Immutable;
using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>What each constraint excludes, and what it would let in were it wider.</summary>
internal sealed class ConstraintTally(SweepDefinition definition)
{
    private readonly Bounds[] _bounds = [.. definition.Constraints.Select(constraint =>
        new Bounds(definition, constraint))];

    /// <summary>Takes a point that has all its metrics.</summary>
    public void Add(long index, ReadOnlySpan<double> metrics)
    {
        Bounds? broken = null;
        int count = 0;
        foreach (Bounds bounds in _bounds)
        {
            if (!bounds.Holds(metrics))
            {
                bounds.Breaks++;
                broken = bounds;
                count++;
            }
        }

        if (count != 1)
        {
            return;
        }

        broken!.BreaksAlone++;
        if (broken.HoldsWider(metrics))
        {
            broken.Wider.Add(index, metrics);
        }
    }

    /// <param name="front">The front of the feasible points.</param>
    public ImmutableArray<ReportConstraint> Build(IReadOnlyList<SweepPoint> front) =>
        [.. _bounds.Select(bounds => bounds.Build(front))];

    private sealed class Bounds(SweepDefinition definition, Constraint constraint)
    {
        private readonly int _metric = definition.MetricIndex(constraint.Metric);
        private readonly double _min = constraint.Min ?? double.NegativeInfinity;
        private readonly double _max = constraint.Max ?? double.PositiveInfinity;

        public long Breaks { get; set; }

        public long BreaksAlone { get; set; }

        /// <summary>The front of the points that this constraint alone excludes and a wider one would not.</summary>
        public FrontBuilder Wider { get; } = new(definition);

        public bool Holds(ReadOnlySpan<double> metrics) => metrics[_metric] >= _min && metrics[_metric] <= _max;

        public bool HoldsWider(ReadOnlySpan<double> metrics) =>
            metrics[_metric] >= _min - (ConstraintRelief.Widening * Math.Abs(_min))
            && metrics[_metric] <= _max + (ConstraintRelief.Widening * Math.Abs(_max));

        public ReportConstraint Build(IReadOnlyList<SweepPoint> front) =>
            new(constraint.Metric, constraint.Min, constraint.Max)
            {
                Breaks = Breaks,
                BreaksAlone = BreaksAlone,
                FrontNear = front.Count(point => IsNear(point.Metrics[_metric])),
                Relief = Relieve(front),
            };

        private bool IsNear(double value) =>
            (double.IsFinite(_min) && value - _min <= ReportConstraint.Near * Math.Abs(_min))
            || (double.IsFinite(_max) && _max - value <= ReportConstraint.Near * Math.Abs(_max));

        private ConstraintRelief? Relieve(IReadOnlyList<SweepPoint> front)
        {
            IReadOnlyList<SweepPoint> outside = Wider.Build();
            if (outside.Count == 0)
            {
                return null;
            }

            HashSet<long> gained = [.. outside.Select(point => point.Index)];
            FrontBuilder all = new(definition);
            foreach (SweepPoint point in front.Concat(outside))
            {
                all.Add(point);
            }

            IReadOnlyList<SweepPoint> wider = all.Build();
            int gains = wider.Count(point => gained.Contains(point.Index));
            return new ConstraintRelief(gains, front.Count - (wider.Count - gains),
            [
                .. definition.Objectives.OrderBy(goal => definition.MetricIndex(goal.Metric)).Select(goal =>
                    wider.Select(point => point.Metrics[definition.MetricIndex(goal.Metric)]).MinBy(goal.Oriented)),
            ]);
        }
    }
}
