using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>
/// SCALE-Sim in stall-free mode (InterfaceBandwidth CALC): v2 at 22f88b1 and v3 at 1d62b68, which agree in all that
/// is counted here.
/// </summary>
/// <remarks>
/// <para>Quirks kept, beside those of <see cref="ScaleSimProduct"/>, <see cref="ScaleSimReads"/>,
/// <see cref="ScaleSimWriteBuffer"/> and <see cref="ScaleSimImage"/>:</para>
/// <list type="bullet">
/// <item>the total lacks the last cycle; outputs that stay are not charged for being shifted out;</item>
/// <item>edge folds take as long as full ones;</item>
/// <item>DRAM takes no time, and the array never waits;</item>
/// <item>an element is one byte whatever its format, in buffers and in DRAM, partial sums too: for other widths
/// SCALE-Sim's users scale the buffers by hand. PEs are never taken apart for narrow formats.</item>
/// </list>
/// <para>What SCALE-Sim leaves open: a batch of images runs image by image (its batch is one); attention is a matrix
/// product like any other; instances, layers and steps run one after another, a growing context step by step; norms,
/// softmax and activation functions cost nothing. SCALE-Sim counts no buffer writes on the way from DRAM and no
/// reads on the way there; they are what DRAM moves. Its bandwidth mode (USER) is not reproduced.</para>
/// </remarks>
public sealed class ScaleSimSchedule : ISchedule
{
    private const long BitsPerElement = 8;

    /// <inheritdoc/>
    public string Name => "scale-sim";

    /// <inheritdoc/>
    public string Summary => "SCALE-Sim v2 and v3 in stall-free mode (22f88b1, 1d62b68), quirks included";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "DRAM takes no time and the array never waits for it",
        "an element is one byte in buffers and DRAM, whatever its format",
        "the total lacks the last cycle, and a fold whose outputs stay lacks the cycles that shift them out",
    ];

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric) => fabric is SystolicFabric
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
        bool grows = phase.ContextGrows && gemm.ContextAxis != ContextAxis.None;
        long walked = grows ? phase.Steps : 1;
        for (long step = 0; step < walked; step++)
        {
            (long m, long k, long n) = gemm.At(phase.Context + step);
            long images = gemm.Convolution is { } convolution ? m / convolution.M : 1;
            total.AddTimes(Count(context.Design, m / images, k, n, gemm.Convolution),
                images * gemm.Count * (grows ? 1 : phase.Steps));
        }

        return total;
    }

    /// <summary>The product of one matrix product on a design's array.</summary>
    public static ScaleSimProduct ProductOf(SystolicFabric fabric, long m, long k, long n) =>
        new(fabric.Dataflow, fabric.Rows, fabric.Columns, m, k, n);

    private static ActivityCounts Count(Design design, long m, long k, long n, Convolution? convolution)
    {
        var fabric = (SystolicFabric)design.Fabric;
        ScaleSimProduct product = ProductOf(fabric, m, k, n);
        long activations = ScaleSimReads.Activations(product, convolution, design.Buffers.Activations.Bytes);
        long weights = ScaleSimReads.Weights(product, design.Buffers.Weights.Bytes);
        long outputs = ScaleSimOutputs.Drain(product, design.Buffers.Outputs.Bytes).Writes;

        // A PE of narrow ones works or idles as a whole.
        long active = product.Macs * fabric.Splits * fabric.Splits;
        return new ActivityCounts
        {
            Cycles = product.Cycles,
            ComputeCycles = product.Cycles,
            Macs = product.Macs,
            PeActiveCycles = active,
            PeIdleCycles = Math.Max(0, (product.Cycles * fabric.Pes) - active),
            ActivationReads = product.ActivationReads,
            ActivationReadBits = product.ActivationReads * BitsPerElement,
            ActivationWriteBits = activations * BitsPerElement,
            WeightReads = product.WeightReads,
            WeightReadBits = product.WeightReads * BitsPerElement,
            WeightWriteBits = weights * BitsPerElement,
            OutputWrites = product.OutputWrites,
            OutputWriteBits = product.OutputWrites * BitsPerElement,
            OutputReadBits = outputs * BitsPerElement,
            DramReadBytes = activations + weights,
            DramWriteBytes = outputs,
        };
    }
}
