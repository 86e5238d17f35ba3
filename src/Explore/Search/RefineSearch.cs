using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Successive refinement: a coarse grid, then the neighbours of the front at halving strides.</summary>
/// <remarks>
/// A neighbour differs on one axis: by one stride along an axis that has an order (at most to its end), by any value on
/// another. Points of the front with the most room around them go first, a part of the budget at a time, so that points
/// which soon leave the front cost little. Where nothing new is left, strides halve; at stride 1 the search ends: every
/// neighbour of every point of the front is evaluated then, or the budget is. While no point is feasible, those nearest
/// to it stand for the front.
/// </remarks>
internal sealed class RefineSearch : ISearch
{
    /// <summary>A wave takes this part of the budget, within bounds.</summary>
    private const int Waves = 64;
    private const int SmallestWave = 16;
    private const int LargestWave = 4096;

    /// <summary>Points that stand for the front while none is feasible.</summary>
    private const int Substitutes = 16;

    private readonly SweepSpace _space;
    private readonly AxisOrder[] _orders;
    private readonly long _budget;
    private readonly int[] _strides;
    private readonly Dictionary<int, int> _expanded = [];
    private int[] _front = [];
    private int _seen;
    private int _level;

    public RefineSearch(RefineSettings settings, SweepDefinition definition)
    {
        _space = definition.Space;
        _orders = AxisOrder.Of(_space);
        _budget = Math.Min(settings.BudgetValue, _space.Count);
        long grid = settings.Grid ?? Math.Max(1, settings.BudgetValue / 4);
        _strides = CoarseGrid.Strides(_orders, Math.Min(grid, _budget));
    }

    public IReadOnlyList<long> Next(SearchArchive archive)
    {
        if (archive.Count == 0)
        {
            return CoarseGrid.Points(_space, _orders, _strides);
        }

        UpdateFront(archive);
        long size = Math.Min(Math.Clamp(_budget / Waves, SmallestWave, LargestWave), _budget - archive.Count);
        while (size > 0)
        {
            SortedSet<long> wave = Neighbours(archive, size);
            if (wave.Count > 0)
            {
                return [.. wave];
            }

            if (Array.TrueForAll(_strides, stride => stride == 1))
            {
                return [];
            }

            _level++;
            for (int axis = 0; axis < _strides.Length; axis++)
            {
                _strides[axis] = Math.Max(1, _strides[axis] / 2);
            }
        }

        return [];
    }

    /// <summary>Takes the last wave into the front.</summary>
    private void UpdateFront(SearchArchive archive)
    {
        int[] candidates = [.. _front.Where(archive.IsFeasible),
            .. Enumerable.Range(_seen, archive.Count - _seen).Where(archive.IsFeasible)];
        _seen = archive.Count;
        _front = candidates.Length > 0
            ? [.. ParetoFront.Find(Values(archive, candidates), archive.ObjectiveCount).Select(i => candidates[i])]
            : [.. Enumerable.Range(0, archive.Count).OrderBy(archive.ViolationAt).Take(Substitutes)];
    }

    /// <summary>New neighbours of the front, of its roomiest points first.</summary>
    private SortedSet<long> Neighbours(SearchArchive archive, long most)
    {
        double[] room = archive.IsFeasible(_front[0])
            ? CrowdingDistance.Of(Values(archive, _front), archive.ObjectiveCount)
            : new double[_front.Length];
        SortedSet<long> wave = [];
        foreach (int place in Enumerable.Range(0, _front.Length).OrderByDescending(place => room[place]))
        {
            int row = _front[place];
            if (_expanded.GetValueOrDefault(row, -1) == _level)
            {
                continue;
            }

            foreach (long neighbour in NeighboursOf(archive.PointAt(row)))
            {
                if (archive.Contains(neighbour) || wave.Contains(neighbour))
                {
                    continue;
                }

                if (wave.Count == most)
                {
                    return wave;
                }

                wave.Add(neighbour);
            }

            _expanded[row] = _level;
        }

        return wave;
    }

    private IEnumerable<long> NeighboursOf(long point)
    {
        for (int axis = 0; axis < _orders.Length; axis++)
        {
            AxisOrder order = _orders[axis];
            long stride = _space.StrideOf(axis);
            int value = (int)(point / stride % order.Count);
            if (order.IsOrdered)
            {
                int rank = order.RankOf(value);
                int down = order.ValueAt(Math.Max(0, rank - _strides[axis]));
                int up = order.ValueAt(Math.Min(order.Count - 1, rank + _strides[axis]));
                yield return point + ((down - value) * stride);
                yield return point + ((up - value) * stride);
                continue;
            }

            for (int other = 0; other < order.Count; other++)
            {
                yield return point + ((other - value) * stride);
            }
        }
    }

    private static double[] Values(SearchArchive archive, int[] rows)
    {
        double[] values = new double[rows.Length * archive.ObjectiveCount];
        for (int i = 0; i < rows.Length; i++)
        {
            archive.ObjectivesAt(rows[i]).CopyTo(values.AsSpan(i * archive.ObjectiveCount));
        }

        return values;
    }
}
