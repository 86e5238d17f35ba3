using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What the simulators of BitFusion's line have in common: each layer takes its best tiling.</summary>
/// <remarks>
/// A layer is cut into tiles, and the loops over tiles are ordered, so that cycles are least, and energy among equals.
/// Quirks kept beside those of the two schedules:
/// <list type="bullet">
/// <item>nothing is cycle-stepped: no fill, drain, skew, bank conflict; DRAM runs at its peak;</item>
/// <item>a layer stalls for its first load and last store, but the layers before and after do not help;</item>
/// <item>a kernel is never cut, and is square, as high as the filter is: of 1 x 7 the simulators see 1 x 1, of 7 x 1
/// they see 7 x 7; an output is as wide as it is high; padding changes nothing;</item>
/// <item>all PEs count as active in every compute cycle.</item>
/// </list>
/// The simulators' layer lists have no attention products; here each is timed by the same rules, one after another; of
/// a context that grows over more than 1024 steps, at most 1024 are timed, each for its neighbours too.
/// Norms, softmax and activation functions cost nothing. Widths that are no whole numbers are rounded up; operands
/// wider than the PE are taken as if they were not. Where not even the smallest tile fits, which the simulators do not
/// survive, the smallest is taken.
/// </remarks>
public abstract class TileSearchSchedule : ISchedule
{
    /// <summary>Contexts of a growing one that are searched; of more, neighbours share the middle one's.</summary>
    private const long MostContexts = 1024;

    private protected TileSearchSchedule()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> Assumptions { get; }

    /// <inheritdoc/>
    public virtual string? WhyNot(Fabric fabric) => fabric is SystolicFabric
        ? null
        : $"schedule {Name} runs fabrics of kind {SystolicFabric.KindName} only";

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
        if (!phase.ContextGrows || gemm.ContextAxis == ContextAxis.None)
        {
            total.AddTimes(Once(context, gemm, phase.Context), gemm.Count * phase.Steps);
            return total;
        }

        long group = TileSteps.CeilDivide(phase.Steps, MostContexts);
        for (long step = 0; step < phase.Steps; step += group)
        {
            long steps = Math.Min(group, phase.Steps - step);
            ActivityCounts counts = Once(context, gemm, phase.Context + step + (steps / 2));
            counts.Macs = 0;
            total.AddTimes(counts, gemm.Count * steps);
        }

        // Linear in the context, so that the first and the last step tell the sum.
        total.Macs = gemm.Count * (Macs(gemm, phase.Context) + Macs(gemm, phase.LastContext)) * phase.Steps / 2;
        return total;
    }

    /// <summary>Bits of an output in its buffer.</summary>
    private protected abstract int OutputBits { get; }

    /// <summary>The best tiling of a layer.</summary>
    /// <param name="weights">The format of its weights, or of the KV cache where that takes their place.</param>
    private protected abstract LayerStatistics Best(
        in RunContext context, TensorFormat weights, in LayerShape layer);

    /// <summary>One instance in one layer and step.</summary>
    private ActivityCounts Once(in RunContext context, GemmOperator gemm, long positions)
    {
        (long m, long k, long n) = gemm.At(positions);
        int activationBits = (int)Math.Ceiling(context.Precision.Activations.Element.Bits);
        TensorFormat weights = context.Precision.WeightsOf(gemm);
        int weightBits = (int)Math.Ceiling(weights.Element.Bits);
        LayerShape shape = gemm.Convolution is { } convolution
            ? new LayerShape(
                m / convolution.M, convolution.OutputHeight, convolution.Channels, convolution.Filters,
                convolution.FilterHeight, activationBits, weightBits, convolution.StrideVertical)
            : new LayerShape(m, 1, k, n, 1, activationBits, weightBits);
        LayerStatistics layer = Best(context, weights, shape);
        return new ActivityCounts
        {
            Cycles = layer.Cycles,
            ComputeCycles = layer.ComputeCycles,
            DramCycles = layer.DramCycles,
            Macs = Macs(gemm, positions),
            PeActiveCycles = layer.ComputeCycles * ((SystolicFabric)context.Design.Fabric).Pes,
            WeightReadBits = layer.WeightReadBits,
            WeightWriteBits = layer.WeightWriteBits,
            ActivationReadBits = layer.ActivationReadBits,
            ActivationWriteBits = layer.ActivationWriteBits,
            OutputReadBits = layer.OutputReadBits,
            OutputWriteBits = layer.OutputWriteBits,
            WeightReads = layer.WeightReadBits / weightBits,
            ActivationReads = layer.ActivationReadBits / activationBits,
            OutputWrites = layer.OutputWriteBits / OutputBits,
            DramReadBytes = TileSteps.CeilDivide(layer.DramReadBits, 8),
            DramWriteBytes = TileSteps.CeilDivide(layer.DramWriteBits, 8),
        };
    }

    private static long Macs(GemmOperator gemm, long positions)
    {
        (long m, long k, long n) = gemm.At(positions);
        return m * k * n;
    }
}
