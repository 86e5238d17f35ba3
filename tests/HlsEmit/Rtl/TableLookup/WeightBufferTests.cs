using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>weight_loader.v, weight_buffer.v and weight_bank.v: what was loaded is read, word for word.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class WeightBufferTests
{
    private const int Passes = 3;

    /// <param name="Vectors">Of each step and channel.</param>
    private sealed record Matrix(int K, int N, int Words, int[][] Vectors);

    /// <summary>Words of one beat, of whole ones and with a rest; odd and single channels; one half and two.</summary>
    [TestCase(3, 4, 4, 3, 1, 20)]
    [TestCase(3, 2, 7, 2, 2, 31)]
    [TestCase(2, 3, 6, 3, 1, 16)]
    [TestCase(1, 5, 5, 5, 2, 9)]
    [TestCase(2, 2, 1, 1, 1, 12)]
    [TestCase(1, 1, 2, 1, 2, 1)]
    [TestCase(3, 3, 3, 1, 2, 64)]
    public void Words_OfMatricesInARow_AreThoseLoaded(
        int group, int tables, int channels, int beatVectors, int halves, int words)
    {
        Random random = new(words);
        int bits = Math.Min(20, tables * (int)Math.Ceiling(group * Math.Log2(3)));
        int depth = Math.Max(1, words / 2);
        Matrix[] matrices =
        [
            Create(1, words),
            .. Enumerable.Range(0, 5).Select(_ => random.Next(1, depth + 1))
                .Select(iterations => Create(iterations, random.Next(1, (words / iterations) + 1))),
        ];
        List<BitWord> beats = [], expected = [];
        foreach (Matrix matrix in matrices)
        {
            foreach (int[] word in matrix.Vectors.SelectMany(step => step.Chunk(channels)))
            {
                beats.AddRange(word.Chunk(beatVectors).Select(beat => new BitWord().PutAll(
                    [.. beat, .. Enumerable.Range(0, beatVectors - beat.Length).Select(_ => random.Next())], bits)));
                expected.Add(new BitWord().PutAll([.. word, .. new int[channels - word.Length]], bits)
                    .Put((1L << word.Length) - 1, channels));
            }
        }

        using RtlBench bench = new("TableLookup", "weight_buffer_tb");
        bench.With("G", group).With("T", tables).With("Q", channels).With("V", beatVectors).With("WORDS", words)
            .With("DEPTH", depth).With("HALVES", halves).With("WIDTH", bits).With("MATRICES", matrices.Length)
            .With("PASSES", Passes).With("ALL_BEATS", beats.Count).With("ALL_WORDS", expected.Count)
            .With("LIMIT", 20 * Passes * (beats.Count + expected.Count));
        bench.Write("sizes.hex", matrices.Select(matrix =>
            new BitWord().Put(matrix.K, 32).Put(matrix.N, 32).Put(matrix.Words, 32)));
        bench.Write("beats.hex", beats);
        bench.Write("expected.hex", expected);
        Assert.That(bench.Run(), Is.EqualTo(Passes * expected.Count));

        Matrix Create(int iterations, int steps)
        {
            int k = (steps * group * tables) - random.Next(group * tables);
            int n = (iterations * channels) - random.Next(channels);
            return new Matrix(k, n, steps * iterations, [.. Enumerable.Range(0, steps).Select(_ =>
                Enumerable.Range(0, n).Select(_ => random.Next(1 << bits)).ToArray())]);
        }
    }
}
