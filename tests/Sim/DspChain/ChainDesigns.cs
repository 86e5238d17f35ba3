using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.DspChain;

/// <summary>Designs and products for tests of the family's schedule.</summary>
internal static class ChainDesigns
{
    public static readonly ModelShape Model = new()
    {
        Name = "small", Hidden = 512, Layers = 3, Heads = 8, KvHeads = 4, HeadDim = 64, FeedForward = 1376,
        GatedFeedForward = true, Vocabulary = 1000,
    };

    public static readonly Precision Precision =
        new(TensorFormat.Parse("int4/128"), TensorFormat.Parse("int8"), TensorFormat.Parse("int8"));

    public static readonly DspChainFabric Fabric = new()
    {
        Cores = 3, Chains = 16, Groups = 4, GroupSlices = 2, FedChains = 8, SparseBlock = 8, TokenTile = 8,
    };

    public static Design Of(DspChainFabric fabric, double gigabytes = 20, double activationKibibytes = 64) => new()
    {
        Name = "chains",
        Technology = Technology.None,
        Clock = new Hertz(225e6),
        Fabric = fabric,
        Buffers = new BufferSet
        {
            Weights = Bits.FromKibibytes(256), Activations = new Bits((long)(activationKibibytes * 8192)),
            Outputs = Bits.FromKibibytes(64),
        },
        Dram = new Dram { Type = "hbm2", Bandwidth = BytesPerSecond.FromGigabytes(gigabytes) },
    };

    public static RunContext Context(Design design, Phase phase, Precision? precision = null, long batch = 1) =>
        new(design, Model, precision ?? Precision, phase, batch);

    public static GemmOperator Find(string name, Phase phase, long batch = 1) => WorkloadOperators
        .Expand(Model, phase, batch, LogitsRule.All).OfType<GemmOperator>().Single(gemm => gemm.Name == name);
}
