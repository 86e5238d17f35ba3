namespace Accel.Explore.Sweeps;

/// <summary>The points that a sweep evaluates, ascending: shards are cut by position in this list.</summary>
public sealed class PointOrder
{
    private readonly IReadOnlyList<IndexRange> _ranges;

    /// <summary>The position of each range's first point.</summary>
    private readonly long[] _positions;

    /// <param name="ranges">The points, as ascending and disjoint ranges.</param>
    public PointOrder(IReadOnlyList<IndexRange> ranges)
    {
        _ranges = ranges;
        _positions = new long[ranges.Count];
        long previousEnd = long.MinValue;
        for (int range = 0; range < ranges.Count; range++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(ranges[range].First, previousEnd, nameof(ranges));
            previousEnd = ranges[range].End;
            _positions[range] = Count;
            Count += ranges[range].Count;
        }
    }

    public long Count { get; }

    /// <summary>Every point of a space.</summary>
    public static PointOrder All(SweepSpace space) => new([new IndexRange(0, space.Count)]);

    /// <summary>The points at some positions, as ascending and disjoint ranges.</summary>
    public IReadOnlyList<IndexRange> Slice(IndexRange positions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(positions.First, nameof(positions));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positions.End, Count, nameof(positions));
        List<IndexRange> slice = [];
        int found = Array.BinarySearch(_positions, positions.First);
        for (int range = found < 0 ? Math.Max(0, ~found - 1) : found;
            range < _ranges.Count && _positions[range] < positions.End; range++)
        {
            long shift = _ranges[range].First - _positions[range];
            IndexRange part = new(
                Math.Max(_ranges[range].First, positions.First + shift),
                Math.Min(_ranges[range].End, positions.End + shift));
            if (part.Count > 0)
            {
                slice.Add(part);
            }
        }

        return slice;
    }
}
