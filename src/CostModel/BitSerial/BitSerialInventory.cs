using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Workloads;

namespace Accel.CostModel.BitSerial;

/// <summary>
/// What a bit-serial array, or a baseline it is compared with, is built of (BitMoD Sec. IV-C, Fig. 6, Table X).
/// </summary>
internal static class BitSerialInventory
{
    /// <summary>Adds the fabric's components; returns the width of the output buffer's port in bits.</summary>
    /// <remarks>
    /// Every tile has its own term encoders, one for each lane of each of its rows: Table X counts them tile by tile.
    /// An event is a whole tile's encoders at work for a cycle. Baselines take whole weights and have none. Each column
    /// of a tile has one accumulator. The output port takes one row of outputs a cycle, an element for each column; the
    /// paper does not give its width.
    /// </remarks>
    public static double AddTo(Inventory inventory, BitSerialFabric fabric, Precision precision)
    {
        string kind = fabric.PeKind;
        if (fabric.Pe == BitSerialPe.BitSerial)
        {
            inventory.Add(new("fabric/tile/pe/core", CoreKind(kind), ComponentRole.Pe, fabric.Pes, 1));
            inventory.Add(new("fabric/tile/term-encoder", "term-encoder", ComponentRole.Edge,
                (long)fabric.Rows * fabric.Lanes * fabric.TileGridColumns,
                (long)Math.Min(fabric.TileRows, fabric.Rows) * fabric.Lanes));
        }

        inventory.Add(new(
            "fabric/tile/pe/lane", LaneKind(kind), ComponentRole.Pe, fabric.Pes * fabric.Lanes, fabric.Lanes));
        inventory.Add(new("fabric/tile/accumulator", "column-accumulator", ComponentRole.Accumulator,
            (long)fabric.TileGridRows * fabric.Columns, 1));
        return fabric.Columns * precision.Activations.Element.Bits;
    }

    // The usual kinds are constants, so that a sweep builds no strings.
    internal static string LaneKind(string kind) => kind switch
    {
        "pe-bit-serial" => "pe-bit-serial-lane",
        "pe-fp16" => "pe-fp16-lane",
        "pe-fp16-int8" => "pe-fp16-int8-lane",
        _ => kind + "-lane",
    };

    private static string CoreKind(string kind) => kind == "pe-bit-serial" ? "pe-bit-serial-core" : kind + "-core";
}
