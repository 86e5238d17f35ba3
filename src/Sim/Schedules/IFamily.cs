using Accel.Arch.Activity;
using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>A family of fabrics as the <c>accel</c> schedule meets it.</summary>
public interface IFamily
{
    /// <summary>The kind of its fabrics.</summary>
    string Kind { get; }

    /// <summary>Times one layer's matrix product over all steps of the phase. Allocates nothing.</summary>
    ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm);
}
