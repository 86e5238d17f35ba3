using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>The points of a stream whose hashed numbers are smallest, so many as there is room for.</summary>
/// <remarks>
/// The hash (SplitMix64, Steele et al., OOPSLA 2014) is one-to-one, so the choice is the same for every order and every
/// run and, unlike every n-th point, favours no value of a regular grid's axes.
/// </remarks>
public sealed class HashSample
{
    private readonly int _room;
    private readonly PriorityQueue<SweepPoint, ulong> _kept;
    private ulong _largest;

    public HashSample(int room)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(room);
        _room = room;

        // The queue hands out the smallest first, and the largest hash is what has to go.
        _kept = new PriorityQueue<SweepPoint, ulong>(Comparer<ulong>.Create((left, right) => right.CompareTo(left)));
    }

    public void Add(long index, ReadOnlySpan<double> metrics, InfeasibleReason? reason)
    {
        ulong hash = Hash(index);
        if (_room == 0 || (_kept.Count == _room && hash > _largest))
        {
            return;
        }

        SweepPoint point = new(index, metrics.ToArray(), reason);
        if (_kept.Count < _room)
        {
            _kept.Enqueue(point, hash);
        }
        else
        {
            _kept.EnqueueDequeue(point, hash);
        }

        _kept.TryPeek(out _, out _largest);
    }

    /// <summary>The points with a place in any case, and as many others as there is still room for, by
    /// number.</summary>
    /// <param name="certain">All of them stay, even where they are more than there is room for.</param>
    public IReadOnlyList<SweepPoint> With(IReadOnlyList<SweepPoint> certain)
    {
        HashSet<long> known = [.. certain.Select(point => point.Index)];
        IEnumerable<SweepPoint> others = _kept.UnorderedItems.Where(item => !known.Contains(item.Element.Index))
            .OrderBy(item => item.Priority)
            .Take(Math.Max(0, _room - known.Count))
            .Select(item => item.Element);
        return [.. certain.Concat(others).OrderBy(point => point.Index)];
    }

    private static ulong Hash(long index)
    {
        unchecked
        {
            ulong z = ((ulong)index + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
