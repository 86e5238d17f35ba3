using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>What one run of the evaluation yields.</summary>
/// <param name="Cycles">Clock cycles from start to end.</param>
/// <param name="OnChip">PEs and buffers. The simulator knows no leakage, so that it is left out here.</param>
/// <param name="Total">On-chip energy and DRAM.</param>
internal readonly record struct BitmodResult(long Cycles, Joules OnChip, Joules Total)
{
    /// <summary>Runs all operators of a model in one phase, at batch 1.</summary>
    public static BitmodResult Run(
        PriceBook prices, ISchedule schedule, Design design, Precision precision, ModelShape model, Phase phase)
    {
        RunContext context = new(design, model, precision, phase, 1);
        ActivityCounts counts = default;
        foreach (Operator work in WorkloadOperators.Expand(model, phase, 1, LogitsRule.All))
        {
            counts.Add(schedule.Time(context, work));
        }

        EnergyBreakdown energy = PriceList.Compile(prices, design, precision).Price(counts);
        Joules onChip = energy.Compute + energy.Sram;
        return new BitmodResult(counts.Cycles, onChip, onChip + energy.Dram);
    }

    public static BitmodResult operator +(BitmodResult left, BitmodResult right) =>
        new(left.Cycles + right.Cycles, left.OnChip + right.OnChip, left.Total + right.Total);
}
