using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.Schedules;

/// <summary>The plan that the <c>accel</c> schedule makes for a matrix product: what its time is then held against.</summary>
internal static class GemmPlans
{
    /// <summary>The plan of a whole phase, made for its longest context.</summary>
    public static TilePlan Of(in RunContext context, GemmOperator gemm)
    {
        var timing = new BitSerialFamily.Timing(
            BitSerialArray.From((BitSerialFabric)context.Design.Fabric, context.Precision.WeightsOf(gemm)));
        return new GemmSchedule<BitSerialFamily.Timing>(timing, context, gemm).Plan(context.Phase.LastContext);
    }
}
