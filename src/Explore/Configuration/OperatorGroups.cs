using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;

namespace Accel.Explore.Configuration;

/// <summary>What is known of groups of operators: membership, dependences and time.</summary>
internal static class OperatorGroups
{
    public const int Count = 3;

    public static OperatorGroup Of(Operator work) => work switch
    {
        GemmOperator { IsAttention: true } => OperatorGroup.Attention,
        GemmOperator => OperatorGroup.Linear,
        _ => OperatorGroup.Vector,
    };

    /// <summary>The parts that a group's time depends on, beside clock and DRAM efficiency.</summary>
    /// <param name="schedules">All that the sweep's designs may follow.</param>
    public static ScenarioPart Parts(OperatorGroup group, IReadOnlyList<ISchedule> schedules)
    {
        const ScenarioPart Always = ScenarioPart.BufferSizes | ScenarioPart.Memory | ScenarioPart.VectorUnit
            | ScenarioPart.Processor | ScenarioPart.Schedule | ScenarioPart.Workload | ScenarioPart.Activations
            | ScenarioPart.Head | ScenarioPart.SparseLayers | ScenarioPart.Device;
        ScenarioPart technology = schedules.All(schedule => !schedule.ReadsTechnology) ? ScenarioPart.None
            : ScenarioPart.Technology;
        return technology | group switch
        {
            OperatorGroup.Linear => Always | ScenarioPart.Fabric | ScenarioPart.Weights,

            // Under a published schedule the linear layers' format tells in attention too, beside the cache's.
            OperatorGroup.Attention => Always | ScenarioPart.Fabric | ScenarioPart.KvCache
                | (schedules.All(schedule => schedule.UsesKvCacheFormat) ? ScenarioPart.None : ScenarioPart.Weights),
            _ => Always | (schedules.All(schedule => !schedule.VectorsReadFabric) ? ScenarioPart.None
                : ScenarioPart.Fabric),
        };
    }

    /// <summary>The time of operators of one group.</summary>
    public static OperatorTime Time(ISchedule schedule, in RunContext context, ReadOnlySpan<Operator> operators)
    {
        Fabric fabric = context.Design.Fabric;
        Precision precision = context.Precision;
        OperatorTime all = default;
        foreach (Operator work in operators)
        {
            ActivityCounts one = schedule.Time(context, work);
            if (work is GemmOperator gemm)
            {
                TensorFormat format = schedule.FormatOf(precision, gemm);
                all.IdealCycles += IdealTime.Cycles(one.Macs, IdealTime.Peak(fabric, format, precision.Activations));
            }

            all.Counts.Add(one);
        }

        return all;
    }
}
