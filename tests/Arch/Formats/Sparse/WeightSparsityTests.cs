using Accel.Arch.Formats;
using Accel.Arch.Formats.Sparse;
using Accel.Arch.Workloads;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Formats.Sparse;

/// <summary>N:M sparsity: its text, its counts, and what it stores.</summary>
public class WeightSparsityTests
{
    private static readonly string[] Texts =
    [
        "2:4", "1:4", "3:4x3", "4:8", "7:8x16", "1:16", "11:16", "11.2:16", "0.5:4", "3.999999:4", "11.0:16",
        "9.6:16x4",
    ];

    [TestCaseSource(nameof(Texts))]
    public void TryParse_OfCanonicalText_RoundTrips(string text)
    {
        Assert.That(WeightSparsity.TryParse(text, out WeightSparsity? sparsity, out string error, out _), error);
        Assert.That(sparsity!.ToString(), Is.EqualTo(text));
        Assert.That(Read(text), Is.EqualTo(sparsity));
        Assert.That(Read(text).GetHashCode(), Is.EqualTo(sparsity.GetHashCode()));
    }

    [TestCase("02:4", "2:4")]
    [TestCase("2:4x1", "2:4")]
    [TestCase("11.20:16", "11.2:16")]
    public void TryParse_OfOtherTexts_ReadsTheSame(string text, string canonical) =>
        Assert.That(Read(text).ToString(), Is.EqualTo(canonical));

    [TestCase("", "got ''", "2:4")]
    [TestCase("2", "must be written N:M", "2:4")]
    [TestCase("2:4:8", "must be written N:M", "2:4")]
    [TestCase("2x3:4", "must be written N:M", "2:4")]
    [TestCase("2:4x", "must be written N:M", "2:4x3")]
    [TestCase("-2:4", "must be written N:M", "2:4")]
    [TestCase("2.:4", "must be written N:M", "11.2:16")]
    [TestCase("2.1234567:4", "must be written N:M", "11.2:16")]
    [TestCase("2:5", "4, 8 or 16 weights, got 5", "2:4")]
    [TestCase("0:4", "more than 0 and less than 4 weights, got 0", "2:4")]
    [TestCase("4:4", "less than 4 weights, got 4", "leave the sparsity out")]
    [TestCase("16.0:16", "less than 16 weights, got 16", "leave the sparsity out")]
    [TestCase("2:4x0", "1 to 16 channels share a pattern, got 0", "2:4x3")]
    [TestCase("2:4x17", "1 to 16 channels share a pattern, got 17", "2:4x3")]
    [TestCase("4.0:16", "write 4:16", "11.2:16")]
    [TestCase("11.2:16x3", "divide the 16 of a mix's block, got 3", "2:4")]
    public void TryParse_OfWrongText_SaysWhatAndSuggests(string text, string message, string suggestion)
    {
        Assert.That(WeightSparsity.TryParse(text, out WeightSparsity? sparsity, out string error, out string? hint),
            Is.False);
        Assert.That(sparsity, Is.Null);
        Assert.That(error, Does.Contain(message));
        Assert.That(hint, Does.Contain(suggestion));
    }

    [Test]
    public void Constructors_OutsideTheGrammar_Throw()
    {
        Assert.That(() => WeightSparsity.Uniform(4, 4), Throws.ArgumentException);
        Assert.That(() => WeightSparsity.Uniform(2, 6), Throws.ArgumentException);
        Assert.That(() => WeightSparsity.Mix(4_000_000, 16), Throws.ArgumentException);
        Assert.That(() => WeightSparsity.Mix(11_200_000, 16, 3), Throws.ArgumentException);
    }

    /// <summary>FlightLLM's block of 16 keeps 0, 2, 4, 8 or 16 (arXiv 2401.03868, Sec. 3.2).</summary>
    [TestCase("11.2:16", 8, 16, 0.4)]
    [TestCase("0.5:16", 0, 2, 0.25)]
    [TestCase("2.000001:16", 2, 4, 0.0000005)]
    [TestCase("3.0:8", 2, 4, 0.5)]
    [TestCase("3.0:4", 2, 4, 0.5)]
    [TestCase("1.25:4", 1, 2, 0.25)]
    public void Mix_OfAMean_HasTheNeighboursInProportion(string text, int low, int high, double share)
    {
        WeightSparsity sparsity = Read(text);
        Assert.That((sparsity.Low, sparsity.High, sparsity.IsMix), Is.EqualTo((low, high, true)));
        Assert.That(sparsity.HighShare, Is.EqualTo(share).Within(1e-15));
    }

    [Test]
    public void Uniform_HasOneNAndItsBits()
    {
        WeightSparsity sparsity = WeightSparsity.Uniform(2, 4, 3);
        Assert.That((sparsity.Low, sparsity.High, sparsity.IsMix, sparsity.HighShare, sparsity.HighSteps(100)),
            Is.EqualTo((2, 2, false, 0.0, 0L)));
        Assert.That((sparsity.Density, sparsity.MeanKept, sparsity.SharedBy), Is.EqualTo((0.5, 2m, 3)));
        Assert.That(new[] { 4, 8, 16 }.Select(block => WeightSparsity.Uniform(1, block).IndexBits),
            Is.EqualTo(new[] { 2, 3, 4 }));
    }

    /// <summary>Of 256 blocks of a row of 4096, 0.4 are 102.4; half a block counts as a whole.</summary>
    [TestCase("11.2:16", 256, 102)]
    [TestCase("11.2:16", 5, 2)]
    [TestCase("11.2:16", 1, 0)]
    [TestCase("12.0:16", 1, 1)]
    [TestCase("12.0:16", 3, 2)]
    [TestCase("11.999999:16", 1, 0)]
    [TestCase("11.2:16", 0, 0)]
    public void HighSteps_OfBlocks_IsTheShareRoundedHalfUp(string text, long blocks, long high) =>
        Assert.That(Read(text).HighSteps(blocks), Is.EqualTo(high));

    [Test]
    public void KeptOf_ManyBlocksOfAMix_AveragesToTheMean()
    {
        foreach (string text in Texts)
        {
            WeightSparsity sparsity = Read(text);
            Assert.That(sparsity.KeptOf(8_000_000L * sparsity.Block), Is.EqualTo(8 * sparsity.MeanMillionths), text);
            Assert.That((double)sparsity.KeptOf(4096) / 4096,
                Is.EqualTo(sparsity.Density).Within(8.0 / 4096), text);
        }
    }

    [TestCase("2:4", 8, 4)]
    [TestCase("2:4", 9, 5)]
    [TestCase("2:4", 11, 6)]
    [TestCase("3:4", 2, 2)]
    [TestCase("11.2:16", 80, 56)]
    [TestCase("11.2:16", 16, 8)]
    [TestCase("11.2:16", 35, 8 + 8 + 3)]
    [TestCase("11.2:16", 44, 8 + 8 + 12)]
    [TestCase("11.2:16", 12, 8)]
    [TestCase("1.5:16", 20, 2 + 2)]
    [TestCase("0.5:16", 20, 0 + 2)]
    [TestCase("0.5:16", 4, 0)]
    public void KeptOf_PartialLastBlocks_IsCappedToWhatIsThere(string text, long k, long kept) =>
        Assert.That(Read(text).KeptOf(k), Is.EqualTo(kept));

    [TestCase("2:4", 3, 9, 3 * 5 * 2)]
    [TestCase("2:4x3", 3, 9, 5 * 2)]
    [TestCase("2:4x3", 4, 9, 2 * 5 * 2)]
    [TestCase("4:16", 1, 32, 8 * 4)]
    [TestCase("11.2:16", 17, 80, (17 * 56 * 4) + (2 * 5 * 8))]
    [TestCase("11.2:16x4", 17, 80, (5 * 56 * 4) + (2 * 5 * 8))]
    public void PositionBits_CountsSharedPatternsOnceAndAByteABlock(string text, long channels, long k, long bits)
    {
        WeightSparsity sparsity = Read(text);
        Assert.That(sparsity.PositionBits(channels, k), Is.EqualTo(bits));
        Assert.That(sparsity.StorageBits(channels, k, 4), Is.EqualTo(bits + (channels * sparsity.KeptOf(k) * 4)));
    }

    /// <summary>
    /// Two of four 2-bit weights of Llama-2-7B, whose linear layers have 6.607e9: as many bytes of positions as of
    /// weights, 0.826 GB each. AccLLM (arXiv 2505.03745) has the format and does not count the positions.
    /// </summary>
    [Test]
    public void StorageBits_OfLlama2In2Bits_IsAsMuchPositionsAsWeights()
    {
        long weights = WorkloadOperators.LinearWeights(Shipped.Model("llama-2-7b"));
        WeightSparsity sparsity = WeightSparsity.Uniform(2, 4);
        Assert.That(weights / 1e9, Is.EqualTo(6.607).Within(0.0005));
        Assert.That(sparsity.KeptOf(weights) * 2 / 8e9, Is.EqualTo(0.826).Within(0.0005));
        Assert.That(sparsity.PositionBits(1, weights) / 8e9, Is.EqualTo(0.826).Within(0.0005));
        Assert.That(sparsity.StorageBits(1, weights, 2) / 8e9, Is.EqualTo(1.652).Within(0.0005));
        Assert.That(
            WeightSparsity.Uniform(2, 4, 3).PositionBits(3, 4096) * 3, Is.EqualTo(sparsity.PositionBits(3, 4096)));
    }

    /// <summary>FlightLLM: four bits of position for eight of a weight, whatever N.</summary>
    [Test]
    public void PositionBits_OfFlightLlm_AreHalfOfInt8Weights([Values(1, 2, 4, 8)] int kept)
    {
        WeightSparsity sparsity = WeightSparsity.Uniform(kept, 16);
        long weights = sparsity.StorageBits(4096, 4096, 8) - sparsity.PositionBits(4096, 4096);
        Assert.That(sparsity.PositionBits(4096, 4096) * 2, Is.EqualTo(weights));
    }

    [Test]
    public void Counts_Beyond64Bits_Overflow()
    {
        Assert.That(() => Read("2:4").StorageBits(1L << 40, 1L << 30, 8), Throws.TypeOf<OverflowException>());
        Assert.That(() => Read("11.2:16").HighSteps(1L << 60), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void Equals_TellsMixesAndUniformNApart()
    {
        Assert.That(Read("11.0:16"), Is.Not.EqualTo(Read("11:16")));
        Assert.That(Read("2:4"), Is.Not.EqualTo(Read("2:4x2")));
        Assert.That(Read("2:4"), Is.EqualTo(WeightSparsity.Uniform(2, 4)));
    }

    internal static WeightSparsity Read(string text) => TensorFormat.Parse($"int4~{text}").Sparsity!;
}
