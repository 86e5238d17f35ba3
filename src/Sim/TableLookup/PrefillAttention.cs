using Accel.Arch.Designs.TableLookup;
using Accel.Sim.Memory;

namespace Accel.Sim.TableLookup;

/// <summary>The units of prefill attention over one sequence, in closed form (TeLLMe v2, Sec. 3.5).</summary>
/// <remarks>
/// <para>Queries are held in groups. Each position's key and value pass all units of a group together: its scores, the
/// running maximum and denominator, and the rescaled results, with an initiation interval of one, so that a position
/// takes ceil(width / lanes) cycles; dividing and writing a group's results takes as many for each of its
/// tokens.</para>
/// <para>In reversed order the groups begin with the last tokens, and each leaves out the positions of those behind its
/// last token: N tokens load N (N + Q) / 2Q pairs where Q divides N. In naive order every group passes all positions,
/// and its scores go to DRAM and come back before they are normalized. Fetching overlaps computing within a
/// group.</para>
/// <para>Where attention has a limit, no group passes more positions than that, as though its queries shared one
/// window.</para>
/// </remarks>
internal readonly struct PrefillAttention
{
    private readonly AttentionShape _shape;
    private readonly AttentionUnit _unit;
    private readonly long _ticksPerCycle;
    private readonly long _beat;

    public PrefillAttention(in AttentionShape shape, AttentionUnit unit, DramRate rate)
    {
        (_shape, _unit, _ticksPerCycle) = (shape, unit, rate.TicksPerCycle);
        _beat = (shape.Width + unit.Lanes - 1) / unit.Lanes;
        Groups = (shape.Tokens + unit.Queries - 1) / unit.Queries;
    }

    public long Groups { get; }

    /// <summary>Whether scores go through DRAM.</summary>
    public bool SpillsScores => _unit.Order == AttentionOrder.Naive;

    /// <summary>Pairs of key and value that pass the units.</summary>
    public long PairLoads(long positions)
    {
        long limited = LimitedGroups(positions);
        return (limited == 0 ? 0 : limited * _shape.Limit) + Loads(positions, limited).Sum(Groups - limited);
    }

    /// <summary>Cycles in which the units compute.</summary>
    public long ComputeCycles(long positions) => (PairLoads(positions) + _shape.Tokens) * _beat;

    /// <summary>The time of scores and values together, in ticks.</summary>
    public long Ticks(long positions)
    {
        long full = Groups - 1;
        long rest = _shape.Tokens - (full * _unit.Queries);
        long limited = Math.Min(LimitedGroups(positions), full);
        long tokenTicks = TokenTicks(Math.Min(positions, _shape.Limit));
        StaircaseSums.Affine loads = Loads(positions, limited);
        long last = Math.Min(loads.At(full - limited), _shape.Limit);
        return (limited == 0 ? 0 : limited * GroupTicks(_shape.Limit, _unit.Queries, tokenTicks))
            + StaircaseSums.SumOfMaximum(
                Line(loads, _beat * _ticksPerCycle, _unit.Queries * _beat * _ticksPerCycle),
                Line(loads, PairTicks, tokenTicks * _unit.Queries), full - limited)
            + GroupTicks(last, rest, tokenTicks);
    }

    /// <summary>The same over steps of one token while positions grow.</summary>
    public long SingleTokenTicks(StaircaseSums.Affine positions, long steps)
    {
        long scores = SpillsScores ? 2 * _shape.ScoreBits(1) * DramRate.TicksPerBit : 0;
        return StaircaseSums.SumOfMaximum(
            Line(positions, _beat * _ticksPerCycle, _beat * _ticksPerCycle),
            Line(positions, PairTicks + scores, TokenTicks(0)), steps);
    }

    /// <summary>The time of a group of so many queries that passes so many positions.</summary>
    private long GroupTicks(long loads, long queries, long tokenTicks) => Math.Max(
        (loads + queries) * _beat * _ticksPerCycle, (loads * PairTicks) + (tokenTicks * queries));

    private long PairTicks => 2 * _shape.KvBits * DramRate.TicksPerBit;

    /// <summary>
    /// What a token moves besides: its query, result, new key and value, and in naive order its scores.
    /// </summary>
    private long TokenTicks(long positions) => 2 * DramRate.TicksPerBit
        * (_shape.TokenDramBits + _shape.KvBits + (SpillsScores ? _shape.ScoreBits(positions) : 0));

    /// <summary>Groups, from the first, that would pass more positions than the limit allows.</summary>
    private long LimitedGroups(long positions) => positions <= _shape.Limit ? 0
        : !_shape.Skips(_unit) ? Groups
        : Math.Min(Groups, (positions - _shape.Limit + _unit.Queries - 1) / _unit.Queries);

    /// <summary>Positions that each group behind the first so many passes.</summary>
    private StaircaseSums.Affine Loads(long positions, long first) => _shape.Skips(_unit)
        ? new(positions - (first * _unit.Queries), -_unit.Queries)
        : new(positions, 0);

    private static StaircaseSums.Affine Line(StaircaseSums.Affine line, long factor, long offset) =>
        new((line.Start * factor) + offset, line.Slope * factor);
}
