using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.Ant2022;

/// <summary>The rules of ANT's simulator (clevercool/ANT-Quantization, ant_simulator, at bc84067).</summary>
/// <remarks>Quirks are listed at <see cref="Ant2022Schedule"/>.</remarks>
internal readonly record struct Ant2022Rules(FusionArray Array, LayerShape Layer, Ant2022Energies Energies) : ITileRules
{
    private readonly long _activationFactor = Array.Factor(Layer.ActivationBits);
    private readonly long _weightFactor = Array.Factor(Layer.WeightBits);

    /// <summary>Bits of an output in its buffer and in DRAM.</summary>
    public const int BitsOfAnOutput = 16;

    public int OutputBits => BitsOfAnOutput;

    public bool OutputsReturn => false;

    public long FilterUnit => 1;

    public long InputPixels(long batch, long output) => batch * output * output;

    public long PixelCycles(long pixels) =>
        Array.IsWeightStationary ? pixels : TileSteps.CeilDivide(pixels, Array.Rows * _activationFactor);

    public long ChannelCycles(long channels) => Array.IsWeightStationary
        ? TileSteps.CeilDivide(Layer.Depth(channels), Array.Rows * _activationFactor)
        : Layer.Depth(channels);

    public long FilterCycles(long filters) => TileSteps.CeilDivide(filters, Array.Columns * _weightFactor);

    public long FilterWeights(long channels) => TileSteps.RoundUp(Layer.Depth(channels), Array.Rows * _weightFactor);

    public long PixelActivations(long channels) =>
        TileSteps.RoundUp(Layer.Depth(channels), Array.Columns * _activationFactor);

    public long PixelOutputs(long filters) => filters;

    public ArrayTraffic Traffic(long pixels, long channels, long filters)
    {
        long depth = Layer.Depth(channels);
        long macs = pixels * depth * filters;
        long outputs = (Array.IsWeightStationary ? macs : pixels * filters) * OutputBits;
        long weights = Array.IsWeightStationary ? depth * filters : macs;
        return new ArrayTraffic(weights * Layer.WeightBits, macs * Layer.ActivationBits, outputs, outputs);
    }

    public double Energy(in LayerStatistics statistics) => Energies.OfChoice(statistics);
}
