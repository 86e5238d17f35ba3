using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Units;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.DspChain;

/// <summary>FlightLLM on a U280 as the cost model takes it, whatever the shipped file has for what timing
/// needs.</summary>
internal static class ChainDesign
{
    public static DspChainFabric Fabric { get; } = new() { SparseBlock = 16 };

    public static DspChainFabric Dense { get; } = Fabric with { SparseBlock = 0 };

    public static Design Flightllm => Of(Fabric);

    public static Design Of(DspChainFabric fabric, string device = "u280") => Base with
    {
        Fabric = fabric, Technology = device == "u280" ? Base.Technology : Shipped.Device(device),
    };

    private static Design Base { get; } = ShippedFiles.Design("flightllm-u280") with
    {
        Buffers = new BufferSet
        {
            Weights = Bits.FromKibibytes(24 * 1024), Activations = Bits.FromKibibytes(384),
            Outputs = Bits.FromKibibytes(384), Banks = 16,
        },
        VectorUnit = new VectorUnit { Lanes = 48 },
    };
}
