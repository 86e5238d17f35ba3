using System.Globalization;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Sparse;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;

namespace Accel.Arch.Designs.DspChain;

/// <summary>
/// Cores of chains of DSP slices on an FPGA, dense and N:M sparse (FlightLLM, arXiv 2401.03868; AccLLM, 2505.03745).
/// </summary>
/// <remarks>
/// A chain computes dot products: its slices hold weights, and activations pass. Slices are joined in groups by the
/// cascade, and groups by a path that can be opened, so that a chain is one long dot product over a dense block or
/// several short ones over a sparse block, each over the weights that are kept. Output channels are spread over chains
/// and cores; several products share a slice (<see cref="SliceMode"/>).
/// </remarks>
public sealed partial record DspChainFabric : Fabric
{
    public const string KindName = "dsp-chain";

    public override string Kind => KindName;

    public DspPrimitive Primitive { get; init; } = DspPrimitive.Dsp48E2;

    /// <summary>Cores, one for each super logic region; a matrix's output channels are spread over them.</summary>
    public int Cores { get; init; } = 3;

    /// <summary>Chains of a core.</summary>
    public int Chains { get; init; } = 128;

    /// <summary>Groups of a chain.</summary>
    public int Groups { get; init; } = 8;

    /// <summary>Slices of a group, joined by the cascade.</summary>
    public int GroupSlices { get; init; } = 2;

    /// <summary>How slices are set; the engine takes the fastest mode that holds an operator's formats.</summary>
    public SliceModes Packing { get; init; } = SliceModes.Int8Pairs;

    public OverflowRule Overflow { get; init; } = OverflowRule.ExcludeMinimum;

    /// <summary>M of N:M: activations that the multiplexer of a slice chooses from; 0 in a dense chain.</summary>
    public int SparseBlock { get; init; }

    /// <summary>
    /// Chains of a core whose slices have multiplexers; null gives them to those that are fed in one cycle.
    /// </summary>
    /// <remarks>
    /// Where weights pass only the chains that are fed are at work. Multiplexers of M = 16 for both activations of a
    /// pair in all chains would take twice the LUTs that FlightLLM's whole matrix engine has (docs/fpga.md).
    /// </remarks>
    public int? MultiplexedChains { get; init; }

    /// <summary>Activations of a slice that its multiplexers choose; the others are those of a dense chain.</summary>
    public int MultiplexedActivations { get; init; } = 1;

    /// <summary>Chains of a core whose slices choose activations; none in a dense engine.</summary>
    public int ChoosingChains => SparseBlock == 0 ? 0 : Math.Min(Chains, MultiplexedChains ?? FedChains);

    /// <summary>
    /// Sets of accumulators of a chain, each of which takes the sums of W x A lanes a cycle.
    /// </summary>
    /// <remarks>
    /// A chain that holds several results side by side hands over as many lanes of them in a cycle as its sets have
    /// adders: one token of two results fits the two lanes of a pair, two tokens take two cycles or two sets.
    /// </remarks>
    public int ResultSets { get; init; } = 1;

    /// <summary>The most results that any chain has side by side: one weight kept of sixteen.</summary>
    internal const int MaximumResultSets = 16;

    /// <summary>Chains of a core whose slices the weight buffer can fill with weights in one cycle.</summary>
    /// <remarks>
    /// What bounds a matrix-vector product: FlightLLM's cores have 1024 multiply-accumulates then, 64 chains of 16.
    /// </remarks>
    public int FedChains { get; init; } = 64;

    /// <summary>
    /// Tokens whose sums a core keeps while weights pass: of each of a chain's W lanes, in all its sets. Results side
    /// by side share them.
    /// </summary>
    public int TokenTile { get; init; } = 16;

    public ChainMemory Memory { get; init; } = new();

    public ProgramBuckets Programs { get; init; } = new();

    /// <summary>Slices of a chain.</summary>
    public int ChainSlices => Groups * GroupSlices;

    /// <summary>How a chain splits over a sparse block.</summary>
    public ChainShape Shape => new(Groups, GroupSlices);

    /// <summary>Slices of all cores.</summary>
    public long Slices => (long)Cores * Chains * ChainSlices;

    /// <inheritdoc/>
    /// <remarks>FlightLLM computes the blocks of attention that its masks keep, and no others.</remarks>
    public override bool TakesAttentionMasks => true;

    /// <inheritdoc/>
    public override Precision DefaultPrecision { get; } =
        new(TensorFormat.Parse("int4/128"), TensorFormat.Parse("int8"), TensorFormat.Parse("int8"));

    /// <inheritdoc/>
    public override IReadOnlyList<string> RequiredPrices => [];

    /// <inheritdoc/>
    public override string? WhyNotOn(Technology technology) => technology.Device is null
        ? "a DSP-chain fabric is built of the slices of an FPGA: name a device instead of a technology"
        : technology.Device.DspSlice is { Length: > 0 } slice && slice != Primitive.Name
            ? $"fabric.primitive: {technology.Name} has slices of {slice}, not {Primitive}"
        : WhyNotBuilt();

    /// <inheritdoc/>
    public override double? DramEfficiency => Memory.OwnShare(Cores);

    /// <inheritdoc/>
    public override double? LeastDramEfficiency => Math.Min(Memory.OwnShare(Cores), Memory.CrossingShare(Cores));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        string.Create(CultureInfo.InvariantCulture,
            $"{Cores} cores read weights from {Cores * Memory.ChannelsPerCore} of {Memory.Channels} channels at "
                + $"{Memory.OwnEfficiency} of their bandwidth, and the KV cache at {Memory.CrossingEfficiency}: "
                + $"figures "
                + $"of the design; FlightLLM's artifact has 0.70 and 0.35"),
        string.Create(CultureInfo.InvariantCulture,
            $"no core waits for another in {Memory.CoreEfficiency} of the time, and {Memory.Overlap} of what can be "
                + $"hidden of loading and computing is: figures of the design; FlightLLM's artifact implies 0.8"),
        "the size of programs is calibrated to those of FlightLLM's artifact",
    ];

    /// <summary>The packing of a mode under the design's overflow rule; null when it does not fit the slice.</summary>
    public DspPacking? PackingOf(SliceMode mode) => Overflow == OverflowRule.TrackCarries
        ? DspPacking.DeriveTracked(Primitive, mode.WeightBits, mode.ActivationBits, mode.Weights, mode.Activations)
        : DspPacking.Derive(Primitive, mode.WeightBits, mode.ActivationBits, mode.Weights, mode.Activations);

    /// <summary>
    /// Slices after which a packed word is adjusted: whole groups, at most the chain; 0 when a lane does not hold the
    /// products of one group, or the mode does not fit.
    /// </summary>
    public int SegmentSlices(SliceMode mode)
    {
        if (PackingOf(mode) is not { } packing)
        {
            return 0;
        }

        long sums = packing.Lanes == 1 || packing.TrackedBits > 0 ? long.MaxValue
            : packing.MaximumSums(Overflow == OverflowRule.ExcludeMinimum);
        return (int)Math.Min(ChainSlices, sums / GroupSlices * GroupSlices);
    }

    /// <summary>Why chains cannot be set to a mode, whether or not the design names it; null when they can.</summary>
    public string? WhyNotSet(SliceMode mode)
    {
        if (PackingOf(mode) is not { } packing)
        {
            return $"fabric.packing: {mode} does not fit the ports of a {Primitive}";
        }

        if (SegmentSlices(mode) == 0)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"fabric.packing: the lanes of {mode} hold fewer products than a group has slices ({GroupSlices})");
        }

        long top = packing.TopSums(Overflow == OverflowRule.ExcludeMinimum);
        return ChainSlices > top
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.packing: the top lane of {mode}, which nothing adjusts, holds {top} products, fewer than a "
                + $"chain has slices ({ChainSlices})")
            : null;
    }

    /// <summary>Why the geometry and the modes cannot be built, or null when they can.</summary>
    public string? WhyNotBuilt()
    {
        foreach (SliceMode mode in Packing.All)
        {
            if (WhyNotSet(mode) is { } reason)
            {
                return reason;
            }
        }

        return SparseBlock > 0 && ChainSlices % SparseBlock != 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.sparse-block: a chain of {ChainSlices} slices is not whole blocks of {SparseBlock}")
        : FedChains > Chains
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.fed-chains: {FedChains} chains cannot be fed where a core has {Chains}")
        : MultiplexedChains > Chains
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.multiplexed-chains: {MultiplexedChains} chains have multiplexers where a core has {Chains}")
        : MultiplexedActivations > MaximumActivations
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.multiplexed-activations: {MultiplexedActivations} are chosen where no mode has more than "
                + $"{MaximumActivations} in a slice")
        : ResultSets is < 1 or > MaximumResultSets
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.result-sets: a chain has 1 to {MaximumResultSets} sets of accumulators, not {ResultSets}")
        : Memory.ChannelsPerCore * Cores > Memory.Channels
            ? string.Create(CultureInfo.InvariantCulture,
                $"fabric.memory: {Cores} cores of {Memory.ChannelsPerCore} channels want more than {Memory.Channels}")
        : null;
    }

    /// <inheritdoc/>
    /// <remarks>Dequantizers are built for widths, and for the scales of groups where there are.</remarks>
    public override long PriceKey(Precision precision) =>
        (((KeyOf(precision.Weights) * 32) + KeyOf(precision.KvCache)) * 32)
            + (precision.Head is { } head ? KeyOf(head) : 31);

    private static long KeyOf(TensorFormat format) => (2L * WidthOf(format)) + (format.GroupSize > 0 ? 1 : 0);

    /// <inheritdoc/>
    /// <remarks>
    /// Each core has a weight buffer; a mix is as wide as its wider format. A slice takes the position of a sparse
    /// weight in its block beside it.
    /// </remarks>
    public override long WeightPortBits(TensorFormat weights) => (long)Cores * FedChains * ChainSlices
        * ((MaximumWeights * WidthOf(weights)) + (weights.Sparsity?.IndexBits ?? 0));

    /// <inheritdoc/>
    /// <remarks>Every core reads all activations.</remarks>
    public override long ActivationPortBits(TensorFormat activations) =>
        (long)Cores * ChainSlices * MaximumActivations * (long)activations.Element.Bits;

    private int MaximumActivations
    {
        get
        {
            int most = 1;
            foreach (SliceMode mode in Packing.All)
            {
                most = Math.Max(most, mode.Activations);
            }

            return most;
        }
    }

    private int MaximumWeights
    {
        get
        {
            int most = 1;
            foreach (SliceMode mode in Packing.All)
            {
                most = Math.Max(most, mode.Weights);
            }

            return most;
        }
    }
}
