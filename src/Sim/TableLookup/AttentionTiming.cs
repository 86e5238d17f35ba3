using Accel.Arch.Activity;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Sim.TableLookup;

/// <summary>Attention on the units beside the engine, over all steps of a phase in one layer.</summary>
/// <remarks>
/// <para>Decode has two phases, which are the two operators: all keys pass ceil(width / lanes) cycles a position for
/// the scores, then all values; each takes the larger of that and of fetching its half of the cache. Scores stay on
/// chip.</para>
/// <para>Prefill (and decode without lanes of its own) has one pass for both operators. Each of the two does half of
/// its multiplications and half of its traffic, and takes half of its time, rounded up to a cycle, so that the two
/// together are the pass.</para>
/// <para>Multiply-accumulates are those the causal mask leaves, whatever the order computes. The counts of the engine's
/// lanes (<see cref="ActivityCounts.PeActiveCycles"/>) are left at 0.</para>
/// </remarks>
internal static class AttentionTiming
{
    public static ActivityCounts Time(in RunContext context, GemmOperator gemm)
    {
        var fabric = (TableLookupFabric)context.Design.Fabric;
        AttentionShape shape = new(context, gemm);
        DramAccess access = Access(shape, fabric.Attention, context.Phase);
        DramRate rate = access.RateOf(context.Design, context.DramRate);
        ActivityCounts sequence = context.Phase.Kind == PhaseKind.Prefill
            ? Prefill(shape, fabric.Attention, context, rate)
            : Decode(shape, fabric.Attention, context, rate);
        long ticks = sequence.Cycles;
        long dramTicks = sequence.DramCycles;
        ActivityCounts all = default;
        all.AddTimes(sequence, shape.Sequences);
        all.Cycles = rate.CeilCycles(ticks * shape.Sequences);
        all.DramCycles = rate.CeilCycles(dramTicks * shape.Sequences);
        double cache = all.WeightWriteBits / 8d;
        all.DramExtraRows = (long)Math.Round(access.ExtraRows(
            context.Design, cache, (all.DramReadBytes / 8d) - cache, all.DramWriteBytes / 8d));
        all.DramReadBytes = (all.DramReadBytes + 7) / 8;
        all.DramWriteBytes = (all.DramWriteBytes + 7) / 8;
        return all;
    }

    /// <summary>
    /// What one sequence moves in the last step: the keys or values of all positions, one behind the other, for each
    /// group of queries; queries and scores in, and what is appended, results and scores out, a token at a time.
    /// </summary>
    private static DramAccess Access(in AttentionShape shape, AttentionUnit unit, Phase phase)
    {
        const double BitsPerByte = 8;
        long positions = Math.Min(shape.PositionsAt(phase.LastContext), shape.Limit);
        double cache = positions * shape.KvBits / BitsPerByte;
        double scores = unit is { Order: AttentionOrder.Naive } && (phase.Kind == PhaseKind.Prefill || unit.DecodeLanes == 0)
            ? shape.ScoreBits(positions) / BitsPerByte : 0;
        double token = shape.TokenDramBits / BitsPerByte;
        double read = shape.IsScores ? token : scores;
        double written = shape.IsScores ? scores : token;
        double append = shape.KvBits / BitsPerByte;
        double run = Math.Max(written, append);
        return new DramAccess
        {
            WeightBytes = cache * (phase.Kind == PhaseKind.Prefill ? (shape.Tokens + unit.Queries - 1) / unit.Queries
                : shape.Tokens),
            WeightRun = cache,
            ActivationBytes = read * shape.Tokens, ActivationRun = read,
            OutputBytes = (written + append) * shape.Tokens, OutputRun = run, OutputBlock = written + append,
        };
    }

    /// <summary>One sequence; cycles in ticks and bytes in bits until all are summed.</summary>
    private static ActivityCounts Prefill(
        in AttentionShape shape, AttentionUnit unit, in RunContext context, DramRate rate)
    {
        PrefillAttention pass = new(shape, unit, rate);
        long held = shape.ContextAt(context.Phase.Context);
        long positions = shape.PositionsAt(context.Phase.Context);
        ActivityCounts counts = Counts(
            shape, pass.PairLoads(held), shape.Tokens, shape.UsefulPairs(held),
            pass.SpillsScores ? shape.ScoreBits(positions) * shape.Tokens : 0, throughDram: true);
        counts.Cycles = (pass.Ticks(held) + 1) / 2;
        counts.ComputeCycles = Half(shape, pass.ComputeCycles(held));
        ActivityCounts steps = default;
        steps.AddTimes(counts, context.Phase.Steps);
        return steps;
    }

    private static ActivityCounts Decode(
        in AttentionShape shape, AttentionUnit unit, in RunContext context, DramRate rate)
    {
        Phase phase = context.Phase;
        StaircaseSums.Affine positions = shape.PositionsOf(phase);
        long loads = positions.Sum(phase.Steps) * shape.Tokens;
        long tokens = shape.Tokens * phase.Steps;
        bool hasLanes = unit.DecodeLanes > 0;
        ActivityCounts counts = Counts(
            shape, loads, tokens, loads, shape.ScoreBits(loads),
            throughDram: !hasLanes && unit.Order == AttentionOrder.Naive);
        if (!hasLanes)
        {
            PrefillAttention pass = new(shape, unit, rate);
            counts.Cycles = ((pass.SingleTokenTicks(positions, phase.Steps) * shape.Tokens) + 1) / 2;
            counts.ComputeCycles = Half(shape, (loads + tokens) * ((shape.Width + unit.Lanes - 1) / unit.Lanes));
            return counts;
        }

        long beat = (shape.Width + unit.DecodeLanes - 1) / unit.DecodeLanes;
        long fetch = shape.KvBits * DramRate.TicksPerBit;
        long other = (shape.TokenDramBits + shape.KvBits) * DramRate.TicksPerBit;
        long slope = positions.Slope;
        counts.Cycles = shape.Tokens * StaircaseSums.SumOfMaximum(
            new(positions.Start * beat * rate.TicksPerCycle, slope * beat * rate.TicksPerCycle),
            new((positions.Start * fetch) + other, slope * fetch), phase.Steps);
        counts.ComputeCycles = loads * beat;
        return counts;
    }

    /// <summary>What the two operators share evenly; the scores take the odd cycle.</summary>
    private static long Half(in AttentionShape shape, long cycles) => (cycles + (shape.IsScores ? 1 : 0)) / 2;

    /// <summary>Everything but the cycles.</summary>
    /// <param name="loads">Positions whose key or value passes the units.</param>
    /// <param name="scoreBits">Scores that are written and read again; 0 where they never leave the units.</param>
    private static ActivityCounts Counts(
        in AttentionShape shape, long loads, long tokens, long pairs, long scoreBits, bool throughDram)
    {
        long fetched = loads * shape.KvBits;
        long tensor = tokens * shape.Width;
        long moved = tokens * shape.TokenDramBits;
        long appended = tokens * shape.KvBits;
        long spilled = throughDram ? scoreBits : 0;
        long scores = scoreBits / AttentionShape.ElementBits;
        bool isScores = shape.IsScores;
        return new ActivityCounts
        {
            DramCycles = (fetched + moved + appended + spilled) * DramRate.TicksPerBit,
            Macs = pairs * shape.Width,
            AttentionMacs = pairs * shape.Width,
            WeightWriteBits = fetched,
            WeightReadBits = fetched,
            WeightReads = loads * shape.KvWidth,
            ActivationReads = isScores ? tensor : scores,
            ActivationReadBits = isScores ? tensor * AttentionShape.ElementBits : scoreBits,
            ActivationWriteBits = isScores ? moved : spilled,
            OutputWrites = isScores ? scores : tensor,
            OutputWriteBits = isScores ? scoreBits : tensor * AttentionShape.ElementBits,
            OutputReadBits = isScores ? spilled : moved,
            DramReadBytes = fetched + (isScores ? moved : spilled),
            DramWriteBytes = appended + (isScores ? spilled : moved),
        };
    }
}
