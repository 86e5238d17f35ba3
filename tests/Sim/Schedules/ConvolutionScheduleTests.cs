using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.Schedules;

/// <summary>The <c>accel</c> schedule of convolutions: blocks fetch the rows under them, halos included.</summary>
public class ConvolutionScheduleTests
{
    private static readonly BitSerialFamily Family = new();

    private static readonly ISchedule Schedule = ScheduleList.Get("accel");

    [Test]
    public void TimeGemm_AnyConvolution_EqualsWalkingItsBlocks()
    {
        Random random = new(73);
        int halos = 0, cutK = 0, onChip = 0;
        for (int i = 0; i < 3000; i++)
        {
            (RunContext context, GemmOperator gemm) = Case(random);
            TilePlan plan = GemmPlans.Of(context, gemm);
            ActivityCounts expected = default;
            expected.AddTimes(new GemmWalk(context, gemm, plan).Run(), gemm.Layers);
            Assert.That(Schedule.Time(context, gemm), Is.EqualTo(expected), () => $"case {i} {gemm} {plan}");
            halos += !plan.InputIsOnChip && plan.BlockM < gemm.M && gemm.Convolution!.FilterHeight > 1 ? 1 : 0;
            cutK += !plan.InputIsOnChip && plan.ChunkK > 0 ? 1 : 0;
            onChip += plan.InputIsOnChip ? 1 : 0;
        }

        Assert.That(new[] { halos, cutK, onChip }, Has.All.GreaterThan(50));
    }

    [Test]
    public void Time_AnyConvolution_ReadsItsFeatureMapAndWeightsAtLeastAndComputesAsItsProduct()
    {
        Random random = new(79);
        int less = 0;
        for (int i = 0; i < 1500; i++)
        {
            (RunContext context, GemmOperator gemm) = Case(random);
            ActivityCounts counts = Schedule.Time(context, gemm);
            ActivityCounts product = Schedule.Time(context, gemm with { Convolution = null });
            Assert.That((counts.Macs, counts.ActivationReads, counts.WeightReads, counts.OutputWrites),
                Is.EqualTo((product.Macs, product.ActivationReads, product.WeightReads, product.OutputWrites)));
            InputFootprint footprint = InputFootprint.Of(gemm);
            bool isOnChip = GemmPlans.Of(context, gemm).InputIsOnChip;
            long input = isOnChip ? 0 : (footprint.IsSet ? footprint.Elements(gemm.M, gemm.K) : gemm.M * gemm.K) * 16;
            long weights = context.Precision.Weights.StorageBits(gemm.N, gemm.K);
            Assert.That(counts.DramReadBytes * 8, Is.GreaterThanOrEqualTo((input + weights) * gemm.Count), $"case {i}");
            less += counts.DramReadBytes < product.DramReadBytes ? 1 : 0;
        }

        Assert.That(less, Is.GreaterThan(300), "without im2col in DRAM there is less to read");
    }

    [TestCase("weights")]
    [TestCase("activations")]
    [TestCase("outputs")]
    [TestCase("bandwidth")]
    public void Time_MoreOfAResource_IsNeverSlower(string resource)
    {
        Random random = new(83);
        int faster = 0;
        for (int i = 0; i < 3000; i++)
        {
            (RunContext context, GemmOperator gemm) = Case(random);
            int times = random.Next(2, 6);
            BufferSet buffers = context.Design.Buffers;
            RunContext more = context with
            {
                Design = resource switch
                {
                    "weights" => context.Design with { Buffers = buffers with { Weights = buffers.Weights * times } },
                    "activations" => context.Design with { Buffers = buffers with { Activations = buffers.Activations * times } },
                    "outputs" => context.Design with { Buffers = buffers with { Outputs = buffers.Outputs * times } },
                    _ => context.Design with { Dram = context.Design.Dram with { Bandwidth = context.Design.Dram.Bandwidth * times } },
                },
            };
            long before = Schedule.Time(context, gemm).Cycles;
            long after = Schedule.Time(more, gemm).Cycles;
            Assert.That(after, Is.LessThanOrEqualTo(before + (before / TilePlan.Slack) + gemm.Layers),
                () => $"case {i} {gemm} {context}");
            faster += after < before ? 1 : 0;
        }

        Assert.That(faster, Is.GreaterThan(50));
    }

    [Test]
    public void Time_FilterOfOnePixel_IsItsProduct()
    {
        (RunContext context, _) = Case(new Random(89));
        Convolution point = new(9, 7, 24, 1, 1, 10);
        GemmOperator gemm = new()
        {
            Name = "point", Role = OperatorRole.Linear, Layers = 1, M = point.M, K = point.K, N = point.N,
            Convolution = point,
        };
        Assert.That(Schedule.Time(context, gemm), Is.EqualTo(Schedule.Time(context, gemm with { Convolution = null })));
    }

    [Test]
    public void Time_CalledAgain_AllocatesNothing()
    {
        (RunContext context, GemmOperator gemm) = Case(new Random(91));
        Family.TimeGemm(context, gemm);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Family.TimeGemm(context, gemm);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static (RunContext Context, GemmOperator Gemm) Case(Random random)
    {
        Design design = RandomRuns.Design(random);
        Precision precision = new(RandomRuns.Format(random, design), RandomRuns.Fp16, RandomRuns.Format(random, design));
        Network network = new() { Name = "conv", Operators = [] };
        return (new RunContext(design, network, precision, Network.Pass, 1), RandomConvolutions.Gemm(random));
    }
}
