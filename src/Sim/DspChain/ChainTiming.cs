using Accel.Arch.Activity;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.DspChain;

/// <summary>Adapts the closed form of one core to several that share a matrix's output channels.</summary>
/// <remarks>
/// A fold is a token tile of all cores' channel tiles. Channels that fill no fold are spread evenly, and the cores wait
/// for the one that has most. Only linear layers come here: no context grows.
/// </remarks>
internal readonly struct ChainTiming(ChainChoice choice, int cores) : IFabricTiming
{
    /// <summary>Steps of a chunk, when a schedule cuts K.</summary>
    private const long ChunkSteps = 16;

    public long FoldN => choice.TileChannels * cores;

    public long FoldM => choice.TileTokens;

    public long KStep => ChunkSteps * choice.StepWidth;

    /// <summary>A chunk's first step stores where a whole K would add.</summary>
    public bool CutsAddUpdates => true;

    /// <summary>Sums lie in the accumulators between steps, and are counted there.</summary>
    public bool CutsAddPartials => false;

    public int PartialSumBits => ChainEngine.SumBits;

    public long Pes => choice.Engine.Pes * cores;

    public long FoldInterval(long m, long k, long n) => choice.Interval(m, k, Busiest(n));

    public long Drain(long m, long k, long n) => choice.Drain(m, k, Busiest(n));

    public ActivityCounts Activity(long m, long k, long n)
    {
        (long each, long rest) = Math.DivRem(n, cores);
        ActivityCounts counts = default;
        if (rest > 0)
        {
            counts.AddTimes(choice.Activity(m, k, each + 1), rest);
        }

        if (each > 0)
        {
            counts.AddTimes(choice.Activity(m, k, each), cores - rest);
        }

        return counts;
    }

    /// <exception cref="NotSupportedException">Always: a linear layer has no context.</exception>
    public ActivityCounts ActivitySum(long m, long k, long n, ContextAxis axis, long last) =>
        throw new NotSupportedException("a linear layer has no context");

    /// <inheritdoc cref="ActivitySum"/>
    public long DrainSum(long m, long k, long n, ContextAxis axis, long last) =>
        throw new NotSupportedException("a linear layer has no context");

    /// <inheritdoc cref="ActivitySum"/>
    public (long Stride, long Last) Tread(long m, long k, long n, ContextAxis axis) =>
        throw new NotSupportedException("a linear layer has no context");

    private long Busiest(long n) => (n + cores - 1) / cores;
}
