using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Tests.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.TableLookup;

/// <summary>Runs of table-lookup designs.</summary>
internal static class LookupRuns
{
    private static readonly Precision Ternary =
        new(TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("fp16"));

    public static RunContext Context(Design design, Phase phase, ModelShape model) =>
        new(design, model, Ternary, phase, 1);

    /// <summary>A small engine and model, with buffers down to less than a channel's vectors.</summary>
    public static RunContext Random(Random random, Phase phase)
    {
        Bits Buffer() => new((long)Math.ScaleB(1 + random.NextDouble(), random.Next(8, 17)));
        Design design = new()
        {
            Name = "random",
            Technology = Shipped.Technology,
            Fabric = new TableLookupFabric
            {
                Group = random.Next(1, 4), Tables = random.Next(1, 7), Lookups = random.Next(1, 9),
                Variant = (LookupVariant)random.Next(3), OverlapsBuild = random.Next(2) == 0,
                OverlapsLoad = random.Next(2) == 0,
                Interval = random.Next(3) == 0 ? random.Next(2, 65) : 1,
            },
            Buffers = new BufferSet { Weights = Buffer(), Activations = Buffer(), Outputs = Buffer() },
            Dram = new Dram
            {
                Bandwidth = BytesPerSecond.FromGigabytes(Math.ScaleB(0.5 + random.NextDouble(), random.Next(0, 7))),
                Efficiency = 0.3 + (0.7 * random.NextDouble()),
            },
        };
        return Context(design, phase, RandomRuns.Model(random));
    }

    public static GemmOperator Gemm(long m, long k, long n) =>
        new() { Name = "gemm", Role = OperatorRole.Linear, Layers = 1, M = m, K = k, N = n };

    public static IEnumerable<GemmOperator> Linears(in RunContext context) =>
        RandomRuns.Operators(context).OfType<GemmOperator>().Where(gemm => !gemm.IsAttention);
}
