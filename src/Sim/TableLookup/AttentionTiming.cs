using Accel.Arch.Activity;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Sim.TableLookup;

/// <summary>
/// Attention beside a table-lookup engine: multiply-accumulates over lanes, or the cache's way from DRAM.
/// </summary>
/// <remarks>Step by step, the larger of both; no mask, no fill.</remarks>
internal static class AttentionTiming
{
    /// <summary>One layer's product over all steps of the phase.</summary>
    public static ActivityCounts Time(in RunContext context, GemmOperator gemm)
    {
        AttentionUnit unit = ((TableLookupFabric)context.Design.Fabric).Attention;
        Phase phase = context.Phase;
        long lanes = phase.Kind == PhaseKind.Decode ? unit.DecodeLanes : (long)unit.Queries * unit.Lanes;
        long passes = phase.Kind == PhaseKind.Decode ? 1 : (gemm.M + unit.Queries - 1) / unit.Queries;
        ActivityCounts all = default;
        for (long step = 0; step < phase.Steps; step++)
        {
            (long m, long k, long n) = gemm.At(phase.ContextGrows ? phase.Context + step : phase.Context);
            long macs = m * k * n * gemm.Instances;
            long bits = context.Precision.KvCache.StorageBits(n, k) * passes * gemm.Instances;
            long compute = (macs + lanes - 1) / lanes;
            long dram = context.DramRate.CeilCycles(bits * DramRate.TicksPerBit);
            all.Add(new ActivityCounts
            {
                Cycles = Math.Max(compute, dram),
                ComputeCycles = compute,
                DramCycles = dram,
                Macs = macs,
                DramReadBytes = (bits + 7) / 8,
            });
        }

        return all;
    }
}
