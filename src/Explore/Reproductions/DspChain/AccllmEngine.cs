using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions.DspChain;

/// <summary>An engine of DSP chains for AccLLM's compression on a U280; the paper's own structure is not at
/// hand.</summary>
/// <remarks>
/// 2:4 sparse 2-bit weights, 8-bit activations, a 4-bit KV cache, Lambda-shaped attention, 225 MHz. A weight's pattern
/// is its own unless the format says that neighbouring channels share one; slices multiply several weights by one
/// activation only in the second case.
/// </remarks>
/// <param name="Chains">Chains of each of three cores, of 16 slices.</param>
/// <param name="ChannelsPerCore">Channels of HBM of each core.</param>
/// <param name="CoreEfficiency">Share of the time in which no core waits for another.</param>
/// <param name="Weights">Format of the weights.</param>
internal sealed record AccllmEngine(int Chains, int ChannelsPerCore, double CoreEfficiency, string Weights)
{
    private static readonly AccelSchedule Schedule = new(Families.All);

    private Precision Precision { get; } =
        new(TensorFormat.Parse(Weights), TensorFormat.Parse("int8"), TensorFormat.Parse("int4"));

    public Design On(Technology device) => new()
    {
        Name = "accllm-u280",
        Technology = device,
        Clock = new Hertz(225e6),
        Fabric = new DspChainFabric
        {
            Cores = 3, Chains = Chains, FedChains = Chains, Groups = 8, GroupSlices = 2, SparseBlock = 4,
            Packing = Precision.Weights.Sparsity!.SharedBy == 1 ? SliceModes.Int8Pairs : SharedModes,
            Memory = new ChainMemory { ChannelsPerCore = ChannelsPerCore, CoreEfficiency = CoreEfficiency },
        },
        Buffers = new BufferSet
        {
            Weights = Bits.FromKibibytes(6144), Activations = Bits.FromKibibytes(512),
            Outputs = Bits.FromKibibytes(768),
        },
        Dram = new Dram { Type = "hbm2", Bandwidth = BytesPerSecond.FromGigabytes(460) },
        VectorUnit = new VectorUnit { Lanes = 48, RowPasses = 2 },
    };

    /// <summary>Whether it can be built.</summary>
    public bool Fits(Technology device) => FpgaFit.WhyNot(On(device).In(Precision)) is null;

    /// <summary>What a step of decode does.</summary>
    public ActivityCounts Step(Technology device, Model model, long positions)
    {
        Phase phase = Phase.Decode(1, positions);
        RunContext context = new(On(device), model, Precision, phase, 1);
        ActivityCounts counts = default;
        foreach (Operator work in WorkloadOperators.Expand(model, phase, 1, LogitsRule.Last))
        {
            counts.Add(Schedule.Time(context, work));
        }

        return counts;
    }

    /// <summary>Power while it decodes.</summary>
    public double Watts(Technology device, in ActivityCounts step) =>
        PriceList.Compile(new PriceBook(device), On(device), Precision).Price(step).Total.Value
            / (step.Cycles / On(device).Clock.Value);

    /// <summary>Bytes of all linear layers' weights, positions and scales.</summary>
    public long WeightBytes(Model model) => WorkloadOperators
        .Expand(model, Phase.Decode(1, 1), 1, LogitsRule.Last).OfType<GemmOperator>()
        .Where(gemm => !gemm.IsAttention)
        .Sum(gemm => Precision.Weights.StorageBits(gemm.N, gemm.K) * gemm.Count) / 8;

    /// <summary>Three weights share a slice where their channels share a pattern; prompts and the KV cache do not.
    /// </summary>
    private static SliceModes SharedModes { get; } = new(new SliceMode(8, 8, 1, 2), new SliceMode(2, 8, 3, 1));
}
