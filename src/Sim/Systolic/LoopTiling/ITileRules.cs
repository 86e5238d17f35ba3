namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What a simulator of BitFusion's line charges for tiles of one layer on one array.</summary>
/// <remarks>
/// Cycles of a tile are a product of a factor for its pixels, its channels and its filters, and so are sizes; that is
/// what makes bounds cheap.
/// </remarks>
internal interface ITileRules
{
    FusionArray Array { get; }

    LayerShape Layer { get; }

    /// <summary>Bits of an output in its buffer and in DRAM.</summary>
    int OutputBits { get; }

    /// <summary>Whether outputs are fetched from DRAM as often as they are stored, and must fit their buffer.</summary>
    bool OutputsReturn { get; }

    /// <summary>Filters of the smallest tile; the others are this times powers of two.</summary>
    long FilterUnit { get; }

    /// <summary>Pixels of activations that the buffer holds for a tile's outputs, over all images.</summary>
    long InputPixels(long batch, long output);

    /// <summary>A tile's compute cycles: the factor of its output pixels over all images.</summary>
    long PixelCycles(long pixels);

    /// <summary>A tile's compute cycles: the factor of its channels.</summary>
    long ChannelCycles(long channels);

    /// <summary>A tile's compute cycles: the factor of its filters.</summary>
    long FilterCycles(long filters);

    /// <summary>Elements that the buffer holds of a filter's weights for so many channels.</summary>
    long FilterWeights(long channels);

    /// <summary>Elements that the buffer holds of an input pixel's activations for so many channels.</summary>
    long PixelActivations(long channels);

    /// <summary>Elements that the buffer holds of an output pixel for so many filters.</summary>
    long PixelOutputs(long filters);

    /// <summary>Bits that the array moves through the buffers in one tile.</summary>
    ArrayTraffic Traffic(long pixels, long channels, long filters);

    /// <summary>The energy by which candidates of equal cycles are told apart; grows with every statistic.</summary>
    double Energy(in LayerStatistics statistics);
}
