using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>A grid over a space that takes every 2^i-th value of each axis, in the axis's order.</summary>
/// <remarks>
/// The stride of the axis with the most values left doubles until the grid is small enough; axes without an order give
/// way last, since no value of theirs says anything about the next. The values lie in the middle of the axis.
/// </remarks>
internal static class CoarseGrid
{
    /// <summary>The stride of each axis.</summary>
    /// <param name="most">The most points of the grid; at least 1.</param>
    public static int[] Strides(IReadOnlyList<AxisOrder> axes, long most)
    {
        int[] strides = [.. axes.Select(_ => 1)];
        while (Size(axes, strides) > most)
        {
            int widest = Enumerable.Range(0, axes.Count)
                .Where(axis => Count(axes[axis], strides[axis]) > 1)
                .OrderByDescending(axis => axes[axis].IsOrdered)
                .ThenByDescending(axis => Count(axes[axis], strides[axis]))
                .First();
            strides[widest] *= 2;
        }

        return strides;
    }

    /// <summary>The numbers of the grid's points, ascending.</summary>
    public static long[] Points(SweepSpace space, IReadOnlyList<AxisOrder> axes, int[] strides)
    {
        List<long> points = [0];
        for (int axis = 0; axis < axes.Count; axis++)
        {
            AxisOrder order = axes[axis];
            int last = order.Count - 1;
            int offset = last % strides[axis] / 2;
            long[] steps =
            [
                .. Enumerable.Range(0, Count(order, strides[axis]))
                    .Select(step => order.ValueAt(offset + (step * strides[axis])) * space.StrideOf(axis)),
            ];
            points = [.. points.SelectMany(point => steps.Select(step => point + step))];
        }

        return [.. points.Order()];
    }

    private static Int128 Size(IReadOnlyList<AxisOrder> axes, int[] strides) =>
        axes.Index().Aggregate(Int128.One, (size, axis) => size * Count(axis.Item, strides[axis.Index]));

    private static int Count(AxisOrder axis, int stride) => ((axis.Count - 1) / stride) + 1;
}
