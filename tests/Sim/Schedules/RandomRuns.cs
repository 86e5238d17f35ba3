using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Schedules;

/// <summary>Seeded small designs and models, with buffers down to less than a fold's operands.</summary>
internal static class RandomRuns
{
    private static readonly string[] Formats =
        ["int8", "int8/8", "int8/16", "int6/8@fp16", "int4-asym/16", "fp4-er-ea/16", "fp3-er-ea/8", "int5/24"];

    public static Design Design(Random random)
    {
        int lanes = 1 << random.Next(4);
        return new Design
        {
            Name = "random",
            Technology = Shipped.Technology,
            Fabric = new BitSerialFabric
            {
                Rows = random.Next(1, 9),
                Columns = random.Next(1, 9),
                TileRows = random.Next(1, 9),
                TileColumns = random.Next(1, 9),
                Lanes = lanes,
                GroupSize = lanes * random.Next(1, 6),
            },
            Buffers = new BufferSet { Weights = Buffer(random), Activations = Buffer(random), Outputs = Buffer(random) },
            Dram = new Dram
            {
                Bandwidth = BytesPerSecond.FromGigabytes(Math.ScaleB(0.25 + random.NextDouble(), random.Next(-1, 7))),
                Efficiency = 0.3 + (0.7 * random.NextDouble()),
            },
            VectorUnit = new VectorUnit { Lanes = random.Next(1, 40), Latency = random.Next(20) },
        };
    }

    public static ModelShape Model(Random random)
    {
        long kvHeads = random.Next(1, 4);
        return new ModelShape
        {
            Name = "random",
            Hidden = random.Next(1, 60),
            Layers = random.Next(1, 4),
            Heads = kvHeads * random.Next(1, 6),
            KvHeads = kvHeads,
            HeadDim = random.Next(1, 40),
            FeedForward = random.Next(1, 80),
            GatedFeedForward = random.Next(2) == 0,
            Vocabulary = random.Next(1, 90),
        };
    }

    /// <summary>A format whose groups hold whole beats of the design's lanes.</summary>
    public static TensorFormat Format(Random random, Design design)
    {
        while (true)
        {
            TensorFormat format = TensorFormat.Parse(Formats[random.Next(Formats.Length)]);
            if (design.Fabric.WhyNot(format, Fp16) is null)
            {
                return format;
            }
        }
    }

    public static RunContext Context(Random random, Phase phase)
    {
        Design design = Design(random);
        return new RunContext(
            design, Model(random), new Precision(Format(random, design), Fp16, Format(random, design)), phase,
            random.Next(1, 4));
    }

    /// <summary>A run on a systolic array of any dataflow, perhaps of PEs that are taken apart.</summary>
    public static RunContext Systolic(Random random, Phase phase)
    {
        Design design = Design(random);
        bool splits = random.Next(2) == 0;
        SystolicFabric fabric = new()
        {
            Rows = random.Next(1, 9), Columns = random.Next(1, 9), Dataflow = (Dataflow)random.Next(3),
            SplitTo = splits ? 4 : null, AccumulatorBits = random.Next(2) == 0 ? 32 : random.Next(16, 49),
        };
        string[] formats = splits ? ["int8", "int4", "flint4", "ovp-int4", "ovp-int8"] : ["int8", "ternary", "ovp-int4"];
        TensorFormat Any() => TensorFormat.Parse(formats[random.Next(formats.Length)]);
        Precision precision = new(Any(), TensorFormat.Parse(random.Next(2) == 0 ? "int8" : "ovp-int4"), Any());
        return new RunContext(design with { Fabric = fabric }, Model(random), precision, phase, random.Next(1, 4));
    }

    public static IEnumerable<Operator> Operators(in RunContext context) =>
        WorkloadOperators.Expand(context.Model, context.Phase, context.Batch, LogitsRule.All);

    public static TensorFormat Fp16 { get; } = TensorFormat.Parse("fp16");

    private static Bits Buffer(Random random) => new((long)Math.ScaleB(1 + random.NextDouble(), random.Next(7, 17)));
}
