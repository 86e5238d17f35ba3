using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Successive refinement: a coarse grid, then the neighbours of the front at halving strides.</summary>
/// <remarks>
/// A neighbour differs on one axis: by one stride along an axis that has an order (at most to its end), by any value
/// on another. A wave takes one new neighbour of each point of the front, of those with the most room around them
/// first, then a second one, and so on up to a part of the budget; then the front is looked at again, so that points
/// which soon leave it cost little. Where nothing new is left, strides halve. At stride 1, when every neighbour of
/// every point of the front is evaluated, another round starts from as many points of Sobol's sequence as the grid
/// has, and from them alone, because constraints and formats may part the space into islands; what earlier rounds
/// evaluated costs it nothing. The search ends with its budget, or when three rounds, each from twice the points of
/// the one before, have left the front as it was. While no point is feasible, those that are nearest to it stand for
/// the front.
/// </remarks>
internal sealed class RefineSearch : ISearch
{
    /// <summary>A wave takes this part of the budget, within bounds.</summary>
    private const int Waves = 64;
    private const int SmallestWave = 16;
    private const int LargestWave = 4096;

    /// <summary>Points that stand for the front while none is feasible.</summary>
    private const int Substitutes = 16;

    /// <summary>Rounds in a row that may find nothing.</summary>
    private const int MostFailures = 3;

    private readonly SweepSpace _space;
    private readonly AxisOrder[] _orders;
    private readonly long _budget;
    private readonly int[] _counts;
    private readonly int[] _strides;
    private readonly SobolGrid _sobol;
    private readonly HashSet<int> _members = [];
    private int[] _front = [];
    private int[] _best = [];
    private int[] _bestBefore = [];
    private long _roundSize;
    private int _failures;
    private int _seen;

    public RefineSearch(RefineSettings settings, SweepDefinition definition)
    {
        _space = definition.Space;
        _orders = AxisOrder.Of(_space);
        _budget = Math.Min(settings.BudgetValue, _space.Count);
        long grid = settings.Grid ?? Math.Max(1, settings.BudgetValue / RefineSettings.GridShare);
        _counts = CoarseGrid.Counts(_orders, Math.Min(grid, _budget));
        _roundSize = _counts.Aggregate(1L, (size, count) => size * count);
        _strides = new int[_orders.Length];
        _sobol = new SobolGrid(_space, new Xoshiro256(1));
        ResetStrides();
    }

    public IReadOnlyList<long> Next(SearchArchive archive)
    {
        if (archive.Count == 0)
        {
            return CoarseGrid.Points(_space, _orders, _counts);
        }

        int[] fresh = [.. Enumerable.Range(_seen, archive.Count - _seen)];
        _seen = archive.Count;
        _best = Front(archive, _best, fresh);
        Join(archive, fresh);
        long left = _budget - archive.Count;
        int size = (int)Math.Min(Math.Clamp(_budget / Waves, SmallestWave, LargestWave), left);
        while (left > 0)
        {
            if (Known(archive) is { Length: > 0 } known)
            {
                Join(archive, known);
            }
            else if (Neighbours(archive, size) is { Count: > 0 } wave)
            {
                return [.. wave];
            }
            else if (Array.TrueForAll(_strides, stride => stride == 1))
            {
                return NextRound(archive, left);
            }
            else
            {
                HalveStrides();
            }
        }

        return [];
    }

    private IReadOnlyList<long> NextRound(SearchArchive archive, long left)
    {
        bool hasFailed = archive.FeasibleCount > 0 && _best.SequenceEqual(_bestBefore);
        _failures = hasFailed ? _failures + 1 : 0;
        if (_failures == MostFailures)
        {
            return [];
        }

        _roundSize = hasFailed ? 2 * _roundSize : _roundSize;
        _bestBefore = _best;
        _members.Clear();
        _front = [];
        ResetStrides();
        SortedSet<long> wave = [];
        while (wave.Count < Math.Min(_roundSize, left))
        {
            FreshPoints.Add(_space, archive, wave, _sobol.Next);
        }

        return [.. wave];
    }

    private void ResetStrides()
    {
        for (int axis = 0; axis < _strides.Length; axis++)
        {
            _strides[axis] = Math.Max(1, CoarseGrid.Stride(_orders[axis], _counts[axis]) / 2);
        }
    }

    private void HalveStrides()
    {
        for (int axis = 0; axis < _strides.Length; axis++)
        {
            _strides[axis] = Math.Max(1, _strides[axis] / 2);
        }
    }

    /// <summary>Takes rows into this round.</summary>
    private void Join(SearchArchive archive, int[] rows)
    {
        _members.UnionWith(rows);
        _front = Front(archive, _front, rows);
        if (_front.Length == 0)
        {
            _front = [.. _members.Order().OrderBy(archive.ViolationAt).Take(Substitutes)];
        }
    }

    /// <summary>Neighbours of this round's front that earlier rounds evaluated.</summary>
    private int[] Known(SearchArchive archive)
    {
        return _members.Count == archive.Count
            ? []
            : [.. _front.SelectMany(row => NeighboursOf(archive.PointAt(row), 0)).Select(archive.Find)
                .Where(row => row >= 0 && !_members.Contains(row)).Distinct()];
    }

    /// <summary>The front of feasible rows: of an earlier front, and of rows that are new to it.</summary>
    private static int[] Front(SearchArchive archive, int[] front, int[] rows)
    {
        int[] candidates = [.. front.Where(archive.IsFeasible), .. rows.Where(archive.IsFeasible)];
        return [.. ParetoFront.Find(Values(archive, candidates), archive.ObjectiveCount).Select(i => candidates[i])];
    }

    /// <summary>New neighbours of the front, one of each point at a time, of the roomiest points first.</summary>
    private SortedSet<long> Neighbours(SearchArchive archive, int most)
    {
        double[] room = archive.IsFeasible(_front[0])
            ? CrowdingDistance.Of(Values(archive, _front), archive.ObjectiveCount)
            : new double[_front.Length];
        SortedSet<long> wave = [];
        List<IEnumerator<long>> open =
        [
            .. Enumerable.Range(0, _front.Length).OrderByDescending(place => room[place])
                .Select((place, turn) => NeighboursOf(archive.PointAt(_front[place]), turn).GetEnumerator()),
        ];
        while (open.Count > 0 && wave.Count < most)
        {
            open.RemoveAll(neighbours => wave.Count < most && !AddNext(neighbours));
        }

        return wave;

        bool AddNext(IEnumerator<long> neighbours)
        {
            while (neighbours.MoveNext())
            {
                if (!archive.Contains(neighbours.Current) && wave.Add(neighbours.Current))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <param name="turn">Which axis comes first: points in a row start with different ones.</param>
    private IEnumerable<long> NeighboursOf(long point, int turn)
    {
        for (int step = 0; step < _orders.Length; step++)
        {
            int axis = (turn + step) % _orders.Length;
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
