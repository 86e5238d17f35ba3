using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.Ant2022;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.Ant2022;

public class AntScheduleTests
{
    private static readonly Ant2022Schedule Schedule = new();

    private static readonly Precision Four = new(
        TensorFormat.Parse("int4"), TensorFormat.Parse("int4"), TensorFormat.Parse("int8"));

    private static readonly ModelShape Model = Shipped.Model("llama-2-7b");

    [Test]
    public void WhyNot_OfEachFabric_NamesWhatTheScheduleRuns()
    {
        Assert.That(Schedule.WhyNot(new SystolicFabric()), Is.Null);
        Assert.That(Schedule.WhyNot(new SystolicFabric { Dataflow = Dataflow.WeightStationary }), Is.Null);
        Assert.That(Schedule.WhyNot(new SystolicFabric { Dataflow = Dataflow.InputStationary }),
            Does.Contain("output- and weight-stationary"));
        Assert.That(Schedule.WhyNot(new BitSerialFabric()), Does.Contain("systolic"));
        Assert.That(ScheduleList.Get("ant-2022"), Is.TypeOf<Ant2022Schedule>());
    }

    [Test]
    public void Time_OfAttention_IsThatOfAProductInTheCachesFormatForEachInstanceAndStep()
    {
        Design design = AntArrays.Of("ANT-OS");
        GemmOperator scores = new()
        {
            Name = "attention.qk", Role = OperatorRole.AttentionScores, Layers = 3, Instances = 5,
            ContextAxis = ContextAxis.N, M = 8, K = 128, N = 100,
        };
        RunContext context = new(design, Model, Four, Phase.Decode(2, 100), 1);
        ActivityCounts expected = default;
        foreach (long positions in (long[])[100, 101])
        {
            GemmOperator product = new()
            {
                Name = "product", Role = OperatorRole.Linear, Layers = 1, M = 8, K = 128, N = positions,
            };
            Precision cache = Four with { Weights = Four.KvCache };
            expected.AddTimes(
                Schedule.Time(new RunContext(design, Model, cache, Phase.Prefill(1), 1), product), 15);
        }

        Assert.That(Schedule.Time(context, scores), Is.EqualTo(expected));
        Assert.That(expected.Macs, Is.EqualTo(15 * 8 * 128 * 201));
    }

    [Test]
    public void Time_OfALongDecode_CountsEveryProductAndStaysNearTheStepwiseSum()
    {
        Design design = AntArrays.Of("ANT-OS");
        GemmOperator values = new()
        {
            Name = "attention.av", Role = OperatorRole.AttentionValues, Layers = 1, Instances = 2,
            ContextAxis = ContextAxis.K, M = 4, K = 100, N = 128,
        };
        ActivityCounts stepwise = default;
        for (long step = 0; step < 5000; step += 1000)
        {
            Phase part = Phase.Decode(1000, 100 + step);
            stepwise.Add(Schedule.Time(new RunContext(design, Model, Four, part, 1), values));
        }

        ActivityCounts whole = Schedule.Time(
            new RunContext(design, Model, Four, Phase.Decode(5000, 100), 1), values);
        Assert.That(whole.Macs, Is.EqualTo(stepwise.Macs));
        Assert.That(whole.Cycles, Is.EqualTo((double)stepwise.Cycles).Within(0.1).Percent);
    }

    [Test]
    public void Time_OfAVectorOperator_IsNothing()
    {
        RunContext context = new(AntArrays.Of("ANT-OS"), Model, Four, Phase.Prefill(16), 1);
        Operator norm = WorkloadOperators.Expand(Model, context.Phase, 1, LogitsRule.All)
            .First(work => work.Role == OperatorRole.Normalization);
        Assert.That(Schedule.Time(context, norm), Is.EqualTo(default(ActivityCounts)));
    }

    [Test]
    public void Time_OfAFilterThatIsNotSquare_SeesItsHeightOnly()
    {
        RunContext context = new(AntArrays.Of("ANT-OS"), Model, Four, Phase.Prefill(1), 1);
        ActivityCounts flat = Schedule.Time(context, Convolved(1, 7));
        ActivityCounts point = Schedule.Time(context, Convolved(1, 1));
        ActivityCounts tall = Schedule.Time(context, Convolved(7, 1));
        ActivityCounts square = Schedule.Time(context, Convolved(7, 7));
        Assert.That(flat.Cycles, Is.EqualTo(point.Cycles));
        Assert.That(tall.Cycles, Is.EqualTo(square.Cycles));
        Assert.That(flat.Macs, Is.EqualTo(7 * point.Macs));
    }

    [Test]
    public void Time_OfManyLayers_AllocatesNothing()
    {
        RunContext context = new(AntArrays.Of("ANT-WS"), Model, Four, Phase.Prefill(1), 1);
        GemmOperator[] layers =
        [
            .. Enumerable.Range(1, 40).Select(n => new GemmOperator
            {
                Name = "product", Role = OperatorRole.Linear, Layers = 1, M = 64 * n, K = 768, N = 100 + n,
            }),
        ];
        Schedule.Time(context, layers[0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long cycles = 0;
        foreach (GemmOperator layer in layers)
        {
            cycles += Schedule.Time(context, layer).Cycles;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(cycles, Is.Positive);
    }

    [TestCase(1, 1, 1)]
    [TestCase(1, 1L << 33, 1)]
    [TestCase(1L << 24, 1L << 33, 4096)]
    [TestCase(1, 8, 4096)]
    public void Time_AtExtremes_TakesAtLeastWhatTheWorkNeeds(long rows, long bufferBits, int side)
    {
        Design design = AntArrays.Of("ANT-OS");
        design = design with
        {
            Fabric = (SystolicFabric)design.Fabric with { Rows = side, Columns = side },
            Buffers = new BufferSet
            {
                Weights = new Bits(bufferBits), Activations = new Bits(bufferBits), Outputs = new Bits(bufferBits),
            },
        };
        GemmOperator gemm = new()
        {
            Name = "product", Role = OperatorRole.LanguageModelHead, Layers = 1, M = rows, K = 8192, N = 128256,
        };
        ActivityCounts counts = Schedule.Time(new RunContext(design, Model, Four, Phase.Prefill(1), 1), gemm);
        Assert.That(counts.ComputeCycles, Is.GreaterThanOrEqualTo(gemm.Macs / (4L * side * side)));
        Assert.That(counts.Cycles, Is.GreaterThanOrEqualTo(Math.Max(counts.ComputeCycles, counts.DramCycles)));
        Assert.That(counts.DramReadBytes, Is.GreaterThanOrEqualTo((gemm.K * gemm.N) / 2));
    }

    private static GemmOperator Convolved(long height, long width)
    {
        Convolution convolution = new(16 + height, 16 + width, 64, height, width, 96);
        return new GemmOperator
        {
            Name = "convolution", Role = OperatorRole.Linear, Layers = 1, Convolution = convolution,
            M = 4 * convolution.M, K = convolution.K, N = convolution.N,
        };
    }
}
