using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic;
using Accel.Tests.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic;

public class SystolicTimingTests
{
    /// <summary>2R + C + K - 2 for a fold whose sums stay, M + 2R + C - 2 for one whose weights stay.</summary>
    [TestCase(Dataflow.OutputStationary, 4, 4, 4, 4, 4, 14)]
    [TestCase(Dataflow.OutputStationary, 32, 32, 64, 64, 64, 4 * (64 + 32 + 64 - 2))]
    [TestCase(Dataflow.OutputStationary, 8, 16, 8, 100, 16, 16 + 16 + 100 - 2)]
    [TestCase(Dataflow.WeightStationary, 32, 32, 64, 64, 64, 4 * (64 + 64 + 32 - 2))]
    [TestCase(Dataflow.InputStationary, 32, 32, 64, 64, 64, 4 * (64 + 64 + 32 - 2))]
    [TestCase(Dataflow.WeightStationary, 8, 16, 5, 8, 16, 5 + 16 + 16 - 2)]
    [TestCase(Dataflow.OutputStationary, 32, 32, 1, 1, 1, 2)]
    public void Cycles_OfWholeFolds_AreTheTextbooks(
        Dataflow dataflow, int rows, int columns, int m, int k, int n, long cycles) =>
        Assert.That(SystolicTiming.Cycles(Array(dataflow, rows, columns, 4096), m, k, n), Is.EqualTo(cycles));

    [Test]
    public void FoldIntervals_OfAllFolds_AddUpToTheCycles()
    {
        Random random = new(41);
        for (int i = 0; i < 2000; i++)
        {
            SystolicArray array = Array(
                (Dataflow)random.Next(3), random.Next(1, 20), random.Next(1, 20), random.Next(1, 40));
            (long m, long k, long n) = (random.Next(1, 60), random.Next(1, 60), random.Next(1, 60));
            long sum = 0;
            for (long from = 0; from < m; from += array.FoldM)
            {
                for (long channel = 0; channel < n; channel += array.FoldN)
                {
                    sum += SystolicTiming.FoldInterval(
                        array, Math.Min(array.FoldM, m - from), k, Math.Min(array.FoldN, n - channel));
                }
            }

            Assert.That(sum, Is.EqualTo(SystolicTiming.Cycles(array, m, k, n)), $"{array} {m} {k} {n}");
        }
    }

    [Test]
    public void ActivitySums_OverAGrowingContext_AreTheSumsOfItsSteps()
    {
        Random random = new(42);
        for (int i = 0; i < 500; i++)
        {
            SystolicArray array = Array(
                (Dataflow)random.Next(3), random.Next(1, 12), random.Next(1, 12), random.Next(1, 20));
            SystolicFamily.Timing timing = new(array, 144);
            (int m, int k, int n) = (random.Next(1, 20), random.Next(1, 20), random.Next(1, 20));
            int steps = random.Next(1, 60);
            ActivityCounts alongK = default, alongN = default;
            for (int step = 0; step < steps; step++)
            {
                alongK.Add(timing.Activity(m, k + step, n));
                alongN.Add(timing.Activity(m, k, n + step));
            }

            Assert.That(timing.ActivitySum(m, k, n, ContextAxis.K, k + steps - 1), Is.EqualTo(alongK), $"{array}");
            Assert.That(timing.ActivitySum(m, k, n, ContextAxis.N, n + steps - 1), Is.EqualTo(alongN), $"{array}");
        }
    }

    [TestCase(ContextAxis.K)]
    [TestCase(ContextAxis.N)]
    public void Tread_UpToItsEnd_HasAffineCycles(ContextAxis axis)
    {
        Random random = new(43);
        for (int i = 0; i < 500; i++)
        {
            SystolicArray array = Array(
                (Dataflow)random.Next(3), random.Next(1, 12), random.Next(1, 12), random.Next(1, 20));
            SystolicFamily.Timing timing = new(array, 144);
            (long m, long k, long n) = (random.Next(1, 40), random.Next(1, 40), random.Next(1, 40));
            (long stride, long last) = timing.Tread(m, k, n, axis);
            long extent = axis == ContextAxis.K ? k : n;
            long Cycles(long at) => axis == ContextAxis.K
                ? SystolicTiming.Cycles(array, m, at, n)
                : SystolicTiming.Cycles(array, m, k, at);
            long end = Math.Min(last, extent + 30);
            for (long at = extent + (2 * stride); at <= end; at += stride)
            {
                Assert.That(Cycles(at) - Cycles(at - stride), Is.EqualTo(Cycles(at - stride) - Cycles(at - (2 * stride))),
                    $"{array} {m} {k} {n}");
            }
        }
    }

    /// <summary>An exponent-integer PE keeps integer sums, even of operands that are floating-point numbers.</summary>
    [TestCase("fp4", 48)]
    [TestCase("fp8-e4m3", 32)]
    public void From_FloatingFormats_SumsAsThePeThatMultipliesThem(string name, int sumBits)
    {
        TensorFormat format = TensorFormat.Parse(name);
        SystolicFabric fabric = new() { Dataflow = Dataflow.WeightStationary, AccumulatorBits = 48 };
        Assert.That(SystolicArray.From(fabric, format, format, 65536).SumBits, Is.EqualTo(sumBits));
    }

    [Test]
    public void Time_CalledAgain_AllocatesNothing([Values] Dataflow dataflow, [Values("int8", "ovp-int4")] string name)
    {
        TensorFormat format = TensorFormat.Parse(name);
        var design = new Design
        {
            Name = "test",
            Technology = Shipped.Technology,
            Fabric = new SystolicFabric { Rows = 6, Columns = 10, Dataflow = dataflow, Bits = 8, SplitTo = 4 },
        };
        RunContext context = new(
            design, RandomRuns.Model(new Random(44)), new Precision(format, format, TensorFormat.Parse("int8")),
            Phase.Decode(9, 50), 2);
        Operator[] operators = [.. RandomRuns.Operators(context)];
        ISchedule schedule = ScheduleList.Get("accel");
        System.Array.ForEach(operators, work => schedule.Time(context, work));
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Operator work in operators)
        {
            schedule.Time(context, work);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static SystolicArray Array(Dataflow dataflow, int rows, int columns, long depth) =>
        new(rows, columns, dataflow, 1, 8, 8, 32, depth, false, true);
}
