using Accel.Sim.Transformer;
using static Accel.Tests.HlsEmit.Hls.Transformer.FloatVectors;

namespace Accel.Tests.HlsEmit.Hls.Transformer;

/// <summary>The headers of the transformer's units against their references, bit by bit.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class TransformerUnitsTests
{
    private const int Lanes = FloatArithmetic.Lanes;

    [TestCase("c++14")]
    [TestCase("c++17")]
    public void Units_OfSeededAndExtremeNumbers_AreTheirReferences(string standard)
    {
        Random random = new(standard.Length);
        using HlsBench bench = new("Transformer/units_tb.cpp");
        bench.Write("exponential.hex", Exponentials(random));
        bench.Write("root.hex", Enumerable.Range(0, 20_000).Select(_ => Math.Abs(Number(random, -100, 100)))
            .Select(x => Bytes(x, FloatArithmetic.ReciprocalRoot(x))));
        bench.Write("half.hex", Stored(random));
        bench.Write("swiglu.hex", Gates(random));
        bench.Write("rope.hex", Turns(random));
        bench.Write("softmax.hex", Scores(random));
        bench.Write("corrected.hex", Corrections(random));
        bench.Write("norm.hex", Norms(random));
        bench.Write("sums.hex", Sums(random));
        Assert.That(bench.Run(standard), Is.GreaterThan(500_000));
    }

    private static IEnumerable<byte[]> Exponentials(Random random)
    {
        IEnumerable<float> corners = [-33, -32.999996f, -33.000004f, -3e38f, -0.34657359f, -0.34657362f, .. Corners];
        IEnumerable<float> any = Enumerable.Range(0, 20_000).Select(_ => -34 * random.NextSingle());
        return corners.Concat(any).Select(x => -Math.Abs(x)).Select(x => Bytes(x, FloatArithmetic.Exponential(x)));
    }

    /// <summary>Numbers, what is stored of them, and what that is: also every number that can be stored.</summary>
    private static IEnumerable<byte[]> Stored(Random random)
    {
        IEnumerable<float> stored = Enumerable.Range(0, 1 << 16)
            .Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(Half.IsFinite)
            .Select(half => (float)half);
        IEnumerable<float> any = Enumerable.Range(0, 50_000).Select(_ => Number(random, -28, 18));
        IEnumerable<float> ties = Enumerable.Range(0, 20_000).Select(_ => BitConverter.UInt32BitsToSingle(
            ((uint)random.Next(2) << 31) | ((uint)random.Next(101, 144) << 23) | ((uint)random.Next(1 << 11) << 12)));
        foreach (float x in Corners.Concat(stored).Concat(any).Concat(ties))
        {
            Half half = HalfStorage.Store(x);
            yield return [.. Bytes(x), .. Bytes(BitConverter.HalfToUInt16Bits(half)), .. Bytes((float)half)];
        }
    }

    private static IEnumerable<byte[]> Gates(Random random)
    {
        for (int i = 0; i < 2_000; i++)
        {
            float[] gates = Lane(_ => i % 3 == 0 ? (float)AnyHalf(random) : 40 * (random.NextSingle() - 0.5f));
            float[] ups = Lane(_ => Number(random, -24, 15));
            yield return Bytes([.. gates, .. ups, .. gates.Zip(ups, SwiGlu.Of)]);
        }
    }

    private static IEnumerable<byte[]> Turns(Random random)
    {
        Half[] turns = Rope.Turns(500, Lanes, 10_000);
        for (int position = 0; position < 500; position++)
        {
            float[] x = Lane(i => i % 5 == 0 ? 0 : Number(random, -40, 15));
            float[] turned = [.. x];
            Half[] of = turns[(position * Lanes)..((position + 1) * Lanes)];
            Rope.Turn(turned, of);
            yield return Bytes([.. x, .. of.Select(turn => (float)turn), .. turned]);
        }
    }

    private static IEnumerable<byte[]> Scores(Random random)
    {
        OnlineSoftmax softmax = new();
        for (int i = 0; i < 20_000; i++)
        {
            bool starts = i % 37 == 0;
            softmax = starts ? new OnlineSoftmax() : softmax;
            float score = (i % 5) switch
            {
                0 => Number(random, -20, 30),
                1 => softmax.Largest,
                _ => 50 * (random.NextSingle() - 0.5f),
            };
            (float weight, float correction) = softmax.Take(score);
            yield return
                [.. Bytes(score, softmax.Largest, softmax.Sum, weight, correction), .. Bytes(starts ? 1 : 0)];
        }
    }

    /// <summary>On both sides of 2^-100, and far below.</summary>
    private static IEnumerable<byte[]> Corrections(Random random)
    {
        for (int i = 0; i < 10_000; i++)
        {
            float result = Number(random, -100, i % 2 == 0 ? -50 : 20);
            float correction = i % 7 == 0 ? 0 : Math.Abs(Number(random, -48, 0));
            yield return Bytes(result, correction, OnlineSoftmax.Corrected(result, correction));
        }
    }

    private static IEnumerable<byte[]> Norms(Random random)
    {
        const int Tokens = 3;
        (int Width, int Kind)[] sizes = [(16, 0), (48, 1), (128, 2), (144, 3), (1536, 4), (4096, 0), (336, 4)];
        foreach ((int width, int kind) in sizes)
        {
            float epsilon = kind == 3 ? 1e-6f : 1e-5f;
            yield return [.. Bytes(Tokens, width), .. Bytes(epsilon)];
            Half[] gains = [.. Enumerable.Range(0, width).Select(_ => Element(random, kind))];
            yield return Halves(gains);
            for (int token = 0; token < Tokens; token++)
            {
                // All zeros, subnormal ones, the largest ones, and any.
                Half[] row = [.. Enumerable.Range(0, width).Select(_ => Element(random, kind + token))];
                var normed = new float[width];
                RmsNorm.Normalize(row, gains, epsilon, normed);
                var quantized = new sbyte[width];
                float scale = TokenQuantizer.Quantize(normed, quantized);
                yield return Halves(row);
                yield return Bytes(normed);
                yield return [.. Bytes(scale), .. quantized.Select(value => unchecked((byte)value))];
            }
        }
    }

    private static Half Element(Random random, int kind) => (kind % 5) switch
    {
        0 => (Half)(2 * (random.NextDouble() - 0.5)),
        1 => Half.Zero,
        2 => BitConverter.UInt16BitsToHalf((ushort)random.Next(1 << 10)),
        3 => random.Next(2) == 0 ? Half.MaxValue : Half.MinValue,
        _ => AnyHalf(random),
    };

    private static IEnumerable<byte[]> Sums(Random random)
    {
        foreach (int channels in new[] { 16, 48, 112, 336 })
        {
            float weightScale = Number(random, -8, 1);
            yield return [.. Bytes(2, channels), .. Bytes(weightScale)];
            for (int token = 0; token < 2; token++)
            {
                float scale = token == 0 ? Math.Abs(Number(random, -20, 10)) : 0;
                int[] sums = [.. Enumerable.Range(0, channels).Select(i => (i % 4) switch
                {
                    0 => random.Next(),
                    1 => -random.Next(),
                    2 => i % 8 < 4 ? int.MinValue : (1 << 24) + 1,
                    _ => random.Next(-40_000, 40_000),
                })];
                float both = scale * weightScale;
                yield return [.. Bytes(scale), .. Bytes(sums)];
                yield return Bytes(sums.Select(sum => sum * both));
            }
        }
    }

    private static float[] Lane(Func<int, float> number) => [.. Enumerable.Range(0, Lanes).Select(number)];
}
