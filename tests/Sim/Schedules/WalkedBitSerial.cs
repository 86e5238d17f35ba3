using Accel.Arch.Activity;
using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.Schedules;

/// <summary>A bit-serial array under a walk.</summary>
internal sealed class WalkedBitSerial(BitSerialArray array) : IWalkedArray
{
    public long FoldM => array.Columns;

    public long FoldN => array.Rows;

    public long Pes => (long)array.Rows * array.Columns;

    /// <summary>Binary32.</summary>
    public long PartialBits => 32;

    public long Interval(long m, long k, long n) => BitSerialTiming.Time(array, m, k, n).Interval;

    public long Drain(long m, long k, long n)
    {
        BlockTime whole = BitSerialTiming.Time(array, m, k, n);
        return whole.Cycles - whole.Interval;
    }

    public ActivityCounts Fold(long m, long k, long n) => BitSerialTiming.Count(array, m, k, n)
        with { Cycles = 0, ComputeCycles = 0, PeIdleCycles = 0, AccumulatorUpdates = 0 };

    /// <summary>Every chunk of every output is handed over, whether it ends a group or not.</summary>
    public long Updates(long m, long k, long n, long chunk)
    {
        long updates = 0;
        for (long start = 0; start < k; start += chunk)
        {
            updates += BitSerialTiming.Count(array, m, Math.Min(chunk, k - start), n).AccumulatorUpdates;
        }

        return updates;
    }
}
