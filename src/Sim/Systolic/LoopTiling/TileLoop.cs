namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>A loop over the tiles of a layer.</summary>
public enum TileLoop
{
    Batch,
    OutputColumns,
    OutputRows,
    Channels,
    Filters,
}
