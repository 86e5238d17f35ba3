using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>Numbers the combinations of some axes' values, whatever the others' values.</summary>
internal sealed class PartVersion
{
    private readonly int[] _axes;
    private readonly long[] _strides;

    /// <param name="isCounted">For each axis whether it counts.</param>
    public PartVersion(SweepSpace space, ReadOnlySpan<bool> isCounted)
    {
        List<int> axes = [];
        List<long> strides = [];
        long stride = 1;
        for (int axis = isCounted.Length - 1; axis >= 0; axis--)
        {
            if (isCounted[axis])
            {
                axes.Add(axis);
                strides.Add(stride);
                stride *= space.Axes[axis].Values.Count;
            }
        }

        (_axes, _strides, Count) = ([.. axes], [.. strides], stride);
    }

    /// <summary>How many combinations there are.</summary>
    public long Count { get; }

    public long At(ReadOnlySpan<int> axisValueIndices)
    {
        long version = 0;
        for (int i = 0; i < _axes.Length; i++)
        {
            version += axisValueIndices[_axes[i]] * _strides[i];
        }

        return version;
    }
}
