using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Units;
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
    /// <remarks>A layer's tokens are the phase's, and attention is rebuilt from the model's dimensions.</remarks>
    public string? WhyNot(Model model) => model is ModelShape
        ? null
        : $"it runs transformers only, and {model.Name} is a network of layers";

    /// <summary>
    /// Mean bits of a stored weight: element and 8-bit group scale, the special-value selector left out.
    /// </summary>
    /// <remarks>3.0625 for FP3 in groups of 128; mean widths over layers and 16-bit floats carry no scale.</remarks>
    public static double StoredBits(TensorFormat format) =>
        format is { GroupSize: > 0, Scale: ScaleFormat.Int8SecondLevel }
            ? format.Element.Bits + (8.0 / format.GroupSize)
            : format.Element.Bits;

    /// <summary>The width of the weight buffer's port as the simulator sizes it.</summary>
    /// <remarks>
    /// Stored bits round up to a multiple of four with the scale among them, so FP4 in groups takes a port for eight
    /// bits, where <see cref="BitSerialFabric.WeightPortBits"/> needs four.
    /// </remarks>
    public static Bits WeightPort(BitSerialFabric fabric, TensorFormat weights)
    {
        long bits = fabric.Lanes * 4 * (long)Math.Ceiling(StoredBits(weights) / 4) * fabric.Rows;
        return new Bits(fabric.Pe == BitSerialPe.BitSerial ? bits / 2 : bits);
    }

    /// <inheritdoc/>
    public bool UsesKvCacheFormat => false;

    /// <inheritdoc/>
    public virtual TensorFormat FormatOf(Precision precision, GemmOperator gemm) => precision.WeightsOf(gemm);

    /// <inheritdoc/>
    public double DramEfficiencyOf(Design design) => 1;

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
        StoredBits(context.Precision.Weights);

    private protected static long LinearCycles(in RunContext context) =>
        CyclesPerTile((BitSerialFabric)context.Design.Fabric, LinearBits(context));

    /// <summary>
    /// Two whole bits of the stored width a cycle on a bit-serial array; one weight a cycle on the baselines.
    /// </summary>
    private protected static long CyclesPerTile(BitSerialFabric fabric, double storedBits) =>
        fabric.Pe == BitSerialPe.BitSerial ? ((long)storedBits + 1) / 2 : 1;

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
