using Accel.Arch.Activity;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.TableLookup;

/// <summary>The table-lookup family under the <c>accel</c> schedule.</summary>
public sealed class TableLookupFamily : IFamily
{
    /// <inheritdoc/>
    public string Kind => TableLookupFabric.KindName;

    /// <inheritdoc/>
    /// <remarks>A ternary matrix takes the same time at every step: only attention sees the context.</remarks>
    public ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        if (gemm.IsAttention)
        {
            return AttentionTiming.Time(context, gemm);
        }

        ActivityCounts all = default;
        all.AddTimes(new LinearTiming(context, gemm).Time(), context.Phase.Steps);
        return all;
    }
}
