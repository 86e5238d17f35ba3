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

    private ChainSteps(in Counts counts, int last)
    {
        (_counts, Last) = (counts, last);
    }

    /// <summary>N of the last step that is not skipped; 0 when all are.</summary>
    public int Last { get; }

    /// <summary>All steps over K, dense.</summary>
    public static ChainSteps Dense(in ChainEngine engine, long k) =>
        default(ChainSteps).And(engine.Block, engine.Steps(k));

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
    public ChainSteps And(int kept, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, MaximumBlock);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Counts counts = _counts;
        counts[kept] += count;
        return new ChainSteps(counts, kept > 0 && count > 0 ? kept : Last);
    }

    /// <summary>Steps that keep N of a block.</summary>
    public long Count(int kept) => _counts[kept];

    /// <summary>Steps, those that are skipped included.</summary>
    public long Total => Executed + _counts[0];

    /// <summary>Steps that keep something.</summary>
    public long Executed
    {
        get
        {
            long executed = 0;
            for (int kept = 1; kept <= MaximumBlock; kept++)
            {
                executed += _counts[kept];
            }

            return executed;
        }
    }

    /// <summary>The smallest N of a step that is not skipped; 0 when all are.</summary>
    public int Smallest
    {
        get
        {
            for (int kept = 1; kept <= MaximumBlock; kept++)
            {
                if (_counts[kept] > 0)
                {
                    return kept;
                }
            }

            return 0;
        }
    }

    [InlineArray(MaximumBlock + 1)]
    private struct Counts
    {
        private long _first;
    }
}
