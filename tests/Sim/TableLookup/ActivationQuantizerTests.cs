using Accel.Sim.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

public class ActivationQuantizerTests
{
    [Test]
    public void Quantize_ByTheLargestMagnitude_RoundsHalfToEven()
    {
        var quantized = new sbyte[6];
        double scale = ActivationQuantizer.Quantize([-254, 254, 1, 3, -1, 5.5], quantized);
        Assert.That(scale, Is.EqualTo(2));
        Assert.That(quantized, Is.EqualTo(new sbyte[] { -127, 127, 0, 2, 0, 3 }));
    }

    [Test]
    public void Quantize_AnyToken_ErrsByHalfAScaleAtMostAndNeverGivesMinus128()
    {
        Random random = new(1);
        for (int repeat = 0; repeat < 200; repeat++)
        {
            double width = Math.Pow(10, random.Next(-300, 300));
            double[] activations = [.. Enumerable.Range(0, 33).Select(_ => (random.NextDouble() - 0.5) * width)];
            var quantized = new sbyte[33];
            double scale = ActivationQuantizer.Quantize(activations, quantized);
            Assert.That(quantized.Max(value => Math.Abs((int)value)), Is.EqualTo(127));
            for (int i = 0; i < 33; i++)
            {
                Assert.That(Math.Abs((quantized[i] * scale) - activations[i]), Is.LessThanOrEqualTo(scale * 0.5000001));
            }
        }
    }

    [Test]
    public void Quantize_Tokens_HaveTheirOwnScales()
    {
        (sbyte[] quantized, double[] scales) = (new sbyte[4], new double[2]);
        ActivationQuantizer.Quantize(2, [127, 1, 0, 0], quantized, scales);
        Assert.That(scales, Is.EqualTo(new[] { 1.0, 0 }));
        Assert.That(quantized, Is.EqualTo(new sbyte[] { 127, 1, 0, 0 }));
    }

    [Test]
    public void Quantize_WhatHasNoScale_IsZerosOrThrows()
    {
        var quantized = new sbyte[1];
        Assert.That(ActivationQuantizer.Quantize([double.Epsilon], quantized), Is.Zero);
        Assert.That(quantized[0], Is.Zero);
        Assert.That(() => ActivationQuantizer.Quantize([double.PositiveInfinity], quantized), Throws.ArgumentException);
    }
}
