using Accel.Arch.Activity;

namespace Accel.Sim.Schedules;

/// <summary>The closed form of one fabric at one pair of formats: what the <c>accel</c> schedule asks of a family.</summary>
/// <remarks>Implemented by small readonly structs, so that the schedule is compiled for each family and allocates nothing.</remarks>
public interface IFabricTiming
{
    /// <summary>Output channels of one fold: blocks along N are multiples of it.</summary>
    long FoldN { get; }

    /// <summary>Tokens of one fold: blocks along M are multiples of it.</summary>
    long FoldM { get; }

    /// <summary>The time of a block whose operands are resident.</summary>
    /// <returns>
    /// Interval: cycles after which the next block may start. Drain: cycles from then to this block's last output, which
    /// show only at the end of an operator.
    /// </returns>
    (long Interval, long Drain) Block(long m, long k, long n);

    /// <summary>What the fabric and its buffers' fabric-side ports do for a block. Cycles are left at 0.</summary>
    ActivityCounts Activity(long m, long k, long n);

    /// <summary>The largest K' &gt;= K up to which compute time stays and activity grows affinely.</summary>
    long TreadEndInK(long m, long k, long n);

    /// <summary>The largest N' &gt;= N up to which compute time stays and activity grows affinely.</summary>
    long TreadEndInN(long m, long k, long n);
}
