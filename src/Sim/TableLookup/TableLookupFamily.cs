using Accel.Arch.Activity;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Sim.TableLookup;

/// <summary>The table-lookup family under the <c>accel</c> schedule.</summary>
/// <remarks>
/// A stand-in for the engine's own closed form, to be replaced by it: a matrix is loaded whole, in memory beats of 768
/// bits that hold five index vectors, and then multiplied, M steps(K) ceil(N / Q) cycles, without build or fill.
/// </remarks>
public sealed class TableLookupFamily : IFamily
{
    private const long BeatBits = 768;

    private const long SideBits = 16;

    /// <inheritdoc/>
    public string Kind => TableLookupFabric.KindName;

    /// <inheritdoc/>
    public ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        if (gemm.IsAttention)
        {
            return AttentionTiming.Time(context, gemm);
        }

        var fabric = (TableLookupFabric)context.Design.Fabric;
        long steps = (gemm.K + fabric.StepWidth - 1) / fabric.StepWidth;
        long compute = gemm.M * steps * ((gemm.N + fabric.Lookups - 1) / fabric.Lookups);
        long perBeat = Math.Max(1, (BeatBits - SideBits) / fabric.VectorBits);
        long beats = ((steps * gemm.N) + perBeat - 1) / perBeat;
        long load = context.DramRate.CeilCycles(beats * BeatBits * DramRate.TicksPerBit);
        ActivityCounts all = default;
        all.AddTimes(
            new ActivityCounts
            {
                Cycles = load + compute,
                ComputeCycles = compute,
                DramCycles = load,
                Macs = gemm.Macs,
                DramReadBytes = beats * BeatBits / 8,
            },
            gemm.Instances * context.Phase.Steps);
        return all;
    }
}
