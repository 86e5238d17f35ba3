using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Sim.BitSerial;

/// <summary>
/// The reworked simulator of the BitMoD artifact (revision e445a5f of July 2025), with consistent attention shapes.
/// </summary>
/// <remarks>
/// <para>Quirks kept in attention, beside those of <see cref="BitmodSchedule"/>:</para>
/// <list type="bullet">
/// <item>prefill is not causal: every token attends to the whole prompt;</item>
/// <item>a layer's KV heads run one after another, but whether operands fit the buffers and how often they are fetched
/// is decided for all KV heads together, and scores go out to DRAM and come back;</item>
/// <item>the weight buffer is read at the linear layers' width although keys and values have a format of their
/// own.</item>
/// </list>
/// </remarks>
public sealed class Bitmod2025Schedule : BitmodSchedule
{
    /// <inheritdoc/>
    public override string Name => "bitmod-2025";

    /// <inheritdoc/>
    public override string Summary => "the BitMoD artifact's reworked simulator (e445a5f), quirks included";

    private protected override BitmodProduct Attention(in RunContext context, OperatorRole role, long positions)
    {
        var model = (ModelShape)context.Model;
        bool prefill = context.Phase.Kind == PhaseKind.Prefill;
        long tokens = model.QueryGroup * (prefill ? context.Phase.Tokens : 1);
        long heads = model.KvHeads * context.Batch;
        (long n, long k) = role == OperatorRole.AttentionScores
            ? (positions, model.HeadDim)
            : (model.HeadDim, positions);
        double bits = StoredBits(context.Precision.KvCache);
        return new BitmodProduct(n, k, tokens, heads, heads)
        {
            InputK = k,
            DramWeightBits = bits,
            BufferWeightBits = bits,
            CyclesPerTile = CyclesPerTile((BitSerialFabric)context.Design.Fabric, bits),
        };
    }
}
