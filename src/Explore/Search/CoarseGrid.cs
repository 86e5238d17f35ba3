using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>A grid over a space that takes some values of each axis, evenly spread, both ends among them.</summary>
/// <remarks>
/// The axis with the most values left halves their number until the grid is small enough, down to the two ends and at
/// last to one in the middle; axes without an order give way last, since no value of theirs says anything about the
/// next.
/// </remarks>
internal static class CoarseGrid
{
    /// <summary>How many values of each axis the grid takes.</summary>
    /// <param name="most">The most points of the grid; at least 1.</param>
    public static int[] Counts(IReadOnlyList<AxisOrder> axes, long most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        int[] counts = [.. axes.Select(axis => axis.Count)];
        while (counts.Aggregate(Int128.One, (size, count) => size * count) > most)
        {
            int widest = Enumerable.Range(0, axes.Count)
                .Where(axis => counts[axis] > 1)
                .OrderByDescending(axis => axes[axis].IsOrdered || counts[axis] > most)
                .ThenByDescending(axis => counts[axis])
                .First();
            counts[widest] = counts[widest] == 2 ? 1 : (counts[widest] + 1) / 2;
        }

        return counts;
    }

    /// <summary>The distance of neighbours on the grid along an axis, in places of the axis's order.</summary>
    public static int Stride(AxisOrder axis, int count) => count > 1
        ? (axis.Count + count - 3) / (count - 1)
        : Math.Max(1, (axis.Count + 1) / 2);

    /// <summary>The numbers of the grid's points, ascending.</summary>
    public static long[] Points(SweepSpace space, IReadOnlyList<AxisOrder> axes, int[] counts)
    {
        List<long> points = [0];
        for (int axis = 0; axis < axes.Count; axis++)
        {
            AxisOrder order = axes[axis];
            long stride = space.StrideOf(axis);
            int last = order.Count - 1;
            int gaps = counts[axis] - 1;
            long[] steps = gaps == 0
                ? [order.ValueAt(last / 2) * stride]
                : [.. Enumerable.Range(0, gaps + 1).Select(i => order.ValueAt((int)((long)i * last / gaps)) * stride)];
            points = [.. points.SelectMany(point => steps.Select(step => point + step))];
        }

        return [.. points.Order()];
    }
}
