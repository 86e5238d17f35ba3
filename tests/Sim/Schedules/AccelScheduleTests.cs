using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;
using Accel.Sim.Schedules;
using Accel.Tests.Sim.BitSerial;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Schedules;

public class AccelScheduleTests
{
    private static readonly ISchedule Schedule = ScheduleList.Get("accel");

    [Test]
    public void Time_NineFoldsByHand_OverlapAsDrawn()
    {
        // 2 x 2 PEs in one tile, two lanes, INT4 (two terms) in groups of 8 with INT8 scales; M = 6, K = 8, N = 6; DRAM
        // moves 16 bits a cycle. A fold is 2 tokens x 2 channels: 4 beats x 2 terms = 8 cycles, and 14 more to its last
        // output (3 of pipeline, 8 of dequantization, 2 rows, 1 of output).
        //
        // Weights of 2 channels: 2 x (8 x 4 + 8 + 16) = 112 bits, 7 cycles; half of the weight buffer holds just them.
        // Activations of 2 tokens: 2 x 8 x 16 = 256 bits, 16 cycles; the buffer holds all six tokens', in halves of
        // one fold. Outputs of a fold: 4 x 16 = 64 bits, 4 cycles; the whole result is too large to stay on chip.
        //
        //   DRAM   w0 a0 | a1  | s0 a2 | s1 w1 | s2  | s3  | s4 w2 | s5  | s6  | s7  | s8
        //   cycles  23     16    20      11      4     4     11      4     4     4     4
        //   fabric       | f0  | f1    | f2    | f3  | f4  | f5    | f6  | f7  | f8  |
        //   slot    23     16    20      11      8     8     11      8     8     8     4
        //
        // Together 125, and the last fold's 14 cycles of drain. Tokens outside and channels inside would take
        // 23 + 8 + 11 + 20 + 8 + 8 + 20 + 8 + 8 + 8 + 4 = 126.
        RunContext context = Context(HandDesign, "int4/8");
        GemmOperator gemm = Gemm(6, 8, 6);
        ActivityCounts counts = Schedule.Time(context, gemm);
        Assert.That(counts, Is.EqualTo(new ActivityCounts
        {
            Cycles = 125 + 14,
            ComputeCycles = (9 * 8) + 14,
            DramCycles = 23 + 16 + 16 + 7 + 7 + (9 * 4),
            Macs = 6 * 8 * 6,
            PeActiveCycles = 9 * 4 * 8,
            PeIdleCycles = 14 * 4,
            EncoderCycles = 9 * 8,
            AccumulatorUpdates = 6 * 6,
            WeightReads = 3 * 6 * 8,
            WeightReadBits = 3 * 6 * ((8 * 4) + 8),
            WeightWriteBits = 3 * 112,
            ActivationReads = 3 * 6 * 8,
            ActivationReadBits = 3 * 6 * 8 * 16,
            ActivationWriteBits = 3 * 256,
            OutputWrites = 6 * 6,
            OutputWriteBits = 9 * 64,
            OutputReadBits = 9 * 64,
            DramReadBytes = ((3 * 112) + (3 * 256)) / 8,
            DramWriteBytes = 9 * 64 / 8,
        }));
        Assert.That(GemmPlans.Of(context, gemm), Is.EqualTo(
            new TilePlan { WeightsOuter = true, BlockM = 2, BlockN = 2, OuterStays = true, InnerStays = true }));
    }

    [Test]
    public void Time_GemmWithKWhole_ComputesForTheMachinesCycles()
    {
        // However it is cut into blocks: folds follow one another without a gap, and only the last one drains.
        var random = new Random(51);
        int several = 0;
        for (int i = 0; i < 500; i++)
        {
            (RunContext context, GemmOperator gemm) = Linear(random, 14, 40);
            TilePlan plan = GemmPlans.Of(context, gemm);
            if (plan.ChunkK == 0)
            {
                Assert.That(Schedule.Time(context, gemm).ComputeCycles,
                    Is.EqualTo(Stepped(context, random, gemm.M, gemm.K, gemm.N)), $"case {i} {gemm} {plan}");
                several += plan.BlockM < gemm.M || plan.BlockN < gemm.N ? 1 : 0;
            }
        }

        Assert.That(several, Is.GreaterThan(100));
    }

    [Test]
    public void Time_GemmWithKCut_ComputesForTheMachinesIntervalsOfEachChunkAndOneDrain()
    {
        // The interval of a fold is what the machine takes longer for two of them.
        var random = new Random(53);
        int held = 0;
        for (int i = 0; i < 3000 && held < 60; i++)
        {
            (RunContext context, GemmOperator gemm) = Linear(random, 14, 90);
            TilePlan plan = GemmPlans.Of(context, gemm);
            if (plan.ChunkK == 0)
            {
                continue;
            }

            var fabric = (BitSerialFabric)context.Design.Fabric;
            long tokenFolds = (gemm.M + fabric.Columns - 1) / fabric.Columns;
            long intervals = 0;
            for (long k = 0; k < gemm.K; k += plan.ChunkK)
            {
                long chunk = Math.Min(plan.ChunkK, gemm.K - k);
                for (long n = 0; n < gemm.N; n += fabric.Rows)
                {
                    long rows = Math.Min(fabric.Rows, gemm.N - n);
                    intervals += tokenFolds * (Stepped(context, random, 2 * fabric.Columns, chunk, rows)
                        - Stepped(context, random, fabric.Columns, chunk, rows));
                }
            }

            BlockTime whole = BitSerialTiming.Time(
                BitSerialArray.From(fabric, context.Precision.Weights), gemm.M, gemm.K, gemm.N);
            Assert.That(Schedule.Time(context, gemm).ComputeCycles,
                Is.EqualTo(intervals + whole.Cycles - whole.Interval), $"case {i} {gemm} {plan}");
            held++;
        }

        Assert.That(held, Is.EqualTo(60));
    }

    [Test]
    public void Time_AnyRun_KeepsToItsResourcesAndItsCompulsoryTraffic()
    {
        var random = new Random(57);
        for (int i = 0; i < 400; i++)
        {
            RunContext context = RandomRuns.Context(random, RandomPhase(random));
            PriceList prices = PriceList.Compile(new PriceBook(Shipped.Technology), context.Design, context.Precision);
            foreach (Operator work in RandomRuns.Operators(context))
            {
                ActivityCounts counts = Schedule.Time(context, work);
                string what = $"case {i} {work}";
                Assert.That(counts.Cycles, Is.GreaterThanOrEqualTo(Math.Max(counts.ComputeCycles, counts.DramCycles)), what);
                Assert.That(counts.Cycles, Is.Positive, what);
                EnergyBreakdown energy = prices.Price(counts);
                Assert.That(
                    new[] { energy.Compute.Value, energy.Sram.Value, energy.Dram.Value, energy.Static.Value },
                    Has.All.GreaterThanOrEqualTo(0), what);
                if (work is GemmOperator gemm)
                {
                    Assert.That(counts.DramReadBytes * 8, Is.GreaterThanOrEqualTo(CompulsoryBits(context, gemm)), what);
                    Assert.That(counts.Macs, Is.EqualTo(Macs(context.Phase, gemm)), what);
                    Assert.That(counts.PeIdleCycles, Is.GreaterThanOrEqualTo(0), what);
                }
            }
        }
    }

    [Test]
    public void Time_TwiceTheLayers_IsTwiceEverything()
    {
        var random = new Random(59);
        for (int i = 0; i < 200; i++)
        {
            RunContext context = RandomRuns.Context(random, RandomPhase(random));
            foreach (Operator work in RandomRuns.Operators(context))
            {
                ActivityCounts expected = default;
                expected.AddTimes(Schedule.Time(context, work), 2);
                Assert.That(Schedule.Time(context, work with { Layers = work.Layers * 2 }), Is.EqualTo(expected));
            }
        }
    }

    [TestCase("bandwidth", false)]
    [TestCase("bandwidth", true)]
    [TestCase("efficiency", false)]
    [TestCase("efficiency", true)]
    [TestCase("weights", false)]
    [TestCase("weights", true)]
    [TestCase("activations", false)]
    [TestCase("outputs", false)]
    public void Time_MoreOfAResource_IsNeverSlower(string resource, bool isSystolic)
    {
        // At a fixed context: a growing one keeps the plan of its last step, which need not be the best for all of them.
        var random = new Random(61);
        int faster = 0;
        for (int i = 0; i < 1500; i++)
        {
            RunContext context = isSystolic
                ? RandomRuns.Systolic(random, FixedPhase(random))
                : RandomRuns.Context(random, FixedPhase(random));
            RunContext more = context with { Design = More(context.Design, resource, random.Next(2, 6)) };
            foreach (Operator work in RandomRuns.Operators(context))
            {
                long before = Schedule.Time(context, work).Cycles;
                long after = Schedule.Time(more, work).Cycles;

                // The plan taken may be slower than the fastest by the slack that sparing DRAM traffic is worth.
                Assert.That(
                    after, Is.LessThanOrEqualTo(before + (before / TilePlan.Slack) + 1),
                    () => $"case {i} {work} {context}");
                faster += after < before ? 1 : 0;
            }
        }

        Assert.That(faster, Is.GreaterThan(100));
    }

    private static Design More(Design design, string resource, int times) => resource switch
    {
        "bandwidth" => design with { Dram = design.Dram with { Bandwidth = design.Dram.Bandwidth * times } },
        "efficiency" => design with { Dram = design.Dram with { Efficiency = 1 } },
        "weights" => design with { Buffers = design.Buffers with { Weights = design.Buffers.Weights * times } },
        "activations" => design with { Buffers = design.Buffers with { Activations = design.Buffers.Activations * times } },
        _ => design with { Buffers = design.Buffers with { Outputs = design.Buffers.Outputs * times } },
    };

    [Test]
    public void Time_CalledAgain_AllocatesNothing()
    {
        var random = new Random(71);
        RunContext context = RandomRuns.Context(random, FixedPhase(random));
        Operator[] operators = [.. RandomRuns.Operators(context)];
        Array.ForEach(operators, work => Schedule.Time(context, work));
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Operator work in operators)
        {
            Schedule.Time(context, work);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    /// <summary>Weights once an instance and step, activations once where they cannot have stayed on chip.</summary>
    private static long CompulsoryBits(in RunContext context, GemmOperator gemm)
    {
        long bits = 0;
        for (long step = 0; step < context.Phase.Steps; step++)
        {
            (long m, long k, long n) = gemm.At(context.Phase.ContextGrows ? context.Phase.Context + step : context.Phase.Context);
            bool isOnChip = m * gemm.At(context.Phase.LastContext).K * 16 * 2 <= context.Design.Buffers.Activations.Count;
            bits += context.Precision.WeightsOf(gemm).StorageBits(n, k) + (isOnChip ? 0 : m * k * 16);
        }

        return bits * gemm.Instances * gemm.Layers;
    }

    private static long Macs(Phase phase, GemmOperator gemm)
    {
        long macs = 0;
        for (long step = 0; step < phase.Steps; step++)
        {
            (long m, long k, long n) = gemm.At(phase.ContextGrows ? phase.Context + step : phase.Context);
            macs += m * k * n;
        }

        return macs * gemm.Count;
    }

    private static Phase RandomPhase(Random random) => random.Next(3) == 0
        ? Phase.Decode(random.Next(1, 40), random.Next(1, 90))
        : FixedPhase(random);

    private static Phase FixedPhase(Random random) => random.Next(2) == 0
        ? Phase.Prefill(random.Next(1, 50))
        : Phase.Decode(random.Next(1, 40), random.Next(1, 90), contextGrows: false);

    /// <summary>Cycles of the machine with random operands in the format of the run.</summary>
    private static long Stepped(in RunContext context, Random random, long m, long k, long n)
    {
        TensorFormat format = context.Precision.Weights;
        var array = BitSerialArray.From((BitSerialFabric)context.Design.Fabric, format);
        BitSerialOperands operands = RandomOperands.Gemm(
            random, (int)m, (int)k, (int)n, QuantizedOperands.Generator(format.Element), array.Group,
            format is { GroupSize: > 0, Scale: ScaleFormat.Fp16 });
        return new BitSerialMachine(array, operands).Run().Cycles;
    }

    private static (RunContext Context, GemmOperator Gemm) Linear(Random random, int extent, int k)
    {
        RunContext context = RandomRuns.Context(random, Phase.Prefill(1));
        return (context, Gemm(random.Next(1, extent + 1), random.Next(1, k + 1), random.Next(1, extent + 1)));
    }

    private static GemmOperator Gemm(long m, long k, long n) =>
        new() { Name = "gemm", Role = OperatorRole.Linear, Layers = 1, M = m, K = k, N = n };

    private static Design HandDesign { get; } = new()
    {
        Name = "by-hand",
        Clock = new Hertz(1e9),
        Technology = Shipped.Technology,
        Fabric = new BitSerialFabric { Rows = 2, Columns = 2, TileRows = 2, TileColumns = 2, Lanes = 2 },
        Buffers = new BufferSet { Weights = new(3 * 112), Activations = new(3 * 256), Outputs = new(2 * 64) },
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(2), Efficiency = 1 },
    };

    private static RunContext Context(Design design, string weights)
    {
        TensorFormat format = TensorFormat.Parse(weights);
        ModelShape model = new()
        {
            Name = "gemm", Hidden = 1, Layers = 1, Heads = 1, KvHeads = 1, HeadDim = 1, FeedForward = 1,
            GatedFeedForward = false, Vocabulary = 1,
        };
        return new RunContext(
            design, model, new Precision(format, RandomRuns.Fp16, format), Phase.Prefill(1), 1);
    }
}
