using System.Numerics;
using System.Runtime.CompilerServices;

namespace Accel.Sim.DspChain;

/// <summary>How many steps along K keep how many weights of a block, in one channel tile or alike in all.</summary>
/// <remarks>
/// Time depends on the counts, and on the last step that is not skipped by what it takes to drain: steps are added in
/// the order in which they come, or at least those of the last kind last.
/// </remarks>
public readonly struct ChainSteps
{
    /// <summary>The largest M.</summary>
    public const int MaximumBlock = 16;

    private readonly Counts _counts;

    /// <summary>A bit for every N that has been named.</summary>
    private readonly uint _named;

    private ChainSteps(in ChainSteps before, int kept, long count)
    {
        this = before;
        _counts[kept] += count;
        _named |= 1u << kept;
        Total += count;
        Last = kept > 0 && count > 0 ? kept : Last;
    }

    /// <summary>N of the last step that is not skipped; 0 when all are.</summary>
    public int Last { get; }

    /// <summary>Steps, those that are skipped included.</summary>
    public long Total { get; }

    /// <summary>All steps over K, dense.</summary>
    public static ChainSteps Dense(in ChainEngine engine, long k) => new(default, engine.Block, engine.Steps(k));

    /// <summary>Steps in their order.</summary>
    /// <param name="kept">N of each step.</param>
    public static ChainSteps Of(ReadOnlySpan<byte> kept)
    {
        ChainSteps steps = default;
        foreach (byte one in kept)
        {
            steps = steps.And(one, 1);
        }

        return steps;
    }

    /// <summary>These steps and then some more.</summary>
    /// <param name="kept">N: 0 to 16.</param>
    /// <param name="count">How many; none names an N of the operator that no step of this K has.</param>
    public ChainSteps And(int kept, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, MaximumBlock);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ChainSteps(this, kept, count);
    }

    /// <summary>Steps that keep N of a block.</summary>
    public long Count(int kept) => _counts[kept];

    /// <summary>Steps that keep something.</summary>
    public long Executed => Total - _counts[0];

    /// <summary>The smallest N that is named, zero left out; 0 when there is none.</summary>
    public int Smallest => NextAfter(0);

    /// <summary>The next larger N that is named; 0 when there is none.</summary>
    internal int NextAfter(int kept)
    {
        uint above = _named & ~((2u << kept) - 1);
        return above == 0 ? 0 : BitOperations.TrailingZeroCount(above);
    }

    /// <summary>Whether all N that are named are at most a block's.</summary>
    internal bool AreOf(int block) => _named >> (block + 1) == 0;

    [InlineArray(MaximumBlock + 1)]
    private struct Counts
    {
        private long _first;
    }
}
