using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Sparse;
using Accel.HlsEmit.Engines;
using Accel.Sim.DspChain;

namespace Accel.HlsEmit.DspChain;

/// <summary>A core of DSP chains as it is built for two formats.</summary>
/// <remarks>
/// The chains are those that the weights' format uses: all of them for dense weights, those with multiplexers for
/// sparse ones. One core; others are copies of it.
/// </remarks>
internal sealed class ChainHardware
{
    private readonly OverflowAdjust? _adjust;

    private ChainHardware(in ChainEngine model, int low, int high)
    {
        (Model, Low, High) = (model, low, high);
        Tile = model.TileOf(low);
        _adjust = model.Packing is { Lanes: > 1, TrackedBits: 0 }
            ? new OverflowAdjust(model.Packing, model.Overflow == OverflowRule.ExcludeMinimum)
            : null;
    }

    /// <summary>The core as its closed form and its machine see it.</summary>
    public ChainEngine Model { get; }

    /// <summary>N of the two kinds of steps; the same where there is one kind, M where it is dense.</summary>
    public int Low { get; }

    /// <inheritdoc cref="Low"/>
    public int High { get; }

    /// <summary>How much of a product the core takes at once.</summary>
    public ChainTile Tile { get; }

    /// <summary>Chains that are fed in a cycle.</summary>
    public int Fed => Math.Min(Model.FedChains, Tile.Chains);

    /// <summary>Results of a chain side by side, in a step of kind <see cref="Low"/>.</summary>
    public int Slots => Model.Results(Low);

    /// <summary>Whether a bank has results of both parities, so that turns of tokens and of results fit it alike.</summary>
    public bool SwapsBanks => TakesOneToken(Low)
        && (Model.Results(Low) % 2 != 0 || Model.Results(High) % 2 != 0);

    public StreamPort ActivationPort => new("activations", WholeBytes(
        Model.Packing.ActivationBits * Model.Activations * Model.Slices));

    public StreamPort WeightPort => new("weights", WholeBytes((Fed * Model.Slices * (LaneBits + PlaceBits)) + KindBits));

    public StreamPort OutputPort => new("outputs", ChainEngine.SumBits * Model.Packing.Lanes * Tile.Chains);

    /// <summary>Bits of a slice's weights.</summary>
    public int LaneBits => Model.Packing.WeightBits * Model.Weights;

    /// <summary>Bits of a slice's place in a block; 0 where nothing is chosen.</summary>
    public int PlaceBits => Model.IsSparse(Low) ? Model.IndexBits : 0;

    /// <summary>Bits that say which kind of step a pass's weights are of.</summary>
    public int KindBits => Low < High ? 1 : 0;

    /// <summary>The module's parameters, in its order.</summary>
    public IReadOnlyList<EngineParameter> Parameters =>
    [
        new("CHAINS", Tile.Chains),
        new("FED", Fed),
        new("SLICES", Model.Slices),
        new("GROUP", Model.GroupSlices),
        new("SEGMENT", Model.SegmentSlices),
        new("KEPT_BITS", _adjust?.KeptBits ?? 0),
        new("TRACKED", Model.Packing.TrackedBits),
        new("REPAIR", Model.Overflow == OverflowRule.TrackCarries ? 1 : 0),
        new("WEIGHTS", Model.Weights),
        new("ACTIVATIONS", Model.Activations),
        new("WEIGHT_BITS", Model.Packing.WeightBits),
        new("ACTIVATION_BITS", Model.Packing.ActivationBits),
        new("SPACING", Model.Packing.Lanes > 1 ? Model.Packing.Spacing : ChainEngine.SumBits),
        new("WIDE_WEIGHTS", Model.Packing.WeightsAreWide ? 1 : 0),
        new("DSP58", Model.Packing.Primitive == DspPrimitive.Dsp58 ? 1 : 0),
        new("BLOCK", Model.Block),
        new("LOW", Low),
        new("HIGH", High),
        new("CHOSEN", Model.ChosenActivations),
        new("TOKENS", Tile.Tokens),
    ];

    /// <summary>Whether a beat of a step is one token, fewer than a slice takes.</summary>
    public bool TakesOneToken(int kept) => Model.BeatTokens(kept) < Model.Activations;

    /// <summary>What is built for a fabric and two formats.</summary>
    /// <exception cref="ArgumentException">Nothing: <see cref="ChainLimits.WhyNot"/> says why.</exception>
    public static ChainHardware For(DspChainFabric fabric, TensorFormat weights, TensorFormat activations)
    {
        if (ChainLimits.WhyNot(fabric, weights, activations) is { } reason)
        {
            throw new ArgumentException(reason, nameof(fabric));
        }

        ChainEngine model = ChainEngine.From(
            fabric, fabric.Packing.All[0], DspChainFabric.WidthOf(weights), block: weights.Sparsity?.Block) with
        {
            ActivationBits = (int)activations.Element.Bits,
        };
        return weights.Sparsity is { } sparsity
            ? new ChainHardware(model, sparsity.Low, sparsity.High)
            : new ChainHardware(model, model.Block, model.Block);
    }

    private static int WholeBytes(int bits) => (bits + 7) / 8 * 8;
}
