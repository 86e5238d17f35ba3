using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Schedules;

/// <summary>
/// The plan that the <c>accel</c> schedule makes for a matrix product: what its time is then held against.
/// </summary>
internal static class GemmPlans
{
    /// <summary>The plan of a whole phase, made for its longest context.</summary>
    public static TilePlan Of(in RunContext context, GemmOperator gemm) => context.Design.Fabric switch
    {
        BitSerialFabric bitSerial => Of(
            new BitSerialFamily.Timing(BitSerialArray.From(bitSerial, context.Precision.WeightsOf(gemm))), context, gemm),
        SystolicFabric systolic => Of(
            new SystolicFamily.Timing(
                SystolicArray.From(
                    systolic, context.Precision.WeightsOf(gemm), context.Precision.Activations,
                    context.Design.Buffers.Outputs.Count),
                systolic.Pes),
            context, gemm),
        _ => throw new ArgumentException($"nothing plans {context.Design.Fabric.Kind}"),
    };

    private static TilePlan Of<TTiming>(TTiming timing, in RunContext context, GemmOperator gemm)
        where TTiming : struct, IFabricTiming =>
        new GemmSchedule<TTiming>(timing, context, gemm).Plan(context.Phase.LastContext);
}
