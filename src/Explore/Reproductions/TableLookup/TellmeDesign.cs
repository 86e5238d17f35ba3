using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions.TableLookup;

/// <summary>TeLLMe's two versions as designs, and the time that they take for one phase of a model.</summary>
/// <param name="Tables">T, as published.</param>
/// <param name="Lookups">Q, inferred.</param>
/// <param name="Interval">Cycles from one lookup to the next, inferred.</param>
/// <param name="DecodeLanes">Lanes of decode attention; 0 when the unit of prefill does it.</param>
internal sealed record TellmeDesign(string Version, int Tables, int Lookups, int Interval, int DecodeLanes)
{
    /// <summary>
    /// v2 (arXiv 2510.15926): T = 28. Of Q = 6, 8, 12, 16, 24, 32 and 48 full tables of 24 are nearest to the published
    /// LUTs; a lookup every fourth cycle is then nearest to the TTFT at 64 tokens.
    /// </summary>
    public static readonly TellmeDesign V2 = new("v2", 28, 24, 4, 16);

    /// <summary>v1 (arXiv 2504.16266): T = 32; Q = 4 a cycle is nearest to its TTFT, its LUTs fit no Q.</summary>
    public static readonly TellmeDesign V1 = new("v1", 32, 4, 1, 0);

    private static readonly Hertz Clock = new(250e6);

    private static readonly AccelSchedule Schedule = new(Families.All);

    /// <summary>The design on a KV260: the shipped <c>tellme-kv260</c> for v2.</summary>
    public Design On(Technology device) => new()
    {
        Name = $"tellme-{Version}",
        Technology = device,
        Clock = Clock,
        Fabric = new TableLookupFabric
        {
            Group = 3, Tables = Tables, Lookups = Lookups, Interval = Interval,
            Attention = new AttentionUnit { Queries = 4, Lanes = 2, DecodeLanes = DecodeLanes },
        },
        Buffers = new BufferSet
        {
            Weights = Bits.FromKibibytes(1536), Activations = Bits.FromKibibytes(64), Outputs = Bits.FromKibibytes(32),
        },
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(19.2), Efficiency = 0.83 },
        VectorUnit = new VectorUnit { Lanes = 16 },
        Processor = new Processor { Bandwidth = BytesPerSecond.FromGigabytes(6.3) },
        Precision = new PrecisionOverride(
            TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("fp16"),
            TensorFormat.Parse("fp16")),
    };

    /// <summary>Seconds of all operators of a phase, the head of its last token among them.</summary>
    public double Seconds(Technology device, ModelShape model, Phase phase) =>
        Count(On(device), model, phase).Cycles / Clock.Value;

    /// <summary>What all operators of a phase do.</summary>
    public static ActivityCounts Count(Design design, ModelShape model, Phase phase)
    {
        RunContext context = new(design, model, design.Precision.Over(design.Fabric.DefaultPrecision), phase, 1);
        ActivityCounts counts = default;
        foreach (Operator work in WorkloadOperators.Expand(model, phase, 1, LogitsRule.Last))
        {
            counts.Add(Schedule.Time(context, work));
        }

        return counts;
    }
}
