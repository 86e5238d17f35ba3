using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs.Systolic;

/// <summary>The keys of a <c>fabric</c> of kind <c>systolic</c>.</summary>
internal static class SystolicSchema
{
    private const int MaximumSide = 4096;

    private static readonly ValueKind<int> Width = Kinds.Whole(2, PeNames.WidestBits);

    public static readonly Schema<SystolicFabric> Instance = new Schema<SystolicFabric>(() => new SystolicFabric(),
        Check)
        .Value("rows", "PEs along the rows: tokens in output-stationary dataflow, else K.", Kinds.Whole(1, MaximumSide),
            (fabric, value) => fabric with { Rows = value })
        .Value("columns", "PEs along the columns: output channels, or tokens in input-stationary dataflow.",
            Kinds.Whole(1, MaximumSide), (fabric, value) => fabric with { Columns = value })
        .Value("dataflow", "The operand that stays: outputs (os), weights (ws) or inputs (is).",
            Kinds.Choice(("os", Dataflow.OutputStationary), ("ws", Dataflow.WeightStationary),
                ("is", Dataflow.InputStationary)),
            (fabric, value) => fabric with { Dataflow = value })
        .Value("pe", "What the PEs are; left out, the cheapest that multiplies the formats exactly.",
            Kinds.Choice([.. Enum.GetValues<SystolicPe>().Select(pe => (PeNames.Of(pe), (SystolicPe?)pe))]),
            (fabric, value) => fabric with { Pe = value })
        .Value("pe-price", "Component kind that prices the PE, when the technology knows several.",
            Kinds.Text, (fabric, value) => fabric with { PePrice = value })
        .Value("bits", "The widest operand of a PE.", Width, (fabric, value) => fabric with { Bits = value })
        .Value("minimum-bits", "The operand width down to which a PE is taken apart; must divide bits.",
            Width, (fabric, value) => fabric with { SplitTo = value })
        .Value("accumulator-bits", "Bits of an integer accumulator.", Kinds.Whole(8, 64),
            (fabric, value) => fabric with { AccumulatorBits = value })
        .Value("overflow", "What an accumulator does with a sum that does not fit.",
            Kinds.Choice(("wrap", AccumulatorOverflow.Wrap), ("saturate", AccumulatorOverflow.Saturate)),
            (fabric, value) => fabric with { Overflow = value });

    private static void Check(SystolicFabric fabric, MapNode map, string path, BindContext context)
    {
        ConfigNode where = map["minimum-bits"] ?? map["bits"] ?? map["pe"] ?? map;
        string? fault = null;
        string? hint = null;
        if (fabric.MinimumBits > fabric.Bits || fabric.Bits % fabric.MinimumBits != 0)
        {
            fault = $"minimum-bits must divide bits ({fabric.Bits}), got {fabric.MinimumBits}";
        }
        else if (fabric.Splits > 1 && fabric.Pe is not (null or SystolicPe.Integer or SystolicPe.ExponentInteger))
        {
            fault = $"minimum-bits: {PeNames.Of(fabric.Pe.Value)} PEs cannot be taken apart";
            hint = "leave minimum-bits out";
        }
        else if (fabric.Pe is SystolicPe.FloatingPoint or SystolicPe.LMul && fabric.Bits < PeNames.NarrowestFloat)
        {
            fault = $"bits: {PeNames.Of(fabric.Pe.Value)} PEs have {PeNames.NarrowestFloat} to "
                + $"{PeNames.WidestBits} bits, got {fabric.Bits}";
        }

        if (fault is not null)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, where.Where, $"{path}.{fault}", hint);
        }
    }
}
