using Accel.Arch.Activity;

namespace Accel.Tests.Sim.Schedules;

/// <summary>What a walk asks of a family's array: its own closed form of one fold or block, and its rules.</summary>
internal interface IWalkedArray
{
    long FoldM { get; }

    long FoldN { get; }

    long Pes { get; }

    /// <summary>Bits of a partial sum that a chunk of K hands over through the output buffer.</summary>
    long PartialBits { get; }

    /// <summary>Cycles until the next block could start.</summary>
    long Interval(long m, long k, long n);

    /// <summary>Cycles from there to the last output.</summary>
    long Drain(long m, long k, long n);

    /// <summary>What one fold does with all of K; accumulators, cycles and idle PEs left out.</summary>
    ActivityCounts Fold(long m, long k, long n);

    /// <summary>Updates of accumulators of one fold whose K is cut into chunks.</summary>
    long Updates(long m, long k, long n, long chunk);
}
