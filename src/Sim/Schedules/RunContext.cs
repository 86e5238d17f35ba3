using Accel.Arch.Designs;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>What stays the same while a schedule times the operators of one phase.</summary>
/// <param name="Precision">The formats in force, the design's own over the workload's.</param>
public readonly record struct RunContext(Design Design, Model Model, Precision Precision, Phase Phase, long Batch)
{
    /// <summary>What runs.</summary>
    public Design Design
    {
        get;
        init
        {
            field = value;
            DramRate = DramRate.Of(value, DramAccess.Sequential(value));
        }
    }
    = Design;

    /// <summary>The rate of long reads from the design's DRAM; follows the design in a copy with another one.</summary>
    public DramRate DramRate { get; private init; } = DramRate.Of(Design, DramAccess.Sequential(Design));
}
