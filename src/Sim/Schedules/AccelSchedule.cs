using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>Accel's own schedule, meant to be right about the hardware.</summary>
/// <remarks>
/// Fill, drain, operand skew and exposed dequantization of the fabric; blocks that fit half of each buffer, loaded
/// while the one before computes; DRAM at the share of its peak that each operator's accesses reach
/// (<see cref="DramAccess"/>) or the design says; vector operators in their own time. What it
/// leaves out: overlap between operators, what one stream does to another's rows, bank conflicts on chip. The
/// array is clock-gated while it waits for DRAM: <see cref="ActivityCounts.PeIdleCycles"/> counts idle PEs in compute
/// cycles
/// only, so that a stalled cycle costs no PE energy.
/// </remarks>
public sealed class AccelSchedule(IReadOnlyList<IFamily> families) : ISchedule
{
    public string Name => "accel";

    public string Summary => "fill, drain, skew, double buffering by block, DRAM efficiency; Accel's own";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "a tensor of at most half the activation buffer is on chip when its operator starts, and stays there for the "
            + "next; weights, the KV cache and larger tensors come from DRAM",
        "a convolution's input comes from DRAM as its feature map, by whole rows, halos again for every block",
        "the array is clock-gated while it waits for DRAM: idle PEs take energy in compute cycles only",
        "operators do not overlap, and attention is fused only where the fabric has units for it; one plan serves all "
            + "steps of a phase",
        "a language-model head in a format that the fabric refuses runs on the design's processor, which reads it once "
            + "for each token",
    ];

    /// <inheritdoc/>
    public bool ReadsTechnology => false;

    /// <inheritdoc/>
    public bool VectorsReadFabric => false;

    /// <inheritdoc/>
    public bool UsesProcessor => true;

    /// <inheritdoc/>
    /// <remarks>Where it is computed for each operator, the share of long reads, which none exceeds by much.</remarks>
    public double DramEfficiencyOf(Design design) => DramAccess.Sequential(design);

    /// <inheritdoc/>
    public bool ComputesDramEfficiency => true;

    /// <inheritdoc/>
    public bool TakesAttentionPatterns => true;

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric) => Find(fabric) is null ? $"no timing for fabrics of kind {fabric.Kind}"
        : null;

    /// <inheritdoc/>
    /// <remarks>
    /// Where the context grows past what an operator meets of it, the steps up to there and those at the limit are two
    /// phases, whose counts are added; families see contexts that either grow or stand.
    /// </remarks>
    public ActivityCounts Time(in RunContext context, Operator work)
    {
        ActivityCounts layer;
        if (LimitedPhase.Cuts(context.Phase, work))
        {
            LimitedPhase parts = LimitedPhase.Of(context.Phase, work.ContextLimit);
            layer = Layer(context with { Phase = parts.Limited }, work);
            if (parts.Growing is { } growing)
            {
                layer.Add(Layer(context with { Phase = growing }, work));
            }
        }
        else
        {
            layer = Layer(context, work);
        }

        ActivityCounts all = default;
        all.AddTimes(layer, work.Layers);
        return all;
    }

    /// <inheritdoc/>
    public long? ProgramBytes(Fabric fabric, Phase phase, Func<Phase, IReadOnlyList<Operator>> expand) =>
        Find(fabric)?.ProgramBytes(fabric, phase, expand);

    private ActivityCounts Layer(in RunContext context, Operator work) => work switch
    {
        GemmOperator gemm when context.Design.RunsOnProcessor(gemm, context.Precision) =>
            ProcessorSchedule.Time(context, gemm),
        GemmOperator gemm => Find(context.Design.Fabric)!.TimeGemm(context, gemm),
        VectorOperator { Role: OperatorRole.Softmax } when context.Design.Fabric.FusesSoftmax => default,
        VectorOperator vector => VectorSchedule.Time(context, vector),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private IFamily? Find(Fabric fabric)
    {
        // By index: enumerating would allocate for every operator of every point.
        for (int i = 0; i < families.Count; i++)
        {
            if (families[i].Kind == fabric.Kind)
            {
                return families[i];
            }
        }

        return null;
    }
}
