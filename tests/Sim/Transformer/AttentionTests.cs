using Accel.Sim.Transformer;

namespace Accel.Tests.Sim.Transformer;

/// <summary>Softmax and attention against mathematics in binary64.</summary>
public class AttentionTests
{
    /// <summary>Half a unit of binary16, and what some thousand operators of binary32 add.</summary>
    private const double Tolerance = 5.5e-4;

    [TestCase(1, 1.0)]
    [TestCase(2, 10.0)]
    [TestCase(301, 5.0)]
    [TestCase(301, 1e4)]
    [TestCase(64, 0.0)]
    public void Take_ScoresInAnyOrder_GivesTheirSoftmax(int count, double spread)
    {
        Random random = new(count);
        float[] scores = [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * spread))];
        OnlineSoftmax softmax = new();
        double place = 0;
        for (int i = 0; i < count; i++)
        {
            (float weight, float correction) = softmax.Take(scores[i]);
            place = (place * correction) + (weight * i);
        }

        double largest = scores.Max();
        double sum = scores.Sum(score => Math.Exp(score - largest));
        double mean = scores.Select((score, i) => Math.Exp(score - largest) * i).Sum() / sum;
        Assert.That(softmax.Largest, Is.EqualTo(largest));
        Assert.That(softmax.Sum, Is.EqualTo(sum).Within(sum * 1e-5));
        Assert.That(place / softmax.Sum, Is.EqualTo(mean).Within((mean * 1e-5) + 1e-9));
    }

    [TestCase(1, 1, 16, 1)]
    [TestCase(4, 2, 32, 2)]
    [TestCase(6, 2, 48, 33)]
    [TestCase(2, 2, 96, 130)]
    public void Attend_ToACache_IsThatOfBinary64(int heads, int kvHeads, int headDim, int positions)
    {
        HeadShape shape = new(heads, kvHeads, headDim);
        Random random = new(positions);
        (Half[] query, Half[] keys, Half[] values) = (
            Row(random, shape.Width), Row(random, positions * shape.KvWidth), Row(random, positions * shape.KvWidth));
        var results = new Half[shape.Width];
        DecodeAttention.Attend(shape, query, keys, values, results);
        Compare(results, Exact(shape, query, keys, values));
    }

    [TestCase(1, 1, 16, 1)]
    [TestCase(4, 2, 32, 2)]
    [TestCase(6, 2, 48, 9)]
    [TestCase(2, 2, 96, 65)]
    public void Attend_AmongThePrompt_IsThatOfBinary64OverRowsFromItsOwn(
        int heads, int kvHeads, int headDim, int tokens)
    {
        HeadShape shape = new(heads, kvHeads, headDim);
        Random random = new(tokens);
        (Half[] queries, Half[] keys, Half[] values) = (
            Row(random, tokens * shape.Width), Row(random, tokens * shape.KvWidth),
            Row(random, tokens * shape.KvWidth));
        var results = new Half[queries.Length];
        PrefillAttention.Attend(shape, queries, keys, values, results);
        for (int row = 0; row < tokens; row++)
        {
            Range all = (row * shape.Width)..((row + 1) * shape.Width);
            Compare(results[all], Exact(
                shape, queries[all], keys[(row * shape.KvWidth)..], values[(row * shape.KvWidth)..]));
        }
    }

    [Test]
    public void Corrected_TinyResults_AreZeroAndNeverSubnormal()
    {
        Assert.That(OnlineSoftmax.Corrected(1e-20f, 1e-12f), Is.Zero);
        Assert.That(OnlineSoftmax.Corrected(-1e-20f, 1e-10f), Is.EqualTo(-1e-20f * 1e-10f));
        Assert.That(MathF.ScaleB(1, -100), Is.EqualTo(FloatArithmetic.Least));
    }

    private static double[] Exact(in HeadShape shape, Half[] query, Half[] keys, Half[] values)
    {
        var results = new double[shape.Width];
        int positions = keys.Length / shape.KvWidth;
        for (int head = 0; head < shape.Heads; head++)
        {
            int width = shape.KvWidth, place = shape.KvPlace(head), first = head * shape.HeadDim;
            int headDim = shape.HeadDim;
            double[] scores = [.. Enumerable.Range(0, positions).Select(p => Enumerable.Range(0, headDim)
                .Sum(i => (double)query[first + i] * (double)keys[(p * width) + place + i]) / Math.Sqrt(headDim))];
            double largest = scores.Max();
            double[] weights = [.. scores.Select(score => Math.Exp(score - largest))];
            for (int i = 0; i < headDim; i++)
            {
                results[first + i] = Enumerable.Range(0, positions)
                    .Sum(p => weights[p] * (double)values[(p * width) + place + i]) / weights.Sum();
            }
        }

        return results;
    }

    private static void Compare(Half[] results, double[] exact)
    {
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.That((double)results[i], Is.EqualTo(exact[i]).Within((Math.Abs(exact[i]) * Tolerance) + 2e-5));
        }
    }

    private static Half[] Row(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (Half)(4 * (random.NextDouble() - 0.5)))];
}
