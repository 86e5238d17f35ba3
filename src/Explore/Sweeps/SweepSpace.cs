using System.Globalization;

namespace Accel.Explore.Sweeps;

/// <summary>All combinations of the axes' values, numbered row-major: the last axis changes fastest.</summary>
public sealed class SweepSpace
{
    private readonly int[] _sizes;
    private readonly long[] _strides;

    /// <exception cref="ArgumentException">An axis is empty, two have one path, or there are 2^63 points.</exception>
    public SweepSpace(IReadOnlyList<SweepAxis> axes)
    {
        Axes = [.. axes];
        _sizes = new int[axes.Count];
        _strides = new long[axes.Count];
        HashSet<string> paths = new(StringComparer.Ordinal);
        Int128 count = 1;
        for (int axis = axes.Count - 1; axis >= 0; axis--)
        {
            if (!paths.Add(axes[axis].Path))
            {
                throw new ArgumentException($"two axes have the path {axes[axis].Path}", nameof(axes));
            }

            if (axes[axis].Values.Count == 0)
            {
                throw new ArgumentException($"the axis {axes[axis].Path} has no value", nameof(axes));
            }

            _sizes[axis] = axes[axis].Values.Count;
            _strides[axis] = (long)count;
            count *= _sizes[axis];
            if (count > long.MaxValue)
            {
                throw new ArgumentException("the axes span more points than 63 bits can number", nameof(axes));
            }
        }

        Count = (long)count;
    }

    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>Points in the space; 1 when there are no axes.</summary>
    public long Count { get; }

    /// <summary>Points between neighbours along an axis.</summary>
    public long StrideOf(int axis) => _strides[axis];

    /// <summary>Writes the value index on each axis of a point. Allocates nothing.</summary>
    public void Decode(long index, Span<int> axisValueIndices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        for (int axis = _sizes.Length - 1; axis >= 0; axis--)
        {
            (index, long value) = Math.DivRem(index, _sizes[axis]);
            axisValueIndices[axis] = (int)value;
        }
    }

    /// <summary>The number of the point with these value indices.</summary>
    public long Encode(ReadOnlySpan<int> axisValueIndices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(axisValueIndices.Length, _sizes.Length);
        long index = 0;
        for (int axis = 0; axis < _sizes.Length; axis++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)axisValueIndices[axis], (uint)_sizes[axis]);
            index += axisValueIndices[axis] * _strides[axis];
        }

        return index;
    }

    /// <summary>Moves to the next point; from the last it returns to the first. Cheaper than decoding.</summary>
    public void Advance(Span<int> axisValueIndices)
    {
        for (int axis = _sizes.Length - 1; axis >= 0; axis--)
        {
            if (++axisValueIndices[axis] < _sizes[axis])
            {
                return;
            }

            axisValueIndices[axis] = 0;
        }
    }

    /// <summary>The label of a point's value on an axis.</summary>
    public string Label(long index, int axis) => Axes[axis].Values[(int)(index / _strides[axis] % _sizes[axis])];

    /// <summary>A point as a reader would name it: <c>fabric.rows=16, clock=1 GHz</c>.</summary>
    public string Describe(long index) => Axes.Count == 0
        ? "the base design"
        : string.Join(", ", Enumerable.Range(0, Axes.Count)
            .Select(axis => string.Create(CultureInfo.InvariantCulture, $"{Axes[axis].Path}={Label(index, axis)}")));
}
