using System.Runtime.InteropServices;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>What a search knows: the points evaluated so far, each in a row, in the order of evaluation.</summary>
/// <remarks>80 to 150 bytes a point with four objectives.</remarks>
public sealed class SearchArchive(SweepDefinition definition)
{
    private readonly ViolationMeasure _violation = new(definition);
    private readonly int _objectives = definition.Objectives.Count;
    private readonly Dictionary<long, int> _rows = [];
    private readonly List<long> _points = [];
    private readonly List<double> _violations = [];
    private readonly List<double> _values = [];

    /// <summary>Points evaluated.</summary>
    public int Count => _points.Count;

    /// <summary>Feasible ones among them.</summary>
    public int FeasibleCount { get; private set; }

    public int ObjectiveCount => _objectives;

    /// <summary>The row of a point, or -1 when it was not evaluated.</summary>
    public int Find(long point) => _rows.GetValueOrDefault(point, -1);

    public bool Contains(long point) => _rows.ContainsKey(point);

    /// <summary>The number of the point in a row.</summary>
    public long PointAt(int row) => _points[row];

    public bool IsFeasible(int row) => _violations[row] == 0;

    /// <summary>
    /// 0 for a feasible point; for others the further it lies outside the constraints, the more.
    /// </summary>
    public double ViolationAt(int row) => _violations[row];

    /// <summary>A row's objectives, turned so that less is better.</summary>
    public ReadOnlySpan<double> ObjectivesAt(int row) =>
        CollectionsMarshal.AsSpan(_values).Slice(row * _objectives, _objectives);

    /// <param name="reason">Why the point is infeasible, or null.</param>
    public void Add(long point, InfeasibleReason? reason, ReadOnlySpan<double> metrics)
    {
        _rows.Add(point, _points.Count);
        _points.Add(point);
        _violations.Add(_violation.Of(reason, metrics));
        FeasibleCount += reason is null ? 1 : 0;
        for (int objective = 0; objective < _objectives; objective++)
        {
            _values.Add(definition.Objectives[objective].Oriented(metrics[definition.ObjectiveIndices[objective]]));
        }
    }

    /// <summary>Adds a point as another archive of the same sweep has it.</summary>
    public void Add(SearchArchive other, int row)
    {
        _rows.Add(other.PointAt(row), _points.Count);
        _points.Add(other.PointAt(row));
        _violations.Add(other.ViolationAt(row));
        FeasibleCount += other.IsFeasible(row) ? 1 : 0;
        foreach (double value in other.ObjectivesAt(row))
        {
            _values.Add(value);
        }
    }
}
