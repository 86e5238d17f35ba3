using Accel.Arch.Formats.Quantization;
using Accel.Arch.Formats.Sparse;

namespace Accel.Tests.Arch.Formats.Sparse;

/// <summary>The packed form of sparse tensors: nothing lost, and as many bits as the closed form counts.</summary>
public class SparseBlocksTests
{
    private static readonly string[] Sparsities =
    [
        "2:4", "1:4x3", "3:8", "5:8x2", "4:16", "11:16x5", "11.2:16", "0.5:16", "1.5:16x2", "3.0:4", "2.2:8x16",
        "15.9:16",
    ];

    [TestCaseSource(nameof(Sparsities))]
    public void Encode_OfRandomShapes_RoundTripsInTheBitsCounted(string text)
    {
        WeightSparsity sparsity = WeightSparsityTests.Read(text);
        Random random = new(7);
        for (int round = 0; round < 30; round++)
        {
            (int channels, int k, int bits) = (random.Next(1, 40), random.Next(1, 70), random.Next(1, 17));
            (int[] codes, bool[] kept) = RandomTensor(random, sparsity, channels, k, bits);
            var packed = SparseBlocks.Encode(sparsity, bits, channels, codes, kept);
            Assert.That(packed.BitCount, Is.EqualTo(sparsity.StorageBits(channels, k, bits)));
            Assert.That(packed.Bytes.Length, Is.EqualTo((packed.BitCount + 7) / 8));

            int[] back = new int[codes.Length];
            bool[] pattern = new bool[codes.Length];
            packed.Decode(back, pattern);
            Assert.That(pattern.AsSpan().SequenceEqual(kept), $"{channels} x {k}");
            Assert.That(back.AsSpan().SequenceEqual([.. codes.Select((code, i) => kept[i] ? code : 0)]));
        }
    }

    /// <summary>Two channels of two blocks by hand: codes 1, 2, 3, 0 of two bits, then places 1, 3 and 0, 2.</summary>
    [Test]
    public void Encode_ByHand_HasCodesThenPositions()
    {
        bool[] row = [false, true, false, true, true, false, true, false];
        var packed = SparseBlocks.Encode(WeightSparsity.Uniform(2, 4), 2, 1, [9, 1, 9, 2, 3, 9, 0, 9], row);
        Assert.That(packed.Bytes.ToArray(), Is.EqualTo(new byte[] { 0b00_11_10_01, 0b10_00_11_01 }));
    }

    [Test]
    public void Encode_OfAMix_EndsWithTheNOfItsBlocks()
    {
        bool[] kept = [.. Enumerable.Repeat(true, 16), .. Enumerable.Range(0, 16).Select(i => i % 2 == 0)];
        var packed = SparseBlocks.Encode(WeightSparsityTests.Read("12.0:16"), 8, 1, new int[32], kept);
        Assert.That(packed.BitCount, Is.EqualTo((24 * 12) + 16));
        Assert.That(packed.Bytes[^2..].ToArray(), Is.EqualTo(new byte[] { 16, 8 }));
    }

    [TestCase("2:4", 1, "110")]
    [TestCase("2:4", 1, "11101100")]
    [TestCase("2:4", 1, "1100100")]
    [TestCase("2:4x2", 2, "11001010")]
    [TestCase("3.0:4", 1, "11111111")]
    [TestCase("3.0:4", 1, "11111110")]
    [TestCase("3.0:4", 2, "1111110011001111")]
    public void Encode_OfAnotherPattern_IsRefused(string text, int channels, string kept)
    {
        bool[] pattern = [.. kept.Select(bit => bit == '1')];
        WeightSparsity sparsity = WeightSparsityTests.Read(text);
        bool fits = SparsePattern.Fits(sparsity, channels, pattern);
        Assert.That(fits, Is.EqualTo(kept == "110"), "a partial block keeps what is there");
        Assert.That(() => SparseBlocks.Encode(sparsity, 4, channels, new int[kept.Length], pattern),
            fits ? Throws.Nothing : Throws.ArgumentException);
    }

    [Test]
    public void Encode_OfCodesAndLengthsThatDoNotFit_Throws()
    {
        WeightSparsity sparsity = WeightSparsity.Uniform(2, 4);
        bool[] kept = [true, true, false, false];
        Assert.That(() => SparseBlocks.Encode(sparsity, 2, 1, [1, 4, 0, 0], kept), Throws.ArgumentException);
        Assert.That(() => SparseBlocks.Encode(sparsity, 2, 1, [1, -1, 0, 0], kept), Throws.ArgumentException);
        Assert.That(() => SparseBlocks.Encode(sparsity, 2, 1, [1, 1, 0], kept), Throws.ArgumentException);
        Assert.That(() => SparseBlocks.Encode(sparsity, 2, 3, [1, 1, 0, 0], kept), Throws.ArgumentException);
        Assert.That(() => SparseBlocks.Encode(sparsity, 0, 1, [1, 1, 0, 0], kept),
            Throws.TypeOf<ArgumentOutOfRangeException>());
        var packed = SparseBlocks.Encode(sparsity, 2, 1, [1, 3, 0, 0], kept);
        Assert.That(() => packed.Decode(new int[3], new bool[4]), Throws.InstanceOf<ArgumentException>());
    }

    private static (int[] Codes, bool[] Kept) RandomTensor(
        Random random, WeightSparsity sparsity, int channels, int k, int bits)
    {
        double[] weights = [.. Enumerable.Range(0, channels * k).Select(_ => random.NextDouble() - 0.5)];
        bool[] kept = new bool[weights.Length];
        MagnitudePruner.Prune(sparsity, channels, weights, kept);
        return ([.. weights.Select(_ => random.Next(1 << bits))], kept);
    }
}
