using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Points of a space in the order of Sobol's sequence.</summary>
/// <remarks>
/// An axis with several values takes one dimension, cut into as many equal parts as it has values; a point may come
/// more than once.
/// </remarks>
internal sealed class SobolGrid
{
    private readonly long[] _strides;
    private readonly uint[] _sizes;
    private readonly SobolSequence _sequence;

    public SobolGrid(SweepSpace space, Xoshiro256 random)
    {
        int[] axes =
        [
            .. Enumerable.Range(0, space.Axes.Count).Where(axis => space.Axes[axis].Values.Count > 1)
                .Take(SobolDirections.Dimensions),
        ];
        _strides = [.. axes.Select(space.StrideOf)];
        _sizes = [.. axes.Select(axis => (uint)space.Axes[axis].Values.Count)];
        _sequence = new SobolSequence(axes.Length, random);
    }

    public long Next()
    {
        Span<uint> coordinates = stackalloc uint[SobolDirections.Dimensions];
        _sequence.Next(coordinates[.._sizes.Length]);
        long index = 0;
        for (int axis = 0; axis < _sizes.Length; axis++)
        {
            index += (long)(((ulong)coordinates[axis] * _sizes[axis]) >> SobolDirections.Bits) * _strides[axis];
        }

        return index;
    }
}
