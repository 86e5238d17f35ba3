using Accel.HlsEmit.Vectors;
using Accel.Tests.HlsEmit.Rtl.Mutations;

namespace Accel.Tests.HlsEmit.Rtl.Shared;

[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class DoubleBufferTests
{
    [TestCase(8, 16, 0)]
    [TestCase(33, 4, 1)]
    [TestCase(5, 2, 1)]
    public void Blocks_OfAnyLength_AreReadInAnyOrder(int width, int depth, int pauses)
    {
        using RtlBench bench = Bench(width, depth, pauses, out int count);
        Assert.That(bench.Run(), Is.EqualTo(count));
    }

    [Test]
    public void Module_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "double_buffer", () => [Bench(8, 16, 0, out _), Bench(33, 4, 1, out _)]);

    private static RtlBench Bench(int width, int depth, int pauses, out int count)
    {
        Random random = new(41);
        List<string> beats = [], lengths = [], wanted = [];
        for (int block = 0; block < 60; block++)
        {
            long[] words = [.. Enumerable.Range(0, random.Next(1, depth + 1)).Select(_ => random.NextInt64())];
            lengths.Add(new BitWord().Put(words.Length, 16).Value);
            beats.AddRange(words.Select((word, i) =>
                new BitWord().Put(word, width).Put(i == words.Length - 1).Value));
            wanted.AddRange(words.Reverse().Select(word => new BitWord().Put(word, width).Value));
        }

        RtlBench bench = new("Shared", "tb_double_buffer");
        bench.With("WIDTH", width).With("DEPTH", depth).With("PAUSES", pauses).With("BEATS", beats.Count)
            .With("BLOCKS", lengths.Count);
        bench.Write("beats.hex", beats);
        bench.Write("lengths.hex", lengths);
        bench.Write("wanted.hex", wanted);
        count = beats.Count;
        return bench;
    }
}
