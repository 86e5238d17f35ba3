using Accel.Arch.Yaml;

namespace Accel.Arch.Designs.DspChain;

/// <summary>The keys of a <c>fabric</c> of kind <c>dsp-chain</c>.</summary>
internal static class DspChainSchema
{
    private static readonly Schema<ChainMemory> Memory = new Schema<ChainMemory>(() => new ChainMemory())
        .Value("channels", "Channels of the memory; its bandwidth is that of all of them.", Kinds.Whole(1, 256),
            (memory, value) => memory with { Channels = value })
        .Value("channels-per-core", "Channels that each core reads its weights from.", Kinds.Whole(1, 256),
            (memory, value) => memory with { ChannelsPerCore = value })
        .Value("own-efficiency", "Share of a channel's bandwidth that a core reaches in its own channels.",
            Kinds.Number(0.01, 1), (memory, value) => memory with { OwnEfficiency = value })
        .Value("crossing-efficiency", "Share that transfers across channels reach: those of the KV cache.",
            Kinds.Number(0.01, 1), (memory, value) => memory with { CrossingEfficiency = value })
        .Value("overlap", "How much of loading and computing is at the same time, from 0 to 1.", Kinds.Number(0, 1),
            (memory, value) => memory with { Overlap = value })
        .Value("core-efficiency", "Share of the time in which no core waits for another.", Kinds.Number(0.01, 1),
            (memory, value) => memory with { CoreEfficiency = value });

    private static readonly Schema<ProgramBuckets> Programs = new Schema<ProgramBuckets>(() => new ProgramBuckets())
        .Value("decode-bucket", "Contexts that share a decode program.", Kinds.Whole(1, 65_536),
            (buckets, value) => buckets with { DecodeLengths = value })
        .Value("prefill-bucket", "Prompt lengths that share a prefill program.", Kinds.Whole(1, 65_536),
            (buckets, value) => buckets with { PrefillLengths = value });

    public static readonly Schema<DspChainFabric> Instance = new Schema<DspChainFabric>(() =>
        new DspChainFabric())
        .Value("primitive", "The DSP slice of the device.",
            Kinds.Choice([.. DspPrimitive.All.Select(primitive => (primitive.Name, primitive))]),
            (fabric, value) => fabric with { Primitive = value })
        .Value("cores", "Cores, one for each super logic region.", Kinds.Whole(1, 16),
            (fabric, value) => fabric with { Cores = value })
        .Value("chains", "Chains of a core.", Kinds.Whole(1, 4096),
            (fabric, value) => fabric with { Chains = value })
        .Value("groups", "Groups of a chain.", Kinds.Whole(1, 64),
            (fabric, value) => fabric with { Groups = value })
        .Value("slices", "Slices of a group.", Kinds.Whole(1, 64),
            (fabric, value) => fabric with { GroupSlices = value })
        .Value("packing", "How slices are set: weight and activation bits of a lane, weights x activations of a slice.",
            SliceModesKind.Instance, (fabric, value) => fabric with { Packing = value })
        .Value("overflow", "How packed sums stay exact along a chain.",
            Kinds.Choice(
                ("drain-every", OverflowRule.DrainEvery), ("exclude-min", OverflowRule.ExcludeMinimum),
                ("track-carries", OverflowRule.TrackCarries)),
            (fabric, value) => fabric with { Overflow = value })
        .Value("sparse-block", "M of N:M sparsity that slices can choose activations from; 0 in a dense chain.",
            Kinds.Choice(("0", 0), ("4", 4), ("8", 8), ("16", 16)),
            (fabric, value) => fabric with { SparseBlock = value })
        .Value("multiplexed-chains", "Chains of a core whose slices choose; those that are fed when left out.",
            Kinds.Whole(1, 4096), (fabric, value) => fabric with { MultiplexedChains = value })
        .Value("multiplexed-activations", "Activations of a slice that its multiplexers choose.",
            Kinds.Whole(1, 8), (fabric, value) => fabric with { MultiplexedActivations = value })
        .Value("result-sets", "Sets of accumulators of a chain, each of which takes the sums of all lanes a cycle.",
            Kinds.Whole(1, DspChainFabric.MaximumResultSets), (fabric, value) => fabric with { ResultSets = value })
        .Value("fed-chains", "Chains of a core that the weight buffer fills with weights in one cycle.",
            Kinds.Whole(1, 4096), (fabric, value) => fabric with { FedChains = value })
        .Value("token-tile", "Tokens whose sums a core keeps while weights pass.", Kinds.Whole(1, 4096),
            (fabric, value) => fabric with { TokenTile = value })
        .Section("memory", "How cores reach the off-chip memory.", Memory, fabric => fabric.Memory,
            (fabric, value) => fabric with { Memory = value })
        .Section("programs", "Which lengths share a program; a figure of a run's report, not of its time.", Programs,
            fabric => fabric.Programs, (fabric, value) => fabric with { Programs = value });
}
