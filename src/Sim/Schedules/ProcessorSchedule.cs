using Accel.Arch.Activity;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>The <c>accel</c> schedule of a matrix product on the processor beside the fabric.</summary>
/// <remarks>
/// A matrix-vector product for each token, bounded by reading the weights: cores of an embedded processor hold too
/// little of a head in their caches to read it once for several tokens. Activations and results are small beside it.
/// The fabric waits.
/// </remarks>
internal static class ProcessorSchedule
{
    /// <summary>All steps of a phase in one layer.</summary>
    public static ActivityCounts Time(in RunContext context, GemmOperator gemm)
    {
        long tokens = gemm.M * gemm.Instances * context.Phase.Steps;
        long bytes = ((context.Precision.WeightsOf(gemm).StorageBits(gemm.N, gemm.K) + 7) / 8) * tokens;
        double bytesPerCycle = context.Design.Processor!.Bandwidth.Value / context.Design.Clock.Value;
        long dramCycles = context.DramRate.CeilCycles(bytes * 8 * DramRate.TicksPerBit);
        return new ActivityCounts
        {
            Cycles = Math.Max((long)Math.Ceiling(bytes / bytesPerCycle), dramCycles),
            DramCycles = dramCycles,
            Macs = gemm.Macs * gemm.Instances * context.Phase.Steps,
            DramReadBytes = bytes,
        };
    }
}
