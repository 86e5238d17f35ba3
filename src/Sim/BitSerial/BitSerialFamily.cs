using Accel.Arch.Activity;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.BitSerial;

/// <summary>The bit-serial family under the <c>accel</c> schedule.</summary>
public sealed class BitSerialFamily : IFamily
{
    /// <inheritdoc/>
    public string Kind => BitSerialFabric.KindName;

    /// <inheritdoc/>
    public ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm)
    {
        var fabric = (BitSerialFabric)context.Design.Fabric;
        Timing timing = new(BitSerialArray.From(fabric, context.Precision.WeightsOf(gemm)));
        return new GemmSchedule<Timing>(timing, context, gemm).Time(context.Phase, gemm);
    }

    /// <summary>Adapts the closed form of the array.</summary>
    private readonly struct Timing(BitSerialArray array) : IFabricTiming
    {
        public long FoldN => array.Rows;

        public long FoldM => array.Columns;

        public (long Interval, long Drain) Block(long m, long k, long n)
        {
            BlockTime time = BitSerialTiming.Time(array, m, k, n);
            return (time.Interval, time.Cycles - time.Interval);
        }

        public ActivityCounts Activity(long m, long k, long n)
        {
            ActivityCounts counts = BitSerialTiming.Count(array, m, k, n);
            counts.Cycles = 0;
            counts.ComputeCycles = 0;
            return counts;
        }

        public long TreadEndInK(long m, long k, long n)
        {
            // The beats that are issued grow in steps of a beat even where a paced group hides them.
            long inGroup = array.Group == 0 ? k : ((k - 1) % array.Group) + 1;
            long beatEnd = k - inGroup + (((inGroup + array.Lanes - 1) / array.Lanes) * array.Lanes);
            return Math.Min(BitSerialTiming.NextChangeInK(array, m, k, n), beatEnd);
        }

        public long TreadEndInN(long m, long k, long n)
        {
            // A further row of tiles puts its encoders to work.
            long inFold = ((n - 1) % array.Rows) + 1;
            long tileEnd = n - inFold + (((inFold + array.TileRows - 1) / array.TileRows) * array.TileRows);
            return Math.Min(BitSerialTiming.NextChangeInN(array, m, k, n), tileEnd);
        }
    }
}
