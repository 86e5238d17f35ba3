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
    /// event of the adders is a narrow PE's cycle in a fused one, whose price is its share of an adder. The output port
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
                fabric.Rows * fabric.Columns * AddersOf(fabric.Splits), isFused ? 1 : 0));
        }

        AddWeightDecoders(inventory, fabric, precision);
        if (ComponentKinds.Decoder(activations) is { } decoder)
        {
            inventory.Add(new("fabric/edge/activations", decoder, ComponentRole.ActivationEdge,
                fabric.ActivationLanes(weights, activations), 1));
        }

        (_, int columns) = fabric.ShapeFor(weights, activations);
        bool isFloating = pe is SystolicPe.FloatingPoint or SystolicPe.LMul;
        inventory.Add(new("fabric/accumulator", ComponentKinds.Accumulator(isFloating), ComponentRole.Accumulator,
            columns, 1));
        return columns * (fabric.Dataflow == Dataflow.OutputStationary
            ? activations.Bits
            : Math.Max(activations.Bits, isFloating ? FloatSumBits : fabric.AccumulatorBits));
    }

    /// <summary>
    /// Adders of four products each that join the narrow PEs of a fused one: 1 for 2 x 2, 5 for 4 x 4.
    /// </summary>
    private static long AddersOf(int splits) => (((long)splits * splits) + 1) / 3;

    /// <summary>Binary32.</summary>
    private const int FloatSumBits = 32;

    /// <summary>
    /// Decoders of the weights, and of the KV cache where the PEs multiply it and it needs others or more of them.
    /// Where the kinds differ each has its area, and a decoded element the energy of the weights' kind.
    /// </summary>
    private static void AddWeightDecoders(Inventory inventory, SystolicFabric fabric, Precision precision)
    {
        NumberFormat weights = precision.Weights.Element;
        NumberFormat activations = precision.Activations.Element;
        NumberFormat cache = fabric.WhyNot(precision.KvCache, precision.Activations) is null
            ? precision.KvCache.Element
            : weights;
        int lanes = fabric.WeightLanes(weights, activations);
        int cacheLanes = fabric.WeightLanes(cache, activations);
        string? ofWeights = ComponentKinds.Decoder(weights);
        string? ofCache = ComponentKinds.Decoder(cache);
        if (ofWeights is not null)
        {
            inventory.Add(new("fabric/edge/weights", ofWeights, ComponentRole.Edge,
                ofCache == ofWeights ? Math.Max(lanes, cacheLanes) : lanes, 1));
        }

        if (ofCache is not null && ofCache != ofWeights)
        {
            inventory.Add(new(
                "fabric/edge/kv-cache", ofCache, ComponentRole.Edge, cacheLanes, ofWeights is null ? 1 : 0));
        }
    }
}
