using Accel.Explore.Sweeps;

namespace Accel.Explore.Pareto;

/// <summary>Collects the front of a sweep's points, keeping little more than the front itself in memory.</summary>
public sealed class FrontBuilder(SweepDefinition definition)
{
    private readonly FrontCollector<SweepPoint> _front = new(definition.Objectives.Count);
    private readonly double[] _oriented = new double[definition.Objectives.Count];

    /// <summary>Takes a point; infeasible ones are ignored.</summary>
    public void Add(SweepPoint point)
    {
        if (point.IsFeasible)
        {
            definition.Orient(point.Metrics, _oriented);
            if (!_front.IsDominated(_oriented))
            {
                _front.Add(_oriented, point);
            }
        }
    }

    /// <summary>Takes a feasible point. Allocates nothing for most that are not on the front.</summary>
    /// <param name="metrics">All metrics of the definition, in its order.</param>
    public void Add(long index, ReadOnlySpan<double> metrics)
    {
        definition.Orient(metrics, _oriented);
        if (!_front.IsDominated(_oriented))
        {
            _front.Add(_oriented, new SweepPoint(index, metrics.ToArray()));
        }
    }

    /// <summary>The front of the points so far, ascending by number.</summary>
    public IReadOnlyList<SweepPoint> Build() => [.. _front.Build().OrderBy(point => point.Index)];
}
