using Accel.Arch.Activity;
using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>
/// The closed form of one fabric at one pair of formats: what the <c>accel</c> schedule asks of a family.
/// </summary>
/// <remarks>
/// Implemented by small readonly structs, so that the schedule is compiled for each family and allocates nothing.
/// A fold is one pass of up to <see cref="FoldM"/> tokens and <see cref="FoldN"/> channels; folds follow one another
/// without a gap, so that a block's interval is the sum of its folds'.
/// </remarks>
public interface IFabricTiming
{
    /// <summary>Output channels of one fold: blocks along N are multiples of it.</summary>
    long FoldN { get; }

    /// <summary>Tokens of one fold: blocks along M are multiples of it.</summary>
    long FoldM { get; }

    /// <summary>Where K may be cut into chunks whose partial sums leave the PEs: multiples of it.</summary>
    long KStep { get; }

    /// <summary>
    /// Whether handing over a chunk's sums is an update of the accumulators that a whole K would not need; otherwise
    /// chunks end where <see cref="Activity"/> counts an update already.
    /// </summary>
    bool CutsAddUpdates { get; }

    /// <summary>
    /// Whether handing over a chunk's sums moves them through the output buffer and back where a whole K would not;
    /// otherwise <see cref="Activity"/> counts that traffic already.
    /// </summary>
    bool CutsAddPartials { get; }

    /// <summary>Bits of a partial sum in the output buffer.</summary>
    int PartialSumBits { get; }

    /// <summary>
    /// Cycles after which the next fold may start behind one of <paramref name="m"/> tokens and <paramref name="n"/>
    /// channels.
    /// </summary>
    long FoldInterval(long m, long k, long n);

    /// <summary>Cycles from the moment another fold could start to the last output of a product.</summary>
    long Drain(long m, long k, long n);

    /// <summary>PEs of the fabric.</summary>
    long Pes { get; }

    /// <summary>
    /// What the fabric and its buffers' fabric-side ports do for a product. Cycles and idle PEs are left at 0.
    /// </summary>
    ActivityCounts Activity(long m, long k, long n);

    /// <summary>
    /// The sum of <see cref="Activity"/> while one dimension grows to <paramref name="last"/> in steps of one.
    /// </summary>
    ActivityCounts ActivitySum(long m, long k, long n, ContextAxis axis, long last);

    /// <summary>The sum of <see cref="Drain"/> over the same range.</summary>
    long DrainSum(long m, long k, long n, ContextAxis axis, long last);

    /// <summary>How far fold intervals stay affine when one dimension grows.</summary>
    /// <returns>
    /// Last: the last value of the dimension; Stride: a step such that intervals are affine along each sequence of
    /// values
    /// up to Last that are a stride apart, beginning at the present value and at the ones behind it.
    /// </returns>
    (long Stride, long Last) Tread(long m, long k, long n, ContextAxis axis);
}
