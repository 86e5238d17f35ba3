using Accel.Arch.Designs;
using Accel.Arch.Workloads;

namespace Accel.Arch.Scenarios;

/// <summary>
/// A design and what it is to run: the object that paths of <c>--set</c> and of sweep axes reach into.
/// </summary>
public sealed record Scenario(Design Design, Workload Workload)
{
    /// <summary>The formats in force: the design's own over the workload's.</summary>
    public Precision Precision => Design.Precision.Over(Workload.Precision);
}
