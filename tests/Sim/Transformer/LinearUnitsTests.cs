using Accel.Sim.TableLookup;
using Accel.Sim.Transformer;

namespace Accel.Tests.Sim.Transformer;

/// <summary>The units around a ternary product against mathematics in binary64.</summary>
public class LinearUnitsTests
{
    [TestCase(16, 1.0)]
    [TestCase(128, 60_000.0)]
    [TestCase(1536, 1e-7)]
    [TestCase(144, 0.0)]
    public void Normalize_OfAnyMagnitude_IsWithinOneInAMillion(int width, double magnitude)
    {
        Random random = new(7);
        Half[] token = [.. Enumerable.Range(0, width).Select(_ => (Half)(((2 * random.NextDouble()) - 1) * magnitude))];
        Half[] gains = [.. Enumerable.Range(0, width).Select(_ => (Half)(2 * random.NextDouble()))];
        var normed = new float[width];
        RmsNorm.Normalize(token, gains, 1e-6f, normed);
        double r = 1 / Math.Sqrt((token.Sum(x => (double)x * (double)x) / width) + 1e-6f);
        for (int i = 0; i < width; i++)
        {
            double exact = (double)token[i] * r * (double)gains[i];
            Assert.That(normed[i], Is.EqualTo(exact).Within(Math.Abs(exact) * 1e-6));
        }
    }

    [Test]
    public void Quantize_AnyToken_IsTheQuantizerInBinary64ButForTies()
    {
        Random random = new(8);
        for (int repeat = 0; repeat < 400; repeat++)
        {
            double width = Math.Pow(2, random.Next(-90, 100));
            float[] token = [.. Enumerable.Range(0, 80).Select(_ => (float)((random.NextDouble() - 0.5) * width))];
            (var quantized, var exact) = (new sbyte[80], new sbyte[80]);
            float scale = TokenQuantizer.Quantize(token, quantized);
            double exactScale = ActivationQuantizer.Quantize([.. token.Select(x => (double)x)], exact);
            Assert.That(scale, Is.EqualTo(exactScale).Within(exactScale * 1e-7));
            Assert.That(quantized.Max(q => Math.Abs((int)q)), Is.EqualTo(127));
            for (int i = 0; i < token.Length; i++)
            {
                // Half a step, and what binary32 adds to 127 steps.
                Assert.That(Math.Abs((token[i] / exactScale) - quantized[i]), Is.LessThan(0.50003));
            }
        }
    }

    [TestCase(0f)]
    [TestCase(float.Epsilon)]
    [TestCase(7e-31f)]
    public void Quantize_ATokenWithoutAScale_IsZeros(float largest)
    {
        var quantized = new sbyte[2];
        Assert.That(TokenQuantizer.Quantize([largest, -largest], quantized), Is.Zero);
        Assert.That(quantized, Is.EqualTo(new sbyte[2]));
    }

    [Test]
    public void Quantize_Ties_RoundToEven()
    {
        var quantized = new sbyte[6];
        Assert.That(TokenQuantizer.Quantize([-254, 254, 1, 3, -1, 5.5f], quantized), Is.EqualTo(2));
        Assert.That(quantized, Is.EqualTo(new sbyte[] { -127, 127, 0, 2, 0, 3 }));
    }

    [Test]
    public void Multiply_ByTernaryWeights_IsTheScaledSumOfQuantizedActivations()
    {
        TernaryLinear linear = new(16, 2, Enumerable.Range(0, 32).Select(i => (sbyte)((i % 3) - 1)).ToArray(), 0.25f);
        Half[] token = [.. Enumerable.Range(0, 16).Select(i => (Half)(i - 4))];
        Half[] gains = [.. Enumerable.Repeat((Half)1, 16)];
        var normed = new float[16];
        RmsNorm.Normalize(token, gains, 0, normed);
        var quantized = new sbyte[16];
        float scale = TokenQuantizer.Quantize(normed, quantized);
        var product = new float[2];
        linear.Multiply(token, gains, 0, product);
        for (int n = 0; n < 2; n++)
        {
            int sum = Enumerable.Range(0, 16).Sum(k => quantized[k] * linear.Weights.Span[(n * 16) + k]);
            Assert.That(product[n], Is.EqualTo(sum * (scale * 0.25f)));
        }
    }

    [Test]
    public void Turn_ByPositions_IsARotationOfPairs()
    {
        const int HeadDim = 48;
        Random random = new(9);
        Half[] turns = Rope.Turns(400, HeadDim, 10_000);
        float[] heads = [.. Enumerable.Range(0, 2 * HeadDim).Select(_ => random.NextSingle() - 0.5f)];
        float[] turned = [.. heads];
        Rope.Turn(turned, turns.AsSpan(377 * HeadDim, HeadDim));
        for (int i = 0; i < heads.Length; i += 2)
        {
            double angle = 377 * Math.Pow(10_000, -(double)(i % HeadDim) / HeadDim);
            (double sine, double cosine) = Math.SinCos(angle);
            Assert.That(turned[i], Is.EqualTo((heads[i] * cosine) - (heads[i + 1] * sine)).Within(5e-4));
            Assert.That(turned[i + 1], Is.EqualTo((heads[i] * sine) + (heads[i + 1] * cosine)).Within(5e-4));
        }
    }

    [Test]
    public void SwiGlu_OfAnyGate_IsWithinOneInAMillion()
    {
        for (float gate = -30; gate <= 65_000; gate = gate < 30 ? gate + 0.0137f : gate * 1.1f)
        {
            double exact = gate / (1 + Math.Exp(-gate)) * 3.0;
            Assert.That(SwiGlu.Of(gate, 3), Is.EqualTo(exact).Within(Math.Abs(exact) * 1e-6));
        }

        Assert.That(SwiGlu.Of(-65_504, 65_504), Is.Zero);
    }
}
