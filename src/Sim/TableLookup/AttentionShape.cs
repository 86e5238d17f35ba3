using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Sim.TableLookup;

/// <summary>One side of attention, scores or values, as the attention units meet it: all heads side by side.</summary>
/// <remarks>Queries, scores and results are FP16 in the units; keys and values lie in DRAM in the cache's
/// format.</remarks>
internal readonly struct AttentionShape
{
    /// <summary>Bits of a query's, a score's and a result's element.</summary>
    public const long ElementBits = 16;

    private readonly GemmOperator _gemm;

    public AttentionShape(in RunContext context, GemmOperator gemm)
    {
        _gemm = gemm;
        long group = context.Model is ModelShape model ? model.QueryGroup : 1;
        long kvHeads = gemm.Instances / context.Batch;
        Sequences = context.Batch;
        Tokens = gemm.M / group;
        Heads = kvHeads * group;
        Width = Heads * gemm.HeadDim;
        KvWidth = kvHeads * gemm.HeadDim;
        KvBits = kvHeads * context.Precision.KvCache.StorageBits(1, gemm.HeadDim);
        IsCausal = context.Model is ModelShape { IsDecoder: true };
        TensorIsOnChip = Sequences * Tokens * Width * ElementBits * 2 <= context.Design.Buffers.Activations.Count;
    }

    public bool IsScores => _gemm.Role == OperatorRole.AttentionScores;

    /// <summary>Sequences, which follow one another.</summary>
    public long Sequences { get; }

    /// <summary>Query tokens of a sequence in one step.</summary>
    public long Tokens { get; }

    /// <summary>Query heads.</summary>
    public long Heads { get; }

    /// <summary>Elements of all query heads of a token.</summary>
    public long Width { get; }

    /// <summary>Elements of all keys, or of all values, of a position.</summary>
    public long KvWidth { get; }

    /// <summary>Bits of those in DRAM.</summary>
    public long KvBits { get; }

    /// <summary>Whether a token attends to itself and those before it only.</summary>
    public bool IsCausal { get; }

    /// <summary>Whether queries and results stay on chip: at most half the activation buffer, as everywhere.</summary>
    /// <remarks>Those of all sequences: while one is at work, those of the others wait.</remarks>
    public bool TensorIsOnChip { get; }

    /// <summary>Bits of queries in, or of results out, of a token that pass through DRAM.</summary>
    public long TokenDramBits => TensorIsOnChip ? 0 : Width * ElementBits;

    /// <summary>Bits of a token's scores against so many positions.</summary>
    public long ScoreBits(long positions) => Heads * positions * ElementBits;

    /// <summary>Positions attended to when the context holds so many.</summary>
    public long PositionsAt(long context)
    {
        (_, long k, long n) = _gemm.At(context);
        return IsScores ? n : k;
    }

    /// <summary>The most positions that a token attends to.</summary>
    public long Limit => _gemm.ContextLimit;

    /// <summary>
    /// Positions in the context of a step, also those beyond the limit, which decide what a mask hides.
    /// </summary>
    public long ContextAt(long context) => _gemm.ContextAxis == ContextAxis.None ? PositionsAt(context) : context;

    /// <summary>Positions attended to in each step of a phase.</summary>
    public StaircaseSums.Affine PositionsOf(Phase phase) => new(
        PositionsAt(phase.Context), phase.ContextGrows && _gemm.ContextAxis != ContextAxis.None ? 1 : 0);

    /// <summary>Pairs of a query and a position that it sees, of a step whose context holds so many.</summary>
    public long UsefulPairs(long context)
    {
        if (!IsCausal)
        {
            return Tokens * Math.Min(context, Limit);
        }

        // Queries up to the limit see all before them, those behind as many as the limit.
        long before = context - Tokens;
        long unlimited = Math.Clamp(Limit - before, 0, Tokens);
        return (unlimited * before) + (unlimited * (unlimited + 1) / 2)
            + (unlimited == Tokens ? 0 : (Tokens - unlimited) * Limit);
    }

    /// <summary>Whether the order of prefill leaves out what the mask hides.</summary>
    public bool Skips(AttentionUnit unit) => IsCausal && unit.Order == AttentionOrder.Reversed;
}
