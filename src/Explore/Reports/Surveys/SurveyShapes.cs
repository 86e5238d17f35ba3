using System.Collections.Immutable;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>The second pass over a sweep's points, with the extents and the set of the first: densities, main effects,
/// and what steps between formats cost.</summary>
internal sealed class SurveyShapes
{
    /// <summary>Pairs of so many objectives have densities; more would be a long page that nobody reads.</summary>
    private const int DenseObjectives = 6;

    private readonly SweepDefinition _definition;
    private readonly PointSet _measured;
    private readonly int[] _tracked;
    private readonly bool[] _isGeometric;
    private readonly double[] _values;
    private readonly double[] _places;
    private readonly double[] _squares;
    private readonly int[] _axisValues;
    private readonly EffectSums[] _effects;
    private readonly PrecisionSums[] _precision;
    private readonly PlotScale[] _scales;
    private readonly int[] _dense;
    private readonly double[] _densePlaces;
    private readonly List<(int Left, int Right, DensityGrid Grid)> _grids = [];

    /// <param name="tracked">The metrics whose effects are wanted.</param>
    /// <param name="bits">For an axis of formats, the stored bits of its values.</param>
    /// <param name="withDensity">Whether densities are wanted.</param>
    public SurveyShapes(
        SweepDefinition definition, SurveyTotals totals, IReadOnlyList<int> tracked,
        IReadOnlyDictionary<int, IReadOnlyList<double>> bits, bool withDensity)
    {
        _definition = definition;
        _measured = totals.Measured;
        _tracked = [.. tracked];
        _isGeometric = [.. tracked.Select(metric => totals.All.Low(metric) > 0)];
        _values = new double[_tracked.Length];
        _places = new double[_tracked.Length];
        _squares = new double[_tracked.Length];
        _axisValues = new int[definition.Space.Axes.Count];
        _effects = [.. definition.Space.Axes.Select(axis => new EffectSums(axis.Values.Count, _tracked.Length))];
        _precision = [.. bits.OrderBy(axis => axis.Key).Select(axis =>
            new PrecisionSums(definition.Space, axis.Key, axis.Value, _tracked.Length))];
        _dense = withDensity ? [.. definition.ObjectiveIndices.Take(DenseObjectives)] : [];
        _densePlaces = new double[_dense.Length];
        _scales = [.. _dense.Select(metric =>
            PlotScale.Over([totals.Feasible.Low(metric), totals.Feasible.High(metric)]))];
        for (int left = 0; left < _dense.Length; left++)
        {
            for (int right = left + 1; right < _dense.Length; right++)
            {
                bool isInOrder = _dense[left] < _dense[right];
                (int x, int y) = isInOrder ? (left, right) : (right, left);
                _grids.Add((x, y, new DensityGrid(_dense[x], _dense[y], _scales[x], _scales[y])));
            }
        }
    }

    public void Add(long index, ReadOnlySpan<double> metrics, InfeasibleReason? reason)
    {
        if (reason is null)
        {
            AddDensity(metrics);
        }

        if (!SurveyTotals.IsMeasured(metrics, reason))
        {
            return;
        }

        for (int slot = 0; slot < _tracked.Length; slot++)
        {
            _values[slot] = metrics[_tracked[slot]];
            _places[slot] = _isGeometric[slot] ? Math.Log(_values[slot]) : _values[slot];
            _squares[slot] += _places[slot] * _places[slot];
        }

        _definition.Space.Decode(index, _axisValues);
        for (int axis = 0; axis < _effects.Length; axis++)
        {
            _effects[axis].Add(_axisValues[axis], _places);
        }

        foreach (PrecisionSums sums in _precision)
        {
            sums.Add(index, _axisValues[sums.Axis], _measured, _values, _places);
        }
    }

    public ImmutableArray<MetricDensity> Densities() => [.. _grids.Select(pair => pair.Grid.Build())];

    public ImmutableArray<AxisEffect> Effects() =>
    [
        .. Enumerable.Range(0, _effects.Length)
            .Where(axis => _definition.Space.Axes[axis].Values.Count > 1)
            .SelectMany(axis => _tracked.Select((metric, slot) =>
                _effects[axis].Build(axis, metric, slot, _isGeometric[slot], _squares[slot]))),
    ];

    public ImmutableArray<PrecisionStep> PrecisionSteps() =>
        [.. _precision.SelectMany(sums => sums.Build(_tracked, _isGeometric))];

    private void AddDensity(ReadOnlySpan<double> metrics)
    {
        for (int dense = 0; dense < _dense.Length; dense++)
        {
            _densePlaces[dense] = _scales[dense].Place(metrics[_dense[dense]]);
        }

        foreach ((int x, int y, DensityGrid grid) in _grids)
        {
            grid.Add(_densePlaces[x], _densePlaces[y]);
        }
    }
}
