using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.BitSerial;

/// <summary>What the two revisions of the BitMoD simulator have in common; they differ in attention alone.</summary>
/// <remarks>
/// Quirks kept beside those of <see cref="BitmodRules"/>: the language-model head is charged for all prompt tokens,
/// whatever the workload asks; norms, softmax, activation functions and embeddings cost nothing. In prefill every
/// sequence of a batch is tiled by itself, in decode the sequences share a tile. The simulator runs one decode step at
/// a fixed context; a growing context here repeats its rules step by step.
/// </remarks>
public abstract class BitmodSchedule : ISchedule
{
    private protected BitmodSchedule()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric) => fabric is BitSerialFabric
        ? null
        : $"schedule {Name} runs fabrics of kind {BitSerialFabric.KindName} only";

    /// <inheritdoc/>
    public bool UsesKvCacheFormat => false;

    /// <inheritdoc/>
    public ActivityCounts Time(in RunContext context, Operator work)
    {
        ActivityCounts total = default;
        if (work is not GemmOperator gemm)
        {
            return total;
        }

        Phase phase = context.Phase;
        if (!gemm.IsAttention)
        {
            total.AddTimes(Linear(context, gemm), gemm.Layers * phase.Steps);
            return total;
        }

        long steps = phase.ContextGrows ? phase.Steps : 1;
        for (long step = 0; step < steps; step++)
        {
            long positions = phase.Context + step;
            ActivityCounts counts = BitmodRules.Count(context, Attention(context, gemm.Role, positions));
            (long m, long k, long n) = gemm.At(positions);
            counts.Macs = m * k * n * gemm.Instances;
            total.AddTimes(counts, gemm.Layers * (phase.ContextGrows ? 1 : phase.Steps));
        }

        return total;
    }

    /// <summary>The attention product of one layer, rebuilt from the model.</summary>
    private protected abstract BitmodProduct Attention(in RunContext context, OperatorRole role, long positions);

    private protected static double LinearBits(in RunContext context) =>
        BitmodRules.StoredBits(context.Precision.Weights);

    private protected static long LinearCycles(in RunContext context) =>
        BitmodRules.CyclesPerTile((BitSerialFabric)context.Design.Fabric, LinearBits(context));

    private static ActivityCounts Linear(in RunContext context, GemmOperator gemm)
    {
        bool prefill = context.Phase.Kind == PhaseKind.Prefill;
        long tokens = prefill ? context.Phase.Tokens : context.Batch;
        long sequences = prefill ? context.Batch : 1;
        double bits = LinearBits(context);
        ActivityCounts counts = BitmodRules.Count(context, new BitmodProduct(gemm.N, gemm.K, tokens, 1, sequences)
        {
            InputK = gemm.K,
            DramWeightBits = bits,
            BufferWeightBits = bits,
            CyclesPerTile = LinearCycles(context),
        });
        counts.Macs = tokens * sequences * gemm.K * gemm.N;
        return counts;
    }
}
