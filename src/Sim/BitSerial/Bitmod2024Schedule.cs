using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.BitSerial;

/// <summary>
/// The simulator of the BitMoD paper as released with its artifact (revision 58d7bdb of December 2024): the rules
/// behind Figs. 7 and 8.
/// </summary>
/// <remarks>
/// <para>Quirks kept in attention, beside those of <see cref="BitmodSchedule"/>:</para>
/// <list type="bullet">
/// <item>scores in prefill: K is the hidden size and the heads are tokens as well, so that multiplications are
/// counted as many times too often as there are heads;</item>
/// <item>values in prefill: all heads side by side as output channels, context/head-size times too many;</item>
/// <item>decode: one output channel for scores and one token for values, so far too few;</item>
/// <item>a row of inputs is as long as all KV heads together, in scores and values;</item>
/// <item>keys and values take 16 bits in DRAM, and the linear layers' bits and cycles on chip, whatever their
/// format;</item>
/// <item>the batch did not exist: sequences run one after another, each with its own keys and values.</item>
/// </list>
/// </remarks>
public sealed class Bitmod2024Schedule : BitmodSchedule
{
    private const double CachedBitsInDram = 16;

    /// <inheritdoc/>
    public override string Name => "bitmod-2024";

    /// <inheritdoc/>
    public override string Summary => "the BitMoD paper's simulator (58d7bdb), quirks included";

    /// <inheritdoc/>
    public override TensorFormat FormatOf(Precision precision, GemmOperator gemm) => precision.Weights;

    private protected override BitmodProduct Attention(in RunContext context, OperatorRole role, long positions)
    {
        var model = (ModelShape)context.Model;
        bool prefill = context.Phase.Kind == PhaseKind.Prefill;
        long perToken = prefill ? context.Phase.Tokens : 1;
        (long n, long k, long tokens) = role == OperatorRole.AttentionScores
            ? (prefill ? positions : 1, model.Hidden, model.Heads * perToken)
            : (model.Heads * perToken, positions, perToken);
        return new BitmodProduct(n, k, tokens, context.Batch, context.Batch)
        {
            InputK = model.HeadDim * model.KvHeads,
            DramWeightBits = CachedBitsInDram,
            BufferWeightBits = LinearBits(context),
            CyclesPerTile = LinearCycles(context),
        };
    }
}
