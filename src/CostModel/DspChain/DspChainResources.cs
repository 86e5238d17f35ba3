using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>
/// What a DSP-chain design takes of an FPGA, by the rows of FlightLLM's table of resources (arXiv 2401.03868).
/// </summary>
/// <remarks>
/// Chains and buffers follow from structure, the vector unit from a reconstruction of its operators; of controller and
/// interconnect no structure is known (<see cref="ChainCalibration"/>).
/// </remarks>
public static class DspChainResources
{
    public const string Chains = "fabric/chains";
    public const string Scales = "fabric/scales";
    public const string Weights = "buffers/weights";
    public const string Dequantizers = "buffers/dequantizers";
    public const string Activations = "buffers/activations";
    public const string Outputs = "buffers/outputs";
    public const string Indices = "buffers/indices";
    public const string Biases = "buffers/biases";
    public const string Vector = "vector-unit";
    public const string Controller = "controller";
    public const string Interconnect = "interconnect";
    public const string Platform = "platform";

    private const string Geometry =
        "memories by geometry, banks as in FlightLLM's artifact (FlightLLM/flightllm_test_demo)";

    public static ResourceBreakdown Of(Design design, DspChainFabric fabric)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(fabric);
        ChainBuffers buffers = new(design, fabric);
        int channels = fabric.Cores * fabric.Memory.ChannelsPerCore;
        ResourceModule[] modules =
        [
            new(Chains, ChainParts.Total(fabric), ChainParts.Source),
            new(Scales, buffers.OfScales,
                "structure: a DSP slice for each lane of a chain whose sums are scaled; none where weights are"),
            new(Weights, buffers.OfWeights, Geometry),
            new(Dequantizers, buffers.OfDequantizers,
                "estimated: a choice of code or whole lane for each weight that is fed, and a product with its scale "
                    + "where groups have one; no circuit was published"),
            new(Activations, buffers.OfActivations, Geometry),
            new(Outputs, buffers.OfOutputs, Geometry),
            new(Indices, buffers.OfIndices,
                "estimated: a bank of indices and of descriptors for each channel of a core is an inference; "
                    + Geometry),
            new(Biases, buffers.OfBiases, Geometry),
            new(Vector, ChainVectorUnit.Of(design, fabric),
                $"{ChainCalibration.VectorSource}; {FloatingOperator.Source}"),
            new(Controller,
                new FpgaResources(ChainCalibration.ControllerLuts, ChainCalibration.ControllerFfs, 0,
                    ChainCalibration.ControllerBram36, 0) * fabric.Cores,
                ChainCalibration.ControllerSource),
            new(Interconnect,
                new FpgaResources(ChainCalibration.ChannelLuts, ChainCalibration.ChannelFfs, 0, 0, 0) * channels,
                ChainCalibration.InterconnectSource),
            OfPlatform(design),
        ];
        return new ResourceBreakdown(modules);
    }

    /// <summary>What to change so that the module that takes most of a resource takes less.</summary>
    /// <remarks>Controller and interconnect follow from cores and channels; of both there are few to spare.</remarks>
    public static string Advice(Design design, DspChainFabric fabric, ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(fabric);
        string largest = Of(design, fabric).Modules.Where(module => module.Name != Platform)
            .MaxBy(module => ResourceKinds.AmountOf(kind, module.Resources)).Name;
        return "lower " + (largest, kind) switch
        {
            (Chains, ResourceKind.Lut) when fabric.ChoosingChains > 0 =>
                "fabric.multiplexed-chains or fabric.sparse-block, or fabric.chains",
            (Chains, ResourceKind.MemoryLut) => "fabric.chains or fabric.token-tile",
            (Chains or Scales, _) => "fabric.chains, fabric.groups or fabric.cores",
            (Weights, _) => "buffers.weights",
            (Dequantizers, _) => "fabric.fed-chains",
            (Activations, _) => "buffers.activations",
            (Outputs, _) => "buffers.outputs",
            (Indices, _) => "fabric.memory.channels-per-core or buffers.weights",
            (Interconnect, _) => "fabric.memory.channels-per-core or fabric.cores",
            (Controller, _) => "fabric.cores",
            _ => "vector-unit.lanes",
        };
    }

    /// <summary>
    /// HBM has hard controllers, and the way from its ports is the interconnect's; other DRAM pays what the device
    /// says.
    /// </summary>
    private static ResourceModule OfPlatform(Design design) =>
        design.Dram.Type.StartsWith("hbm", StringComparison.Ordinal)
        || design.Technology.Device is not { PlatformSource.Length: > 0 } device
            ? new(Platform, default, "the memory controller is hard")
            : new(Platform, device.Platform, device.PlatformSource);
}
