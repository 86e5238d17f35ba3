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
        return new GemmSchedule<Timing>(timing, context, gemm).Time(context.Phase);
    }

    /// <summary>Elements along K between hand-overs of a baseline PE, when a schedule cuts K.</summary>
    private const long BaselineChunk = 128;

    /// <summary>Adapts the closed form of the array.</summary>
    internal readonly struct Timing(BitSerialArray array) : IFabricTiming
    {
        public long FoldN => array.Rows;

        public long FoldM => array.Columns;

        /// <summary>
        /// Groups end in the column accumulators; a PE without groups may hand its sum over at any beat.
        /// </summary>
        public long KStep => array.Group > 0 ? array.Group : Math.Max(BaselineChunk, array.Lanes);

        public bool CutsAddUpdates => array.Group == 0;

        public bool CutsAddPartials => true;

        /// <summary>Column accumulators add in binary32.</summary>
        public int PartialSumBits => 32;

        public long FoldInterval(long m, long k, long n) => BitSerialTiming.FoldInterval(array, k, n);

        public long Drain(long m, long k, long n) => BitSerialDrain.Of(array, m, k, n);

        public long Pes => (long)array.Rows * array.Columns;

        public ActivityCounts Activity(long m, long k, long n) => BitSerialActivity.Count(array, m, k, n);

        public ActivityCounts ActivitySum(long m, long k, long n, ContextAxis axis, long last) => axis == ContextAxis.K
            ? BitSerialActivity.SumOverK(array, m, k, last, n)
            : BitSerialActivity.SumOverN(array, m, k, n, last);

        public long DrainSum(long m, long k, long n, ContextAxis axis, long last) => axis == ContextAxis.K
            ? BitSerialDrain.SumOverK(array, m, k, last, n)
            : BitSerialDrain.SumOverN(array, m, k, n, last);

        public (long Stride, long Last) Tread(long m, long k, long n, ContextAxis axis) => axis == ContextAxis.K
            ? BitSerialTread.InK(array, k, n)
            : BitSerialTread.InN(array, k, n);
    }
}
