using System.Runtime.Intrinsics;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Arch.Formats.Quantization;

namespace Accel.Tests.Arch.Formats.OutlierVictim;

/// <summary>The threshold search and its kernels.</summary>
[TestFixture]
public class ThresholdSearchTests
{
    private static readonly OutlierRule[] Rules = [OutlierRule.LargerWins, OutlierRule.LeftWins];

    private static IReadOnlyList<OutlierVictimFormat> All => OutlierVictimFormats.All;

    [Test]
    public void SquaredError_OfAnyLength_EqualsItsScalarTwin(
        [ValueSource(nameof(All))] OutlierVictimFormat format, [ValueSource(nameof(Rules))] OutlierRule rule)
    {
        for (int length = 0; length <= (2 * Vector256<double>.Count) + 3; length++)
        {
            for (int seed = 0; seed < 20; seed++)
            {
                double[] weights = PairCodecTests.Elements(length, (100 * length) + seed, format);
                Assert.That(PairKernels.SquaredError(format, 0.7, weights, rule),
                    Is.EqualTo(PairKernels.SquaredErrorScalar(format, 0.7, weights, rule)));
            }
        }
    }

    /// <summary>Every tie and its two neighbours in binary64, four alike, so that vectors round them.</summary>
    /// <remarks>Under a scale that is no power of two, the two sides of a tie differ in the error's last
    /// bits.</remarks>
    [Test]
    public void SquaredError_OfTies_EqualsItsScalarTwin(
        [ValueSource(nameof(All))] OutlierVictimFormat format, [Values(1, 0.7, 0.3, 1.1)] double scale)
    {
        double[] values = format.Values.ToArray();
        for (int i = 1; i < values.Length; i++)
        {
            double middle = (values[i - 1] + values[i]) / 2;
            foreach (double x in new[] { Math.BitDecrement(middle), middle, Math.BitIncrement(middle), -0.0, 0.0,
                Math.BitDecrement(0.5), -Math.BitDecrement(0.5), double.Epsilon, -double.Epsilon })
            {
                double[] weights = [x * scale, x * scale, x * scale, x * scale];
                Assert.That(PairKernels.SquaredError(format, scale, weights, OutlierRule.LeftWins),
                    Is.EqualTo(PairKernels.SquaredErrorScalar(format, scale, weights, OutlierRule.LeftWins)), $"{x:R}");
            }
        }
    }

    [Test]
    public void Fit_OfAChannel_IsTheFirstBestOfAllCandidates(
        [ValueSource(nameof(All))] OutlierVictimFormat format, [ValueSource(nameof(Rules))] OutlierRule rule)
    {
        double[] weights = PairCodecTests.Elements(1500, 51, format);
        double start = ThresholdSearch.Start(weights);
        (int best, double least) = (0, double.PositiveInfinity);
        for (int percent = 75; percent < 250; percent += 2)
        {
            double scale = start * percent / 100 / format.LargestNormal;
            double error = PairKernels.SquaredErrorScalar(format, scale, weights, rule);
            (best, least) = error < least ? (percent, error) : (best, least);
        }

        ThresholdFit fit = ThresholdSearch.Fit(format, weights, rule);
        Assert.That((fit.Percent, fit.MeanSquaredError), Is.EqualTo((best, least / 1500)));
    }

    [Test]
    public void Start_OfASmallSample_UsesTheSampleDeviation()
    {
        Assert.That(ThresholdSearch.Start([1, 2, 3, 6]), Is.EqualTo(3 + (3 * Math.Sqrt(14.0 / 3))).Within(1).Ulps);
        Assert.That(ThresholdSearch.Start([-1, -2, -3, -6]), Is.EqualTo(3 + (3 * Math.Sqrt(14.0 / 3))).Within(1).Ulps);
        Assert.That(ThresholdSearch.Start([-5]), Is.EqualTo(5));
        Assert.That(() => ThresholdSearch.Start([]), Throws.ArgumentException);
    }

    [Test]
    public void ChooseNormals_OfBellShapedChannels_IsInt4()
    {
        Random random = new(54);
        double[] tensor = [.. Enumerable.Range(0, 2000).Select(
            _ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
        Assert.That(ThresholdSearch.ChooseNormals(tensor, 500), Is.EqualTo(OutlierVictimFormats.Int4));
        Assert.That(ThresholdSearch.ChooseNormals(new double[10], 5), Is.EqualTo(OutlierVictimFormats.Int4));
        Assert.That(() => ThresholdSearch.ChooseNormals(tensor, 3), Throws.ArgumentException);
    }

    [TestCase(0.0)]
    [TestCase(double.Epsilon)]
    [TestCase(1e-300)]
    [TestCase(1e300)]
    [TestCase(double.MaxValue)]
    public void Fit_OfExtremeElements_HasAPositiveFiniteScale(double magnitude)
    {
        foreach (OutlierVictimFormat format in All)
        {
            ThresholdFit fit = ThresholdSearch.Fit(format, [magnitude, -magnitude, magnitude]);
            Assert.That(fit.Scale, Is.GreaterThan(0).And.LessThanOrEqualTo(double.MaxValue));
        }
    }

    [TestCase("ovp-int4")]
    [TestCase("ovp-flint4")]
    [TestCase("ovp-int8")]
    [TestCase("ovp-int8-e2m5")]
    public void Quantize_OfAChannel_StoresPairsUnderTheSearchedScale(string name)
    {
        var format = (OutlierVictimFormat)NumberFormats.Get(name);
        double[] weights = Weights(777, 52);
        int[] codes = new int[weights.Length];
        double[] values = new double[weights.Length];
        GroupParameters[] groups = new GroupParameters[1];
        QuantizedChannel channel = ChannelQuantizer.Quantize(TensorFormat.Parse(name), weights, codes, values, groups);
        double scale = (double)(Half)ThresholdSearch.Fit(format, weights).Scale;
        Assert.That(groups[0].Scale, Is.EqualTo(scale));

        byte[] packed = new byte[PairCodec.PackedBytes(format, weights.Length)];
        byte[] expected = new byte[packed.Length];
        PairCodec.Pack(format, codes, packed);
        PairCodec.EncodePairs(
            format, [.. weights.Select(w => w / scale)], OutlierRule.LargerWins, expected, out PairStatistics pairs);
        Assert.That(packed, Is.EqualTo(expected));
        Assert.That(pairs.OutlierNormal, Is.Positive);

        int[] decoded = new int[weights.Length];
        PairCodec.DecodePairs(format, packed, decoded);
        Assert.That(values, Is.EqualTo(decoded.Select(value => value * scale)));
        double error = weights.Zip(values, (w, v) => (v - w) * (v - w)).Sum() / weights.Length;
        Assert.That(channel.MeanSquaredError, Is.EqualTo(error).Within(1e-12 * error));
    }

    /// <summary>The channel's rule is the default one: the larger of two outliers stays, on either side.</summary>
    [Test]
    public void Quantize_OfAPairOfOutliers_KeepsTheLargerOne()
    {
        double[] weights = Weights(4000, 55);
        (weights[10], weights[11], weights[20], weights[21]) = (0.4, -0.6, -0.6, 0.4);
        double[] values = new double[weights.Length];
        ChannelQuantizer.Quantize(
            TensorFormat.Parse("ovp-int4"), weights, new int[weights.Length], values, new GroupParameters[1]);
        Assert.That((values[10], values[21]), Is.EqualTo((0.0, 0.0)));
        Assert.That(new[] { values[11], values[20] }, Has.All.InRange(-0.9, -0.4));
    }

    [TestCase("ovp-int4/128")]
    [TestCase("ovp-flint4/50@fp16")]
    public void Quantize_InGroups_PairsWithinEachGroup(string text)
    {
        TensorFormat tensor = TensorFormat.Parse(text);
        var format = (OutlierVictimFormat)tensor.Element;
        double[] weights = Weights(5115, 53);
        int[] codes = new int[weights.Length];
        GroupParameters[] groups = new GroupParameters[tensor.GroupsOf(weights.Length)];
        ChannelQuantizer.Quantize(tensor, weights, codes, new double[weights.Length], groups);
        Assert.That(() => PairCodec.Pack(format, codes, new byte[PairCodec.PackedBytes(format, codes.Length)]),
            Throws.Nothing);
        Assert.That(codes.Count(format.IsOutlier), Is.GreaterThan(20));
    }

    [Test]
    public void TryParse_OfPairsInGroupsOfAnOddSize_IsRefused()
    {
        Assert.That(TensorFormat.TryParse("ovp-int4/9", out _, out string error, out _), Is.False);
        Assert.That(error, Is.EqualTo("ovp-int4 stores pairs and takes groups of an even size, got 9"));
    }

    [Test]
    public void Encode_WithAScaleOfZero_IsAllZeros()
    {
        double[] values = [9, 9, 9];
        int[] codes = [9, 9, 9];
        double error = GroupQuantizer.Encode(
            OutlierVictimFormats.Int4, new GroupParameters(0), [1, 2, 3], codes, values);
        Assert.That((codes.Sum(), values.Sum()), Is.EqualTo((0, 0.0)));
        Assert.That(error, Is.EqualTo(14.0 / 3));
    }

    /// <summary>Weights with a bell's shape, one in a hundred of them 5 to 45 standard deviations away.</summary>
    private static double[] Weights(int count, int seed)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => random.Next(100) == 0
                ? (random.Next(2) - 0.5) * (0.1 + (0.8 * random.NextDouble()))
                : 0.02 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)),
        ];
    }
}
