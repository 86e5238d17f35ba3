namespace Accel.Explore.Sweeps;

/// <summary>What one store holds of a sweep when it is complete.</summary>
/// <param name="Shard">Which part of the sweep; the whole of it mostly.</param>
/// <param name="Total">
/// Points in the whole sweep; null where a search finds its points on the way, and the number is known at its end.
/// </param>
public readonly record struct SweepPart(Shard Shard, long? Total)
{
    /// <summary>A search that cannot say beforehand how many points it will evaluate.</summary>
    public static readonly SweepPart Search = new(Shard.Whole, null);

    /// <summary>The position of its first point in the sweep's list of points.</summary>
    public long First => Total is long total ? Shard.Of(total).First : 0;

    /// <summary>The position behind its last point, or null.</summary>
    public long? End => Total is long total ? Shard.Of(total).End : null;

    public static SweepPart All(SweepSpace space) => new(Shard.Whole, space.Count);
}
