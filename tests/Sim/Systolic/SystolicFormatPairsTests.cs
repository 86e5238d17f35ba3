using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Systolic;

/// <summary>Every pair of formats that a fabric says it multiplies, multiplied.</summary>
public class SystolicFormatPairsTests
{
    private static readonly SystolicFabric[] Fabrics =
    [
        new() { Bits = 8 },
        new() { Bits = 16, AccumulatorBits = 40, Overflow = AccumulatorOverflow.Saturate },
        new() { Bits = 8, SplitTo = 2, AccumulatorBits = 32 },
        new() { Bits = 12, SplitTo = 4, AccumulatorBits = 64 },
        new() { Bits = 16, SplitTo = 4, AccumulatorBits = 17 },
        new() { Bits = 16, Pe = SystolicPe.LMul },
        new() { Bits = 8, Pe = SystolicPe.Shift },
        new() { Bits = 4, Pe = SystolicPe.ExponentInteger, AccumulatorBits = 12 },
    ];

    [Test]
    public void Step_EveryPairThatAFabricTakes_IsTheReferenceInTheClosedFormsCycles([Range(0, 7)] int which)
    {
        Random random = new(61 + which);
        int taken = 0;
        foreach (NumberFormat weights in NumberFormats.All)
        {
            foreach (NumberFormat activations in NumberFormats.All)
            {
                SystolicFabric fabric = Fabrics[which] with
                {
                    Rows = random.Next(1, 4), Columns = random.Next(1, 4), Dataflow = (Dataflow)random.Next(3),
                };
                if (fabric.WhyNot(Whole(weights), Whole(activations)) is null)
                {
                    AssertComputes(fabric, Whole(weights), Whole(activations), random);
                    taken++;
                }
            }
        }

        Assert.That(taken, Is.GreaterThan(8));
    }

    private static TensorFormat Whole(NumberFormat format) => TensorFormat.Parse(format.Name);

    private static void AssertComputes(
        SystolicFabric fabric, TensorFormat weights, TensorFormat activations, Random random)
    {
        (int m, int k, int n) = (random.Next(1, 9), random.Next(1, 14), random.Next(1, 9));
        double[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        SystolicProduct product = SystolicProduct.Of(
            fabric, weights, activations, 1024, m, k, n, Values(m * k), Values(n * k));
        string what = $"{fabric} {weights} x {activations}, {m} x {k} x {n}";
        ActivityCounts counts = product.Step(out double[] outputs, out bool overflowed);
        Assert.That(outputs, Is.EqualTo(product.Reference(out bool expectedOverflow)), what);
        Assert.That(overflowed, Is.EqualTo(expectedOverflow), what);
        Assert.That(counts, Is.EqualTo(SystolicTiming.Count(product.Array, fabric.Pes, m, k, n)), what);
        Assert.That(counts.PeIdleCycles, Is.GreaterThanOrEqualTo(0), what);
        if (overflowed || fabric.Pe == SystolicPe.LMul)
        {
            return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            double exact = 0, size = 0;
            for (int at = 0; at < k; at++)
            {
                double one = product.Activations.Dequantized[((i / n) * k) + at]
                    * product.Weights.Dequantized[((i % n) * k) + at];
                exact += one;
                size += Math.Abs(one);
            }

            Assert.That(outputs[i], Is.EqualTo(exact).Within(1e-6 * size), what);
        }
    }
}
