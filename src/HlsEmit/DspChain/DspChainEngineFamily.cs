using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.DspChain;

/// <summary>Cores of DSP chains as emission meets them: <c>dspchain_engine</c>.</summary>
public sealed class DspChainEngineFamily : IEngineFamily
{
    /// <summary>The most chains that are fed in a cycle, in a small size.</summary>
    private const int SmallFed = 3;

    /// <summary>Commands are taken in a cycle of their own.</summary>
    private const int CommandCycles = 1;

    /// <inheritdoc/>
    public string Kind => DspChainFabric.KindName;

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(activations);
        return ChainLimits.WhyNot(Chains(fabric), weights, activations);
    }

    /// <inheritdoc/>
    /// <remarks>Slices stay as they are; feed groups stay several where they are, the last not whole.</remarks>
    public Design ScaleDown(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        DspChainFabric chains = Chains(design.Fabric);
        int fed = Math.Min(chains.FedChains, SmallFed);
        int count = chains.FedChains < chains.Chains ? Math.Min(chains.Chains, (2 * fed) - 1) : fed;
        return design with
        {
            Fabric = chains with
            {
                Cores = 1, Chains = count, FedChains = Math.Min(fed, count),
                MultiplexedChains = chains.MultiplexedChains is { } choosing ? Math.Min(choosing, count) : null,
            },
        };
    }

    /// <inheritdoc/>
    public Engine Engine(Design design, TensorFormat weights, TensorFormat activations)
    {
        ChainHardware hardware = HardwareOf(design, weights, activations);
        return new Engine
        {
            Module = "dspchain_engine",
            Parameters = hardware.Parameters,
            Inputs = [Engines.Engine.Command, hardware.ActivationPort, hardware.WeightPort],
            Output = hardware.OutputPort,
            Latency = CommandCycles,
            BeatsDependOnWeights = hardware.Low < hardware.High,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProductShape> Shapes(Design design, TensorFormat weights, TensorFormat activations)
    {
        ChainHardware hardware = HardwareOf(design, weights, activations);
        (int tokens, int channels) = (hardware.Tile.Tokens, (int)hardware.Tile.Channels);
        int slices = hardware.Model.Slices;
        return
        [
            .. new[]
            {
                new ProductShape(1, 1, 1), new ProductShape(tokens, slices, channels),
                new ProductShape(Math.Min(3, tokens), (4 * slices) - 1, (hardware.Fed * hardware.Model.Weights) + 1),
                new ProductShape(tokens + 1, (2 * slices) + 1, channels + 1), new ProductShape(2, 3 * slices, channels),
            }.Distinct(),
        ];
    }

    /// <inheritdoc/>
    public EngineProduct Product(
        Design design, TensorFormat weights, TensorFormat activations, ProductShape shape, int seed)
    {
        ChainHardware hardware = HardwareOf(design, weights, activations);
        return ChainBeats.Of(hardware, ChainProduct.Of(hardware, shape, seed));
    }

    private static ChainHardware HardwareOf(Design design, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(activations);
        return ChainHardware.For(Chains(design.Fabric), weights, activations);
    }

    private static DspChainFabric Chains(Fabric fabric) => fabric as DspChainFabric
        ?? throw new ArgumentException("not a fabric of DSP chains", nameof(fabric));
}
