using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Workloads;
using Accel.Sim.DspChain.Programs;
using Accel.Sim.Schedules;

namespace Accel.Sim.DspChain;

/// <summary>The DSP-chain family under the <c>accel</c> schedule.</summary>
/// <remarks>
/// A matrix's output channels are spread evenly over the cores, which compute in step; blocks are loaded while the ones
/// before compute, from the cores' own channels. Attention is timed by itself (<see cref="ChainAttention"/>).
/// </remarks>
public sealed class DspChainFamily : IFamily
{
    /// <inheritdoc/>
    public string Kind => DspChainFabric.KindName;

    /// <inheritdoc/>
    public ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        if (gemm.IsAttention)
        {
            return new ChainAttention(context, gemm).Time(context.Phase);
        }

        var fabric = (DspChainFabric)context.Design.Fabric;
        (long m, long k, long n) = gemm.At(context.Phase.LastContext);
        ChainChoice choice = ChainChoice.For(
            fabric, context.Precision.WeightsOf(gemm), (int)context.Precision.Activations.Element.Bits, m, k,
            (n + fabric.Cores - 1) / fabric.Cores);
        ChainTiming timing = new(choice, fabric.Cores);
        ActivityCounts counts = new GemmSchedule<ChainTiming>(timing, context, gemm).Time(context.Phase);

        // All steps take as long, so that a step is rounded up and not their sum. Of loading and computing some stands
        // alone already: the first block's load, the last one's products.
        long steps = context.Phase.Steps;
        long cycles = counts.Cycles / steps;
        counts.Cycles = steps * ChainOverlap.Ticks(
            fabric.Memory, cycles, Math.Max(0, ((counts.ComputeCycles + counts.DramCycles) / steps) - cycles));
        return counts;
    }

    /// <inheritdoc/>
    public long? ProgramBytes(Fabric fabric, Phase phase, Func<Phase, IReadOnlyList<Operator>> expand)
    {
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(expand);
        var chains = (DspChainFabric)fabric;
        long length = chains.Programs.LengthFor(phase.Kind, phase.LastContext);
        Phase step = phase.Kind == PhaseKind.Decode ? Phase.Decode(1, length) : Phase.Prefill(length);
        return InstructionEstimate.Of(chains, expand(step), length).Bytes;
    }
}
