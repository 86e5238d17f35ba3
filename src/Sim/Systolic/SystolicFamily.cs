using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.Systolic;

/// <summary>The systolic family under the <c>accel</c> schedule.</summary>
public sealed class SystolicFamily : IFamily
{
    /// <summary>
    /// How much longer a chunk of K is than filling and draining an output-stationary array, when a schedule cuts K.
    /// </summary>
    private const long ChunkOfFill = 4;

    /// <inheritdoc/>
    public string Kind => SystolicFabric.KindName;

    /// <inheritdoc/>
    public ActivityCounts TimeGemm(in RunContext context, GemmOperator gemm)
    {
        var fabric = (SystolicFabric)context.Design.Fabric;
        Timing timing = new(
            SystolicArray.From(
                fabric, context.Precision.WeightsOf(gemm), context.Precision.Activations,
                context.Design.Buffers.Outputs.Count),
            fabric.Pes);
        return new GemmSchedule<Timing>(timing, context, gemm).Time(context.Phase);
    }

    /// <summary>Adapts the closed form of the array.</summary>
    internal readonly struct Timing(SystolicArray array, long pes) : IFabricTiming
    {
        public long FoldN => array.FoldN;

        public long FoldM => array.FoldM;

        public long KStep => IsOutputStationary ? ChunkOfFill * ((2L * array.Rows) + array.Columns) : array.Rows;

        public int PartialSumBits => array.SumBits;

        public bool CutsAddPartials => IsOutputStationary;

        public bool CutsAddUpdates => IsOutputStationary;

        public long Pes => pes;

        private bool IsOutputStationary => array.Dataflow == Dataflow.OutputStationary;

        public long FoldInterval(long m, long k, long n) => SystolicTiming.FoldInterval(array, m, k, n);

        /// <summary>Folds do not overlap: an interval ends with the last output.</summary>
        public long Drain(long m, long k, long n) => 0;

        public ActivityCounts Activity(long m, long k, long n) => SystolicActivity.Count(array, m, k, n);

        public ActivityCounts ActivitySum(long m, long k, long n, ContextAxis axis, long last) => axis == ContextAxis.K
            ? SystolicActivity.SumOverK(array, m, k, last, n)
            : SystolicActivity.SumOverN(array, m, k, n, last);

        public long DrainSum(long m, long k, long n, ContextAxis axis, long last) => 0;

        /// <summary>Intervals are affine in an extent until its next fold begins.</summary>
        public (long Stride, long Last) Tread(long m, long k, long n, ContextAxis axis)
        {
            (long extent, long fold) = axis == ContextAxis.K
                ? (k, IsOutputStationary ? long.MaxValue : array.Rows)
                : (n, array.FoldN);
            return (1, fold >= long.MaxValue / 2 ? long.MaxValue : SystolicTiming.Folds(extent, fold) * fold);
        }
    }
}
