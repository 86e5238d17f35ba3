using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.LoopTiling;

namespace Accel.Sim.Systolic.Ant2022;

/// <summary>
/// The simulator of ANT (MICRO 2022), a fork of BitFusion's: clevercool/ANT-Quantization, ant_simulator, at bc84067.
/// </summary>
/// <remarks>
/// <para>
/// A layer is cut into tiles, and the loops over tiles are ordered, so that cycles are least, and energy among equals;
/// every power of two of batch, output pixels, channels and filters is open, under all 120 orders.
/// </para>
/// <para>Quirks kept:</para>
/// <list type="bullet">
/// <item>nothing is cycle-stepped: no fill, drain, skew, bank conflict; decoders are free; DRAM runs at its peak;</item>
/// <item>a layer stalls for its first load and last store, but the layers before and after do not help;</item>
/// <item>a kernel is never cut, and is square, as high as the filter is: of 1 x 7 the simulator sees 1 x 1, of 7 x 1
/// it sees 7 x 7; an output is as wide as it is high; padding and stride change nothing (im2col without reuse);</item>
/// <item>weights and activations must fit half their buffers; outputs need not, are 16 bits wide and never come back,
/// although channels are cut; what is stored last counts 0 as soon as a loop has left outputs on chip;</item>
/// <item>depth is rounded up in the buffers, weights to rows and activations to columns of the array, in both
/// dataflows;</item>
/// <item>output-stationary: each operand is read from its buffer for every multiplication; weight-stationary:
/// activations are, and outputs are read and written for every one;</item>
/// <item>the search prices buffers and DRAM by constants, whatever the design's
/// (<see cref="Ant2022Energies"/>);</item>
/// <item>all PEs count as active in every compute cycle.</item>
/// </list>
/// <para>
/// The simulator's layer lists have no attention products; here each is timed by the same rules, one after another.
/// Norms, softmax and activation functions cost nothing. Widths that are no whole numbers are rounded up; operands
/// wider than the PE are taken as if they were not. Where not even the smallest tile fits, which the simulator does not
/// survive, the smallest is taken.
/// </para>
/// </remarks>
public sealed class Ant2022Schedule : ISchedule
{
    /// <inheritdoc/>
    public string Name => "ant-2022";

    /// <inheritdoc/>
    public string Summary => "the simulator of ANT (MICRO 2022), a fork of BitFusion's, quirks included";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "tiles and loop orders are the best of ANT's simulator; no fill, drain or skew, and DRAM at its peak",
        "norms, softmax and activation functions cost nothing; attention is timed as the layers are",
    ];

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric) => fabric switch
    {
        SystolicFabric { Dataflow: Dataflow.InputStationary } =>
            $"schedule {Name} knows output- and weight-stationary arrays only",
        SystolicFabric => null,
        _ => $"schedule {Name} runs fabrics of kind {SystolicFabric.KindName} only",
    };

    /// <inheritdoc/>
    public double DramEfficiencyOf(Design design) => 1;

    /// <inheritdoc/>
    public ActivityCounts Time(in RunContext context, Operator work)
    {
        ActivityCounts total = default;
        if (work is not GemmOperator gemm)
        {
            return total;
        }

        Phase phase = context.Phase;
        bool grows = phase.ContextGrows && gemm.ContextAxis != ContextAxis.None;
        long steps = grows ? phase.Steps : 1;
        for (long step = 0; step < steps; step++)
        {
            total.AddTimes(
                Once(context, gemm, phase.Context + step), gemm.Count * (grows ? 1 : phase.Steps));
        }

        return total;
    }

    /// <summary>One instance in one layer and step.</summary>
    private static ActivityCounts Once(in RunContext context, GemmOperator gemm, long positions)
    {
        (long m, long k, long n) = gemm.At(positions);
        TensorFormat weights = context.Precision.WeightsOf(gemm);
        int activationBits = (int)Math.Ceiling(context.Precision.Activations.Element.Bits);
        int weightBits = (int)Math.Ceiling(weights.Element.Bits);
        LayerShape layer = gemm.Convolution is { } convolution
            ? new LayerShape(
                m / convolution.M, convolution.OutputHeight, convolution.Channels, convolution.Filters,
                convolution.FilterHeight, activationBits, weightBits)
            : new LayerShape(m, 1, k, n, 1, activationBits, weightBits);
        var fabric = (SystolicFabric)context.Design.Fabric;
        SystolicPe pe = fabric.PeOf(context.Precision);
        LayerStatistics layerStatistics = Ant2022Memo.Best(
            FusionArray.Of(context.Design), layer, Ant2022Energies.Of(context.Design, pe));
        return Counts(layerStatistics, layer, fabric.Pes, m * k * n);
    }

    private static ActivityCounts Counts(in LayerStatistics layer, in LayerShape shape, long pes, long macs) => new()
    {
        Cycles = layer.Cycles,
        ComputeCycles = layer.ComputeCycles,
        DramCycles = layer.DramCycles,
        Macs = macs,
        PeActiveCycles = layer.ComputeCycles * pes,
        WeightReadBits = layer.WeightReadBits,
        WeightWriteBits = layer.WeightWriteBits,
        ActivationReadBits = layer.ActivationReadBits,
        ActivationWriteBits = layer.ActivationWriteBits,
        OutputReadBits = layer.OutputReadBits,
        OutputWriteBits = layer.OutputWriteBits,
        WeightReads = layer.WeightReadBits / shape.WeightBits,
        ActivationReads = layer.ActivationReadBits / shape.ActivationBits,
        OutputWrites = layer.OutputWriteBits / Ant2022Rules.BitsOfAnOutput,
        DramReadBytes = (layer.DramReadBits + 7) / 8,
        DramWriteBytes = (layer.DramWriteBits + 7) / 8,
    };
}
