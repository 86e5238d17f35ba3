using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>
/// A named policy for how an operator is tiled, fetched and overlapped. Stateless, safe on all threads.
/// </summary>
public interface ISchedule
{
    /// <summary>The name in YAML: <c>accel</c>, <c>bitmod-2024</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>accel list schedules</c>.</summary>
    string Summary { get; }

    /// <summary>Why the schedule cannot run a fabric, or null when it can.</summary>
    string? WhyNot(Fabric fabric);

    /// <summary>Why the schedule cannot run a model, or null when it can.</summary>
    string? WhyNot(Model model) => null;

    /// <summary>What a reader of its figures must know that they rest on, one sentence each.</summary>
    IReadOnlyList<string> Assumptions => [];

    /// <summary>Whether the fabric must be able to multiply the KV cache's format.</summary>
    /// <remarks>A published schedule may time attention by rules that do not ask the fabric.</remarks>
    bool UsesKvCacheFormat => true;

    /// <summary>Whether times depend on the technology in more than its share of the DRAM's peak and its
    /// device.</summary>
    bool ReadsTechnology => true;

    /// <summary>Whether vector operators depend on the fabric in more than whether it fuses softmax.</summary>
    bool VectorsReadFabric => true;

    /// <summary>Whether the design's processor runs what the fabric refuses of the language-model head.</summary>
    bool UsesProcessor => false;

    /// <summary>Whether it times attention that leaves positions out (<see cref="AttentionPattern"/>).</summary>
    bool TakesAttentionPatterns => false;

    /// <summary>The format that an operator's stationary operand has in the fabric.</summary>
    TensorFormat FormatOf(Precision precision, GemmOperator gemm) => precision.WeightsOf(gemm);

    /// <summary>The share of the peak DRAM bandwidth that the schedule reckons with.</summary>
    double DramEfficiencyOf(Design design) => design.DramEfficiency;

    /// <summary>Whether it computes that share for each operator where the design leaves it open.</summary>
    bool ComputesDramEfficiency => false;

    /// <summary>Times an operator: all its instances, in all layers, over all steps of the phase.</summary>
    /// <remarks>Allocates nothing, but for what a thread keeps of the first products of a shape.</remarks>
    ActivityCounts Time(in RunContext context, Operator work);

    /// <summary>
    /// Bytes of the program that a phase's longest step runs; null where the fabric runs no programs, or the schedule
    /// does not say.
    /// </summary>
    /// <param name="expand">The operators of a phase of the workload.</param>
    long? ProgramBytes(Fabric fabric, Phase phase, Func<Phase, IReadOnlyList<Operator>> expand) => null;
}
