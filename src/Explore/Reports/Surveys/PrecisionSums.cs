using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>Sums over the pairs of points that differ in nothing but one step along an axis of formats.</summary>
/// <remarks>
/// Points of a pair may be far apart in the sweep's order. Each point asks whether its partner has metrics, adds its
/// own to the sum of its end of the pair, and no point has to wait in memory.
/// </remarks>
internal sealed class PrecisionSums
{
    private readonly int _axis;
    private readonly int _metrics;
    private readonly long _stride;
    private readonly double[] _bits;
    private readonly int[] _order;
    private readonly int[] _rank;
    private readonly long[] _pairs;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _ratios;

    /// <param name="bits">Stored bits of an element for each value of the axis.</param>
    /// <param name="metrics">So many metrics of a point are summed.</param>
    public PrecisionSums(SweepSpace space, int axis, IReadOnlyList<double> bits, int metrics)
    {
        _axis = axis;
        _metrics = metrics;
        _stride = space.StrideOf(axis);
        _bits = [.. bits];
        _order = [.. Enumerable.Range(0, bits.Count).OrderBy(value => bits[value]).ThenBy(value => value)];
        _rank = new int[bits.Count];
        for (int rank = 0; rank < _order.Length; rank++)
        {
            _rank[_order[rank]] = rank;
        }

        int steps = Math.Max(0, bits.Count - 1);
        _pairs = new long[steps];
        _low = new double[steps * metrics];
        _high = new double[steps * metrics];
        _ratios = new double[steps * metrics];
    }

    /// <summary>The position of the axis.</summary>
    public int Axis => _axis;

    /// <param name="values">The metrics.</param>
    /// <param name="places">The metrics, or their logarithms.</param>
    public void Add(
        long index, int value, PointSet measured, ReadOnlySpan<double> values, ReadOnlySpan<double> places)
    {
        int rank = _rank[value];
        if (rank + 1 < _order.Length && measured.Contains(index + ((_order[rank + 1] - value) * _stride)))
        {
            _pairs[rank]++;
            Sum(_low, rank, values, 1);
            Sum(_ratios, rank, places, -1);
        }

        if (rank > 0 && measured.Contains(index + ((_order[rank - 1] - value) * _stride)))
        {
            Sum(_high, rank - 1, values, 1);
            Sum(_ratios, rank - 1, places, 1);
        }
    }

    /// <param name="tracked">The metrics' positions.</param>
    /// <param name="isGeometric">Which of them came as logarithms.</param>
    public IEnumerable<PrecisionStep> Build(IReadOnlyList<int> tracked, IReadOnlyList<bool> isGeometric)
    {
        for (int step = 0; step < _pairs.Length; step++)
        {
            long pairs = _pairs[step];
            int first = step * _metrics;
            yield return new PrecisionStep(
                _axis, _order[step], _order[step + 1], _bits[_order[step]], _bits[_order[step + 1]], pairs,
                pairs == 0
                    ? []
                    : [.. tracked.Select((metric, slot) => new PrecisionChange(
                        metric,
                        (_high[first + slot] - _low[first + slot]) / pairs,
                        isGeometric[slot] ? Math.Exp(_ratios[first + slot] / pairs) : double.NaN))]);
        }
    }

    private void Sum(double[] sums, int step, ReadOnlySpan<double> values, double sign)
    {
        Span<double> own = sums.AsSpan(step * _metrics, _metrics);
        for (int metric = 0; metric < own.Length; metric++)
        {
            own[metric] += sign * values[metric];
        }
    }
}
