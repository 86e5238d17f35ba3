using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Emission;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Small cores of DSP chains that differ in what they are built of.</summary>
internal static class ChainDesigns
{
    /// <summary>Of no shipped design, but of everything that there is hardware for.</summary>
    public static IEnumerable<EmissionRequest> Unshipped =>
    [
        Shipped("flightllm-u280", "int4/128~11.2:16"),
        Shipped("accllm-u280", "int2/128~1.5:4"),
        Shipped("flightllm-u280", "int4/128~12:16"),
        ThreeResults,
        PairsChosen,
        Packed("w2a8-3x1", "int2", "int8", OverflowRule.DrainEvery),
        Packed("w4a4-2x2", "int4", "int4", OverflowRule.DrainEvery),
        Packed("w4a4-2x2", "int4", "int4", OverflowRule.TrackCarries),
        Packed("w8a8-1x2", "int8", "int8", OverflowRule.DrainEvery, DspPrimitive.Dsp58),
    ];

    /// <summary>An odd number of results side by side, in turns of two.</summary>
    public static EmissionRequest ThreeResults => Of(
        new DspChainFabric
        {
            Chains = 3, FedChains = 3, Groups = 6, GroupSlices = 2, SparseBlock = 4, TokenTile = 10,
        },
        "int4~1:4", "int8");

    /// <summary>Multiplexers that choose both activations of a slice.</summary>
    public static EmissionRequest PairsChosen => Of(
        new DspChainFabric
        {
            Chains = 3, FedChains = 2, Groups = 4, GroupSlices = 2, SparseBlock = 8, TokenTile = 8,
            MultiplexedChains = 3, MultiplexedActivations = 2,
        },
        "int4~2:8", "int8");

    /// <summary>The chains of a shipped design in a small size, with other weights.</summary>
    public static EmissionRequest Shipped(string name, string weights, OverflowRule? overflow = null)
    {
        var fabric = (DspChainFabric)new DspChainEngineFamily().ScaleDown(ShippedFiles.Design(name)).Fabric;
        return Of(fabric with { Overflow = overflow ?? fabric.Overflow }, weights, "int8");
    }

    /// <summary>Three chains of 18 slices, two of them fed in a cycle.</summary>
    public static EmissionRequest Packed(
        string packing, string weights, string activations, OverflowRule overflow, DspPrimitive? primitive = null)
    {
        _ = SliceModes.TryParse(packing, out SliceModes? modes);
        DspChainFabric fabric = new()
        {
            Chains = 3, FedChains = 2, Groups = 9, GroupSlices = 2, TokenTile = 4, Packing = modes!,
            Overflow = overflow, Primitive = primitive ?? DspPrimitive.Dsp48E2,
        };
        Assert.That(fabric.WhyNotBuilt(), Is.Null);
        return Of(fabric, weights, activations);
    }

    public static EmissionRequest Of(DspChainFabric fabric, string weights, string activations) => new()
    {
        Design = ShippedFiles.Design("flightllm-u280") with { Fabric = fabric },
        Weights = TensorFormat.Parse(weights), Activations = TensorFormat.Parse(activations), Version = "0",
    };
}
