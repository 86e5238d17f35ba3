using Accel.Explore.Sweeps;

namespace Accel.Explore.Pareto;

/// <summary>Collects the front of a stream of points, keeping little more than the front itself in memory.</summary>
public sealed class FrontBuilder(SweepDefinition definition)
{
    private const int Block = 1 << 16;

    private List<SweepPoint> _points = [];
    private int _limit = Block;

    /// <summary>Takes a point; infeasible ones are ignored.</summary>
    public void Add(SweepPoint point)
    {
        if (!point.IsFeasible)
        {
            return;
        }

        _points.Add(point);
        if (_points.Count >= _limit)
        {
            Reduce();

            // Twice the front, so that the work stays proportional to the points even when all are on the front.
            _limit = Math.Max(Block, 2 * _points.Count);
        }
    }

    /// <summary>The front of the points so far, ascending by number.</summary>
    public IReadOnlyList<SweepPoint> Build()
    {
        Reduce();
        return [.. _points.OrderBy(point => point.Index)];
    }

    private void Reduce()
    {
        int objectives = definition.Objectives.Count;
        double[] values = new double[_points.Count * objectives];
        for (int point = 0; point < _points.Count; point++)
        {
            definition.Orient(_points[point].Metrics, values.AsSpan(point * objectives, objectives));
        }

        _points = [.. ParetoFront.Find(values, objectives).Select(point => _points[point])];
    }
}
