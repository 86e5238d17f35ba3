using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions.DspChain;

/// <summary>FlightLLM on one of its two boards, by the figures of its paper and artifact.</summary>
/// <remarks>
/// A core is the same on both: 128 chains of 16 slices, two tokens a slice, 64 chains fed a cycle, 16 lanes of the
/// special-function unit, eight channels of HBM.
/// </remarks>
/// <param name="Cores">Three on the U280, one for each region; four in the artifact's profile of the VHK158.</param>
/// <param name="Gigabytes">Peak bandwidth in GB/s.</param>
/// <param name="Sparse">The layers whose weights are sparse; none when empty.</param>
internal sealed record FlightllmDesign(string Board, int Cores, double Gigabytes, IReadOnlyList<string> Sparse)
{
    /// <summary>
    /// Whether every chain computes sparse products of both its tokens at the full rate, as the artifact's times have
    /// it; the paper's table of resources has no room for that (docs/fpga.md).
    /// </summary>
    private bool SparseAtFullRate => Sparse.Count > 0;

    /// <summary>The board run: 3.43 GB of parameters are 4.07 bits for each of 6.74e9, so none of them
    /// sparse.</summary>
    public static readonly FlightllmDesign U280 = new("u280", 3, 460, []);

    /// <summary>The artifact's profile; its layer list has sparse query and key projections, 0.7 of them
    /// kept.</summary>
    public static readonly FlightllmDesign Vhk158 = new("vhk158", 4, 819.2, ["q_proj", "k_proj"]);

    /// <summary>What the artifact implies of its four cores, which it counts as 3.2.</summary>
    public const double CoreEfficiency = 0.8;

    private static readonly AccelSchedule Schedule = new(Families.All);

    /// <summary>The design on its board: the shipped <c>flightllm-u280</c> for the U280.</summary>
    public Design On(Technology device, double coreEfficiency = CoreEfficiency) => new()
    {
        Name = $"flightllm-{Board}",
        Technology = device,
        Clock = new Hertz(225e6),
        Fabric = new DspChainFabric
        {
            Cores = Cores, Chains = 128, Groups = 8, GroupSlices = 2, SparseBlock = 16, FedChains = 64,
            MultiplexedChains = SparseAtFullRate ? 128 : null, MultiplexedActivations = SparseAtFullRate ? 2 : 1,
            ResultSets = SparseAtFullRate ? 8 : 1,
            Memory = new ChainMemory { CoreEfficiency = coreEfficiency },
        },
        Buffers = new BufferSet
        {
            Weights = Bits.FromKibibytes(8192L * Cores), Activations = Bits.FromKibibytes(128),
            Outputs = Bits.FromKibibytes(128L * Cores), Banks = 16,
        },
        Dram = new Dram { Type = "hbm2", Bandwidth = BytesPerSecond.FromGigabytes(Gigabytes) },
        VectorUnit = new VectorUnit { Lanes = 16 * Cores, RowPasses = 2 },
    };

    /// <summary>The formats: what is sparse keeps 11.2 of 16 on average, as the artifact's 0.7 has it.</summary>
    public Precision Precision => new(
        TensorFormat.Parse(Sparse.Count > 0 ? "int4/128~11.2:16" : "int4/128"), TensorFormat.Parse("int8"),
        TensorFormat.Parse("int8"))
    {
        SparseLayers = Sparse.Count > 0 ? new SparseLayers(Sparse) : null,
    };

    /// <summary>What all operators of a phase do, the head of all its tokens among them.</summary>
    public ActivityCounts Count(
        Technology device, Model model, Phase phase, double coreEfficiency = CoreEfficiency)
    {
        RunContext context = new(On(device, coreEfficiency), model, Precision, phase, 1);
        ActivityCounts counts = default;
        foreach (Operator work in WorkloadOperators.Expand(model, phase, 1, LogitsRule.All))
        {
            counts.Add(Schedule.Time(context, work));
        }

        return counts;
    }
}
