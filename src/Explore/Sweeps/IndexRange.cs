namespace Accel.Explore.Sweeps;

/// <summary>The points from <paramref name="First"/> up to, but without, <paramref name="End"/>.</summary>
public readonly record struct IndexRange(long First, long End)
{
    public long Count => End - First;
}
