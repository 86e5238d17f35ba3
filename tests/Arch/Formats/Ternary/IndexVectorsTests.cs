using Accel.Arch.Formats.Ternary;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Arch.Formats.Ternary;

public class IndexVectorsTests
{
    [Test]
    public void InWords_TeLLMesVector_IsOf140BitsInTwoUramWords()
    {
        IndexVectors vectors = IndexVectors.InWords(3, 28, 72);
        Assert.That((vectors.VectorBits, vectors.StrideBits), Is.EqualTo((140, 144)));
        Assert.That(vectors.Steps(1536), Is.EqualTo(19));
        Assert.That(vectors.PackedBytes(4, 168), Is.EqualTo(2 * 4 * 18));
    }

    [Test]
    public void Encode_AMatrix_StoresStepByStepThenChannelByChannelLowestBitFirst()
    {
        // Two channels of two steps of two tables of three weights: indices 0 to 7 in the order of storage.
        IndexVectors vectors = new(3, 2, 16);
        var weights = new sbyte[24];
        foreach ((int at, ushort index) in new[] { (0, 0), (3, 1), (12, 2), (15, 3), (6, 4), (9, 5), (18, 6), (21, 26) }
            .Select(pair => (pair.Item1, (ushort)pair.Item2)))
        {
            TernaryIndex.Decode([index], 3, weights.AsSpan(at, 3));
        }

        var packed = new byte[8];
        vectors.Encode(2, 12, weights, packed);
        int[] words = [.. Enumerable.Range(0, 4).Select(i => packed[2 * i] | (packed[(2 * i) + 1] << 8))];
        Assert.That(words, Is.EqualTo(new[] { 0 | (1 << 5), 2 | (3 << 5), 4 | (5 << 5), 6 | (26 << 5) }));
        Assert.That(vectors.BitOf(2, 1, 1), Is.EqualTo(48));
    }

    [Test]
    public void Decode_AnyShape_IsTheWeights([Range(1, 5)] int group) =>
        Seeded.Check(Gen.Choose(0, 9999).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            (int n, int k, int tables) = (random.Next(1, 5), random.Next(1, 50), random.Next(1, 6));
            IndexVectors vectors = random.Next(2) == 0
                ? IndexVectors.Dense(group, tables)
                : IndexVectors.InWords(group, tables, 72);
            sbyte[] weights = TernaryWeights.Random(n * k, seed);
            var packed = new byte[vectors.PackedBytes(n, k)];
            var decoded = new sbyte[n * k];
            random.NextBytes(packed);
            vectors.Encode(n, k, weights, packed);
            vectors.Decode(n, k, packed, decoded);
            return decoded.AsSpan().SequenceEqual(weights);
        }, count: 60, seed: 11);

    [Test]
    public void Encode_BeyondK_HoldsIndicesOfZeros()
    {
        IndexVectors vectors = IndexVectors.Dense(3, 3);
        var packed = new byte[vectors.PackedBytes(1, 1)];
        vectors.Encode(1, 1, [0], packed);
        Assert.That(packed[0] | (packed[1] << 8), Is.EqualTo(13 | (13 << 5) | (13 << 10)));
    }

    [Test]
    public void Encode_AStrideTooShort_Throws() =>
        Assert.That(() => new IndexVectors(3, 28, 139).Encode(1, 1, [0], new byte[99]), Throws.ArgumentException);
}
