using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.Ant2022;

namespace Accel.Explore.Reproductions.Ant;

/// <summary>What layers take on an accelerator: cycles, and the energies that ANT's simulator reports.</summary>
internal readonly record struct AntResult(long Cycles, Ant2022Breakdown Energy)
{
    private const double JoulesPerNanojoule = 1e-9;

    private static readonly Ant2022Schedule Schedule = new();

    /// <summary>The layers hold whole products; nothing of a phase but that it is one is asked.</summary>
    private static readonly Phase OnePass = Phase.Prefill(1);

    public Joules Total => new(Energy.Total * JoulesPerNanojoule);

    /// <summary>Runs the layers one after another.</summary>
    public static AntResult Run(AntAccelerator accelerator, Technology technology, IEnumerable<AntLayer> layers)
    {
        Design design = accelerator.Design(technology);
        ActivityCounts counts = default;
        foreach (AntLayer layer in layers)
        {
            TensorFormat format = new(new IntegerFormat(layer.Bits, IntegerKind.Signed), 0, ScaleFormat.Fp16);
            Precision precision = new(format, format, format);
            counts.Add(Schedule.Time(new RunContext(design, NoModel, precision, OnePass, 1), layer.Operator));
        }

        return new AntResult(
            counts.Cycles,
            Ant2022Energies.Of(design, SystolicPe.ExponentInteger).Reported(counts, accelerator.ActivationFactor));
    }

    /// <summary>Stands where a schedule might ask for the model around an operator; this one does not.</summary>
    private static ModelShape NoModel { get; } = new()
    {
        Name = "layers", Hidden = 1, Layers = 1, Heads = 1, KvHeads = 1, HeadDim = 1, FeedForward = 1,
        GatedFeedForward = false, Vocabulary = 1,
    };
}
