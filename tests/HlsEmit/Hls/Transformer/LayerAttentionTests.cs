using Accel.Sim.Transformer;
using static Accel.Tests.HlsEmit.Hls.Transformer.FloatVectors;

namespace Accel.Tests.HlsEmit.Hls.Transformer;

/// <summary><c>layer_attention</c> against its references, bit by bit.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class LayerAttentionTests
{
    [TestCase(1, 1, 16, 1, 1, 1)]
    [TestCase(4, 4, 32, 4, 2, 16)]
    [TestCase(6, 2, 48, 3, 8, 8)]
    [TestCase(16, 16, 96, 4, 2, 16)]
    [TestCase(5, 1, 64, 8, 16, 4)]
    public void Attention_OfAnyLength_IsItsReference(
        int heads, int kvHeads, int headDim, int queries, int lanes, int decodeLanes)
    {
        (HlsBench bench, int words) = Bench(heads, kvHeads, headDim, queries, lanes, decodeLanes);
        using (bench)
        {
            Assert.That(bench.Run(), Is.EqualTo(words));
        }
    }

    /// <summary>With as many heads as a sum of <c>float</c> takes cycles, and more.</summary>
    [Test]
    public void Attention_OfTheModelsHeads_KeepsEveryRuleOfPragmas()
    {
        using HlsBench bench = Bench(16, 16, 96, 4, 2, 16).Bench;
        Assert.That(bench.Violations(), Is.Empty);
    }

    private static (HlsBench Bench, int Words) Bench(
        int heads, int kvHeads, int headDim, int queries, int lanes, int decodeLanes)
    {
        HeadShape shape = new(heads, kvHeads, headDim);
        Random random = new(heads);
        List<byte[]> lines = [];
        int[] lengths = [1, 2, 3, queries, queries + 1, (2 * queries) - 1, 2 * queries, 31, 64, 129];
        int words = 0;
        for (int i = 0; i < 3 * lengths.Length; i++)
        {
            int positions = lengths[i % lengths.Length];
            words += Add(lines, shape, random, positions, i % 2 == 0, i / lengths.Length);
            words += Add(lines, shape, random, positions, i % 2 == 1, i / lengths.Length);
        }

        HlsBench bench = new("Transformer/attention_tb.cpp");
        bench.With("TB_HEADS", heads).With("TB_KV_HEADS", kvHeads).With("TB_HEAD_DIM", headDim)
            .With("TB_QUERIES", queries).With("TB_LANES", lanes).With("TB_DECODE_LANES", decodeLanes);
        bench.Write("attention.hex", lines);
        return (bench, words);
    }

    /// <returns>Words of results.</returns>
    private static int Add(List<byte[]> lines, HeadShape shape, Random random, int positions, bool isPrefill, int kind)
    {
        int tokens = isPrefill ? positions : 1;
        Half[] keys = Row(random, positions * shape.KvWidth, kind);
        Half[] values = Row(random, positions * shape.KvWidth, kind);
        Half[] queries = Row(random, tokens * shape.Width, kind);
        var results = new Half[queries.Length];
        if (isPrefill)
        {
            PrefillAttention.Attend(shape, queries, keys, values, results);
        }
        else
        {
            DecodeAttention.Attend(shape, queries, keys, values, results);
        }

        lines.Add([(byte)positions, (byte)(positions >> 8), isPrefill ? (byte)1 : (byte)0]);
        foreach (Half[] tensor in new[] { keys, values })
        {
            lines.AddRange(tensor.Chunk(shape.KvWidth).Select(Halves));
        }

        foreach (Half[] tensor in new[] { queries, results })
        {
            lines.AddRange(tensor.Chunk(shape.Width).Select(Halves));
        }

        return results.Length / FloatArithmetic.Lanes;
    }

    /// <summary>As in a model; anything finite; mostly zeros, with subnormal and largest ones.</summary>
    private static Half[] Row(Random random, int count, int kind) =>
        [.. Enumerable.Range(0, count).Select(_ => Element(random, kind))];

    private static Half Element(Random random, int kind) => kind switch
    {
        0 => (Half)(4 * (random.NextDouble() - 0.5)),
        1 => AnyHalf(random),
        _ => random.Next(8) switch
        {
            0 => BitConverter.UInt16BitsToHalf((ushort)random.Next(1 << 10)),
            1 when random.Next(8) == 0 => Half.MinValue,
            _ => Half.Zero,
        },
    };
}
