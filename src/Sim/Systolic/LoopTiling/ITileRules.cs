namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What a simulator of BitFusion's line charges for tiles of one layer on one array.</summary>
/// <remarks>
/// Cycles of a tile are a product of a factor for its pixels, its depth (kernel pixels times channels) and its
/// filters, and so are sizes; that is what makes bounds cheap.
/// </remarks>
internal interface ITileRules
{
    FusionArray Array { get; }

    LayerShape Layer { get; }

    /// <summary>Bits of an output in its buffer and in DRAM.</summary>
    int OutputBits { get; }

    /// <summary>Whether outputs are fetched from DRAM as often as they are stored, and must fit their buffer.</summary>
    bool OutputsReturn { get; }

    /// <summary>A tile's compute cycles: the factor of its pixels over all images.</summary>
    long PixelCycles(long pixels);

    /// <summary>A tile's compute cycles: the factor of its depth.</summary>
    long DepthCycles(long depth);

    /// <summary>A tile's compute cycles: the factor of its filters.</summary>
    long FilterCycles(long filters);

    /// <summary>Elements that a depth takes of a filter's weights in the buffer.</summary>
    long WeightDepth(long depth);

    /// <summary>Elements that a depth takes of a pixel's activations in the buffer.</summary>
    long ActivationDepth(long depth);

    /// <summary>Elements that the filters take of a pixel's outputs in the buffer.</summary>
    long OutputFilters(long filters);

    /// <summary>Bits that the array moves through the buffers in one tile.</summary>
    ArrayTraffic Traffic(long pixels, long depth, long filters);

    /// <summary>The energy by which candidates of equal cycles are told apart; grows with every statistic.</summary>
    double Energy(in LayerStatistics statistics);
}
