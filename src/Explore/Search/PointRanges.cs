using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Single points as ranges, which is what a run takes.</summary>
internal static class PointRanges
{
    /// <summary>Neighbouring numbers put together.</summary>
    /// <param name="points">Ascending, each once.</param>
    public static IReadOnlyList<IndexRange> Of(IEnumerable<long> points)
    {
        List<IndexRange> ranges = [];
        foreach (long point in points)
        {
            if (ranges.Count > 0 && ranges[^1].End == point)
            {
                ranges[^1] = ranges[^1] with { End = point + 1 };
            }
            else
            {
                ranges.Add(new IndexRange(point, point + 1));
            }
        }

        return ranges;
    }
}
