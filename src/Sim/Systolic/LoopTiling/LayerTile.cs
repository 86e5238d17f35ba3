namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>A piece of a layer that is on chip at a time. The kernel is never cut.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Output">Rows, and columns, of output pixels.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Filters">Channels of the output.</param>
public readonly record struct LayerTile(long Batch, long Output, long Channels, long Filters);
