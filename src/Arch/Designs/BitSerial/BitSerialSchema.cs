using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs.BitSerial;

/// <summary>The keys of a <c>fabric</c> of kind <c>bit-serial</c>.</summary>
internal static class BitSerialSchema
{
    private const int MaximumSide = 4096;

    public static readonly Schema<BitSerialFabric> Instance = new Schema<BitSerialFabric>(() => new BitSerialFabric(),
        Check)
        .Value("pe", "The processing element: bit-serial, or a bit-parallel baseline.",
            Kinds.Choice(("bit-serial", BitSerialPe.BitSerial), ("fp16", BitSerialPe.Fp16),
                ("fp16-int8", BitSerialPe.Fp16Int8)),
            (fabric, value) => fabric with { Pe = value })
        .Value("pe-price",
            "Component kind that prices the PE, when the technology knows several, such as pe-fp16-int8-ant.",
            Kinds.Text, (fabric, value) => fabric with { PePrice = value })
        .Value("rows", "Output channels in parallel.", Kinds.Whole(1, MaximumSide),
            (fabric, value) => fabric with { Rows = value })
        .Value("columns", "Tokens in parallel.", Kinds.Whole(1, MaximumSide),
            (fabric, value) => fabric with { Columns = value })
        .Value("lanes", "Weights that one PE multiplies in parallel; must divide the group size.",
            Kinds.Whole(1, BitSerialFabric.MaximumLanes), (fabric, value) => fabric with { Lanes = value })
        .Value("tile-rows", "Rows of one tile; operands travel from tile to tile in a cycle.",
            Kinds.Whole(1, MaximumSide),
            (fabric, value) => fabric with { TileRows = value })
        .Value("tile-columns", "Columns of one tile.", Kinds.Whole(1, MaximumSide),
            (fabric, value) => fabric with { TileColumns = value })
        .Value("group-size", "Weights a PE accumulates before dequantizing, for formats without groups of their own.",
            Kinds.Whole(1, BitSerialFabric.MaximumGroupSize), (fabric, value) => fabric with { GroupSize = value });

    private static void Check(BitSerialFabric fabric, MapNode map, string path, BindContext context)
    {
        if (fabric.GroupSize % fabric.Lanes != 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, (map["lanes"] ?? map["group-size"] ?? map).Where,
                $"{path}.lanes must divide the group size ({fabric.GroupSize}), got {fabric.Lanes}");
        }
    }
}
