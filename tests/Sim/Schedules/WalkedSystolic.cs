using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Schedules;

/// <summary>A systolic array under a walk.</summary>
internal sealed class WalkedSystolic(SystolicArray array, long pes) : IWalkedArray
{
    public long FoldM => array.FoldM;

    public long FoldN => array.FoldN;

    public long Pes => pes;

    /// <summary>Where folds of K meet in accumulators anyway, a chunk hands over nothing more.</summary>
    public long PartialBits => array.Dataflow == Dataflow.OutputStationary ? array.SumBits : 0;

    public long Interval(long m, long k, long n)
    {
        long cycles = 0;
        for (long token = 0; token < m; token += FoldM)
        {
            for (long channel = 0; channel < n; channel += FoldN)
            {
                cycles += SystolicTiming.Cycles(array, Math.Min(FoldM, m - token), k, Math.Min(FoldN, n - channel));
            }
        }

        return cycles;
    }

    public long Drain(long m, long k, long n) => 0;

    public ActivityCounts Fold(long m, long k, long n) => SystolicTiming.Count(array, pes, m, k, n)
        with { Cycles = 0, ComputeCycles = 0, PeIdleCycles = 0, AccumulatorUpdates = 0 };

    public long Updates(long m, long k, long n, long chunk) => array.Dataflow == Dataflow.OutputStationary
        ? ((k - 1) / chunk) * m * n
        : SystolicTiming.Count(array, pes, m, k, n).AccumulatorUpdates;
}
