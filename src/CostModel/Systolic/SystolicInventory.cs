using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.CostModel.Systolic;

/// <summary>What a systolic array is built of.</summary>
internal static class SystolicInventory
{
    /// <summary>Adds the fabric's components; returns the width of the output buffer's port in bits.</summary>
    /// <remarks>
    /// Narrow PEs, the adders that fuse them, a decoder for each row and column where a format needs one (OliVe, ISCA
    /// 2023: n + m decoders for n x m PEs), and an accumulator below each column for the sums of several folds of K. An
    /// event of the adders is a narrow PE's cycle in a fused one, a quarter of theirs for quadruples. The output port
    /// takes one sum of each column a cycle: an output as it is stored, or a partial sum where folds of K meet there.
    /// </remarks>
    public static double AddTo(Inventory inventory, SystolicFabric fabric, Precision precision)
    {
        SystolicPe pe = fabric.PeOf(precision);
        NumberFormat weights = precision.Weights.Element;
        NumberFormat activations = precision.Activations.Element;
        inventory.Add(new("fabric/pe", fabric.PeKind(pe), ComponentRole.Pe, fabric.Pes, 1));
        if (fabric.Splits > 1)
        {
            bool isFused = fabric.PesPerMac(weights, activations) > 1;
            inventory.Add(new("fabric/fusion", ComponentKinds.FusionAdder, ComponentRole.Pe,
                (long)fabric.Rows * fabric.Columns, isFused ? 1 : 0));
        }

        (int rows, int columns) = fabric.ShapeFor(weights, activations);
        bool weightsOnRows = fabric.Dataflow == Dataflow.InputStationary;
        AddDecoders(inventory, "fabric/edge/weights", weights, weightsOnRows ? rows : columns);
        AddDecoders(inventory, "fabric/edge/activations", activations, weightsOnRows ? columns : rows);
        bool isFloating = pe is SystolicPe.FloatingPoint or SystolicPe.LMul;
        inventory.Add(new("fabric/accumulator", ComponentKinds.Accumulator(isFloating), ComponentRole.Accumulator,
            columns, 1));
        return columns * (fabric.Dataflow == Dataflow.OutputStationary
            ? activations.Bits
            : Math.Max(activations.Bits, isFloating ? FloatSumBits : fabric.AccumulatorBits));
    }

    /// <summary>Binary32.</summary>
    private const int FloatSumBits = 32;

    private static void AddDecoders(Inventory inventory, string path, NumberFormat format, int lanes)
    {
        if (ComponentKinds.Decoder(format) is { } kind)
        {
            inventory.Add(new(path, kind, ComponentRole.Edge, lanes, 1));
        }
    }
}
