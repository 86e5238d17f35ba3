using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>A family of fabrics as the <c>accel</c> schedule meets it.</summary>
public interface IFamily
{
    /// <summary>The kind of its fabrics.</summary>
    string Kind { get; }

    /// <summary>Times one layer's matrix product over all steps of the phase. Allocates nothing.</summary>
    ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm);

    /// <summary>
    /// Bytes of the program that a phase's longest step runs; null where fabrics of the family run no programs.
    /// </summary>
    /// <param name="expand">The operators of a phase of the workload.</param>
    long? ProgramBytes(Fabric fabric, Phase phase, Func<Phase, IReadOnlyList<Operator>> expand) => null;
}
