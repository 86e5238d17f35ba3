using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;
using Accel.Arch.Formats.Sparse;

namespace Accel.Tests.Arch.Formats.Quantization;

/// <summary>Which weights N:M sparsity keeps.</summary>
public class MagnitudePrunerTests
{
    private static readonly string[] Sparsities =
        ["1:4", "2:4", "2:4x3", "5:8x2", "7:16", "11.2:16", "0.5:16x4", "1.25:4", "6.5:8"];

    [TestCase("2:4", 1, "3 -5 1 4", "0101")]
    [TestCase("2:4", 1, "1 1 1 1", "1100")]
    [TestCase("2:4", 1, "1 -1 2 1", "1010")]
    [TestCase("1:4", 1, "0 0 0 0", "1000")]
    [TestCase("2:4", 1, "1 2 3 4 5", "00111")]
    [TestCase("2:4", 2, "1 2 3 4  4 3 2 1", "00111100")]
    [TestCase("2:4x2", 2, "1 2 3 4  4 3 2 0", "10011001")]
    [TestCase("2:4x2", 3, "1 2 3 4  4 3 2 0  1 2 0 0", "100110011100")]
    [TestCase("2:4", 1, "1e-200 2e-200 3e-200 0", "0110")]
    public void Prune_ByHand_KeepsTheLargest(string text, int channels, string weights, string expected)
    {
        double[] values = [.. weights.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.That(string.Concat(Prune(Read(text), channels, values).Select(keeps => keeps ? '1' : '0')),
            Is.EqualTo(expected));
    }

    /// <summary>The higher N goes to the larger block over 16 channels; to a partial block before all others.</summary>
    [Test]
    public void Prune_OfAMix_GivesTheLargestBlocksTheHigherN()
    {
        WeightSparsity sparsity = Read("3.0:4");
        double[] weights = new double[17 * 12];
        weights[5] = 9;
        weights[(15 * 12) + 8] = 10;
        weights[16 * 12] = 1;
        bool[] kept = Prune(sparsity, 17, weights);
        Assert.That(Counts(kept, 12, 0), Is.EqualTo(new[] { 2, 4, 4 }), "of the first sixteen channels");
        Assert.That(Counts(kept, 12, 7), Is.EqualTo(new[] { 2, 4, 4 }));
        Assert.That(Counts(kept, 12, 16), Is.EqualTo(new[] { 4, 4, 2 }), "equal blocks at lower places first");

        bool[] partial = Prune(sparsity, 1, [9, 9, 9, 9, 1, 1, 1]);
        Assert.That(partial, Is.EqualTo(new[] { true, true, false, false, true, true, true }));
    }

    [TestCaseSource(nameof(Sparsities))]
    public void Prune_OfRandomTensors_KeepsExactlyWhatIsCounted(string text)
    {
        WeightSparsity sparsity = Read(text);
        Random random = new(99);
        for (int round = 0; round < 40; round++)
        {
            (int channels, int k) = (random.Next(1, 40), random.Next(1, 100));
            double[] weights = [.. Enumerable.Range(0, channels * k).Select(_ => (double)random.Next(-3, 4))];
            bool[] kept = Prune(sparsity, channels, weights);
            Assert.That(SparsePattern.Fits(sparsity, channels, kept), $"{channels} x {k}");
            Assert.That(kept.Chunk(k).Select(row => (long)row.Count(keeps => keeps)),
                Is.All.EqualTo(sparsity.KeptOf(k)));
        }
    }

    /// <summary>No exchange within a block keeps more of the squares.</summary>
    [Test]
    public void Prune_OfOneChannel_DropsNothingLargerThanItKeeps()
    {
        Random random = new(3);
        double[] weights = [.. Enumerable.Range(0, 4096).Select(_ => random.NextDouble() - 0.5)];
        bool[] kept = Prune(Read("5:16"), 1, weights);
        for (int start = 0; start < weights.Length; start += 16)
        {
            double least = Enumerable.Range(start, 16).Where(i => kept[i]).Min(i => Math.Abs(weights[i]));
            Assert.That(Enumerable.Range(start, 16).Where(i => !kept[i]).Max(i => Math.Abs(weights[i])),
                Is.LessThanOrEqualTo(least));
        }
    }

    [Test]
    public void Prune_OfWrongInput_Throws()
    {
        WeightSparsity sparsity = Read("2:4");
        Assert.That(() => Prune(sparsity, 1, [1, double.NaN, 2, 3]), Throws.ArgumentException);
        Assert.That(() => Prune(sparsity, 3, [1, 2, 3, 4]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => MagnitudePruner.Prune(sparsity, 1, [1, 2], new bool[3]),
            Throws.InstanceOf<ArgumentException>());
    }

    private static int[] Counts(bool[] kept, int k, int channel) =>
        [.. kept.Skip(channel * k).Take(k).Chunk(4).Select(block => block.Count(keeps => keeps))];

    private static bool[] Prune(WeightSparsity sparsity, int channels, double[] weights)
    {
        bool[] kept = new bool[weights.Length];
        MagnitudePruner.Prune(sparsity, channels, weights, kept);
        return kept;
    }

    private static WeightSparsity Read(string text) => TensorFormat.Parse($"int4~{text}").Sparsity!;

    /// <summary>Squares beyond the range of a double do not decide.</summary>
    [TestCase(1e160, 1e200, 1e250)]
    [TestCase(1e-200, 2e-200, 3e-200)]
    public void Prune_SharedPatternsOfExtremeWeights_KeepsTheLargest(double first, double second, double third)
    {
        double[] weights = [first, second, third, first / 2, first, second, third, first / 2];
        bool[] kept = new bool[8];
        MagnitudePruner.Prune(WeightSparsity.Uniform(1, 4, 2), 2, weights, kept);
        Assert.That(kept, Is.EqualTo(new[] { false, false, true, false, false, false, true, false }));
    }
}
