using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.BitFusion;

/// <summary>The rules of BitFusion's simulator (hsharma35/bitfusion at 04ec1c8).</summary>
/// <remarks>Quirks are listed at <see cref="BitFusionSchedule"/>.</remarks>
internal readonly record struct BitFusionRules(FusionArray Array, LayerShape Layer) : ITileRules
{
    /// <summary>Bits of an output in its buffer and in DRAM.</summary>
    public const int BitsOfAnOutput = 32;

    /// <summary>Nanojoules of a bit in DRAM, against one of each bit of a buffer and each compute cycle.</summary>
    private const double DramWeight = 0.015;

    /// <summary>Rows as narrow operands see them: the whole factor of both goes to the inputs.</summary>
    private readonly long _rows = Array.Rows * Array.Factor(Layer.ActivationBits) * Array.Factor(Layer.WeightBits);

    public int OutputBits => BitsOfAnOutput;

    public bool OutputsReturn => true;

    public long FilterUnit => Array.Columns;

    public long InputPixels(long batch, long output)
    {
        long input = Layer.Kernel + ((output - 1) * Layer.Stride);
        return batch * input * input;
    }

    public long PixelCycles(long pixels) => pixels;

    public long ChannelCycles(long channels) =>
        Layer.Kernel * Layer.Kernel * TileSteps.CeilDivide(channels, _rows);

    public long FilterCycles(long filters) => TileSteps.CeilDivide(filters, Array.Columns);

    public long FilterWeights(long channels) => TileSteps.RoundUp(Layer.Depth(channels), _rows);

    public long PixelActivations(long channels) => channels;

    public long PixelOutputs(long filters) => TileSteps.RoundUp(filters, Array.Columns);

    public ArrayTraffic Traffic(long pixels, long channels, long filters)
    {
        long depth = Layer.Depth(channels);
        (long macs, long outputs) = (pixels * depth * filters, pixels * filters);
        (long inBits, long weightBits, long outBits) = (Layer.ActivationBits, Layer.WeightBits, OutputBits);
        return Stationary(pixels, channels, filters) switch
        {
            Reuse.Inputs => new(macs * weightBits, depth * pixels * inBits, macs * outBits, macs * outBits),
            Reuse.Outputs => new(macs * weightBits, macs * inBits, outputs * outBits, outputs * outBits),
            _ => new(depth * filters * weightBits, macs * inBits, macs * outBits, macs * outBits),
        };
    }

    /// <summary>Bits moved, all alike but those of DRAM.</summary>
    public double Energy(in LayerStatistics statistics) => statistics.ComputeCycles
        + (double)statistics.WeightReadBits + statistics.WeightWriteBits
        + statistics.ActivationReadBits + statistics.ActivationWriteBits
        + statistics.OutputReadBits + statistics.OutputWriteBits
        + (statistics.DramReadBits * DramWeight) + (statistics.DramWriteBits * DramWeight);

    /// <summary>The cheapest of the three by bits on ports, in blocks rounded up to the array.</summary>
    private Reuse Stationary(long pixels, long channels, long filters)
    {
        long depth = TileSteps.RoundUp(channels, _rows) * Layer.Kernel * Layer.Kernel;
        long outputs = TileSteps.RoundUp(filters, Array.Columns);
        (long inBits, long weightBits, long outBits) = (Layer.ActivationBits, Layer.WeightBits, OutputBits);
        long ofInputs = depth * pixels * (inBits + (outputs * (weightBits + outBits)));
        long ofOutputs = outputs * pixels * (outBits + (depth * (inBits + weightBits)));
        long ofWeights = depth * outputs * (weightBits + (pixels * (inBits + outBits)));
        long least = Math.Min(ofInputs, Math.Min(ofOutputs, ofWeights));
        return least == ofInputs ? Reuse.Inputs : least == ofOutputs ? Reuse.Outputs : Reuse.Weights;
    }

    /// <summary>What stays in the array.</summary>
    private enum Reuse
    {
        Inputs,
        Outputs,
        Weights,
    }
}
