using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.Ant2022;

/// <summary>The rules of ANT's simulator (clevercool/ANT-Quantization, ant_simulator, at bc84067).</summary>
/// <remarks>Quirks are listed at <see cref="Ant2022Schedule"/>.</remarks>
internal readonly struct Ant2022Rules(in FusionArray array, in LayerShape layer, in Ant2022Energies energies)
    : ITileRules
{
    private readonly Ant2022Energies _energies = energies;
    private readonly long _activationFactor = array.Factor(layer.ActivationBits);
    private readonly long _weightFactor = array.Factor(layer.WeightBits);

    public FusionArray Array { get; } = array;

    public LayerShape Layer { get; } = layer;

    /// <summary>Bits of an output in its buffer and in DRAM.</summary>
    public const int BitsOfAnOutput = 16;

    public int OutputBits => BitsOfAnOutput;

    public bool OutputsReturn => false;

    public long PixelCycles(long pixels) =>
        Array.IsWeightStationary ? pixels : TileSteps.CeilDivide(pixels, Array.Rows * _activationFactor);

    public long DepthCycles(long depth) =>
        Array.IsWeightStationary ? TileSteps.CeilDivide(depth, Array.Rows * _activationFactor) : depth;

    public long FilterCycles(long filters) => TileSteps.CeilDivide(filters, Array.Columns * _weightFactor);

    public long WeightDepth(long depth) => RoundUp(depth, Array.Rows * _weightFactor);

    public long ActivationDepth(long depth) => RoundUp(depth, Array.Columns * _activationFactor);

    public long OutputFilters(long filters) => filters;

    public ArrayTraffic Traffic(long pixels, long depth, long filters)
    {
        long macs = pixels * depth * filters;
        long outputs = (Array.IsWeightStationary ? macs : pixels * filters) * OutputBits;
        long weights = Array.IsWeightStationary ? depth * filters : macs;
        return new ArrayTraffic(weights * Layer.WeightBits, macs * Layer.ActivationBits, outputs, outputs);
    }

    public double Energy(in LayerStatistics statistics) => _energies.OfChoice(statistics);

    private static long RoundUp(long value, long step) => TileSteps.CeilDivide(value, step) * step;
}
