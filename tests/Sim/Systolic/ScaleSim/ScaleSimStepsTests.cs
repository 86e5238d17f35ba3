using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.Systolic.ScaleSim;

namespace Accel.Tests.Sim.Systolic.ScaleSim;

/// <summary>The schedule's closed forms and jumps against plain steps, on products and images of all shapes.</summary>
public class ScaleSimStepsTests
{
    private static readonly ScaleSimSchedule Schedule = new();

    [Test]
    public void Time_RandomProducts_AgreesWithSteps([Values] Dataflow dataflow)
    {
        Random random = new(20250801 + (int)dataflow);
        for (int trial = 0; trial < 600; trial++)
        {
            Agrees(random, dataflow, random.Next(1, 70), random.Next(1, 50), random.Next(1, 70), null);
        }
    }

    [Test]
    public void Time_RandomConvolutions_AgreesWithSteps([Values] Dataflow dataflow, [Values] bool keepsPartialWindow)
    {
        Random random = new(20250901 + (int)dataflow);
        int overlapping = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            int height = random.Next(1, 14), width = random.Next(1, 14);
            Convolution convolution = new(height, width, random.Next(1, 9), random.Next(1, Math.Min(height, 4) + 1),
                random.Next(1, Math.Min(width, 4) + 1), random.Next(1, 40), random.Next(1, 4), random.Next(1, 4),
                random.Next(0, 2), keepsPartialWindow);
            overlapping += convolution.FilterHeight > convolution.StrideVertical ? 1 : 0;
            Agrees(random, dataflow, convolution.M, convolution.K, convolution.N, convolution);
        }

        Assert.That(overlapping, Is.InRange(50, 250));
    }

    /// <summary>Columns of folds enough that the walk over windows stops early.</summary>
    [Test]
    public void Time_ManyColumnsOfFolds_AgreesWithSteps(
        [Values(Dataflow.OutputStationary, Dataflow.WeightStationary)] Dataflow dataflow,
        [Values(100, 300, 700, 900, 1100, 1500, 3000)] int bytes)
    {
        Convolution convolution = new(12, 11, 5, 3, 3, 64);
        Agrees(dataflow, 8, 2, convolution.M, convolution.K, convolution.N, convolution, bytes, 1024, 1024);
    }

    private static void Agrees(Random random, Dataflow dataflow, long m, long k, long n, Convolution? convolution) =>
        Agrees(dataflow, random.Next(1, 20), random.Next(1, 20), m, k, n, convolution, random.Next(100, 4000),
            random.Next(100, 4000), random.Next(2, random.Next(3, 2000)));

    private static void Agrees(Dataflow dataflow, int rows, int columns, long m, long k, long n,
        Convolution? convolution, int activationBytes, int weightBytes, int outputBytes)
    {
        SystolicFabric fabric = new() { Rows = rows, Columns = columns, Dataflow = dataflow };
        ScaleSimProduct product = ScaleSimSchedule.ProductOf(fabric, m, k, n);
        ActivityCounts counts = Schedule.Time(
            ScaleSimCase.ContextOf(fabric, activationBytes, weightBytes, outputBytes, Phase.Prefill(1)),
            ScaleSimCase.Gemm(m, k, n) with { Convolution = convolution });
        ScaleSimSteps steps = new(product, convolution, activationBytes, weightBytes, outputBytes);
        string what = $"{product} {convolution} {activationBytes} {weightBytes} {outputBytes}";
        Assert.That(counts.Cycles, Is.EqualTo(steps.Cycles), what);
        Assert.That(counts.ActivationWriteBits / 8, Is.EqualTo(steps.ActivationsRead), what);
        Assert.That(counts.WeightWriteBits / 8, Is.EqualTo(steps.WeightsRead), what);
        Assert.That(counts.DramWriteBytes, Is.EqualTo(steps.OutputsWritten), what);
        Assert.That(ScaleSimPrefetch.LastWrite(product, outputBytes), Is.EqualTo(steps.LastCycle), what);
        Assert.That(steps.HasStalled, Is.False, what);
    }
}
