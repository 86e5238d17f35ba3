namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>How often each loop over tiles runs; both over output pixels, <paramref name="Outputs"/> times.</summary>
internal readonly record struct TileCounts(long Batches, long Outputs, long Channels, long Filters)
{
    public long Of(TileLoop loop) => loop switch
    {
        TileLoop.Batch => Batches,
        TileLoop.Channels => Channels,
        TileLoop.Filters => Filters,
        _ => Outputs,
    };
}
