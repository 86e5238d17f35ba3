using System.Globalization;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Explore.Quantization;

namespace Accel.Tests.Explore.Quantization;

[TestFixture]
public class QuantizationErrorTests
{
    private static readonly QuantizationError Errors = new();

    private static double Of(string format) => Errors.Of(TensorFormat.Parse(format), ValueDistribution.Default);

    /// <summary>Each format loses more than the one before it.</summary>
    [TestCase("fp16", "int8/128", "int7/128", "int6/128", "int5/128", "int4/128", "int3/128", "int2/128")]
    [TestCase("int5/128", "fp4-er-ea/128", "fp4/128", "fp3-er-ea/128", "fp3/128")]
    [TestCase("fp4-er-ea/128", "int4-asym/128", "int4/128", "fp3-er-ea/128", "int3-asym/128", "int3/128")]
    [TestCase("fp4-er-ea/128", "fp4-er/128", "fp4/128")]
    [TestCase("fp3-er-ea/128", "fp3-ea/128", "fp3-er/128", "fp3/128")]
    [TestCase("int4/32@fp16", "int4/64@fp16", "int4/128@fp16", "int4/512@fp16", "int4")]
    [TestCase("int4/128@fp16", "int4")]
    [TestCase("fp8-e4m3", "fp8-e5m2", "fp6-e3m2", "fp4")]
    [TestCase("ovp-int8", "ovp-int4", "int4")]
    [TestCase("ovp-int4/64@fp16", "ovp-int4")]
    public void Of_FormatsInOrder_Rises(params string[] formats)
    {
        double[] errors = [.. formats.Select(Of)];
        TestContext.Out.WriteLine(string.Join("  ", formats.Zip(errors, (format, error) => $"{format} {error:g4}")));
        Assert.That(errors, Is.Ordered.Ascending);
        Assert.That(errors, Is.Unique);
    }

    /// <summary>
    /// A uniform quantizer's error is its step squared over 12 (Widrow); the step follows the mean squared largest
    /// weight.
    /// </summary>
    [TestCase("int8", 127)]
    [TestCase("int6", 31)]
    public void Of_IntegersWithAChannelScale_IsTheStepSquaredOverTwelve(string format, int maximum)
    {
        double[] weights = new double[64 * 4096];
        double sum = 0;
        for (int batch = 0; batch < 4; batch++)
        {
            ValueDistribution.Default.Fill(weights, QuantizationError.DefaultSeed + batch);
            sum += weights.Chunk(4096).Sum(channel => Math.Pow(channel.Max(Math.Abs) / maximum, 2) / 12);
        }

        Assert.That(Of(format), Is.EqualTo(sum / 256).Within(0.01 * sum / 256));
    }

    [Test]
    public void Of_Fp16_IsAsSmallAsItsMantissaSays() =>
        Assert.That(Of("fp16"), Is.InRange(Math.ScaleB(1, -26), Math.ScaleB(1, -22)));

    /// <summary>The metric knows pairs: it is the error of what the codec writes under the stored scale.</summary>
    [Test]
    public void Of_OutlierVictimPairs_IsTheErrorOfEncodedPairs([Values("ovp-int4", "ovp-flint4")] string name)
    {
        var format = (OutlierVictimFormat)NumberFormats.Get(name);
        double[] weights = new double[64 * 4096];
        byte[] packed = new byte[PairCodec.PackedBytes(format, 4096)];
        int[] values = new int[4096];
        (double sum, long victims) = (0, 0);
        for (int batch = 0; batch < 4; batch++)
        {
            ValueDistribution.Default.Fill(weights, QuantizationError.DefaultSeed + batch);
            foreach (double[] channel in weights.Chunk(4096))
            {
                double scale = (double)(Half)ThresholdSearch.Fit(format, channel).Scale;
                PairCodec.EncodePairs(format, [.. channel.Select(w => w / scale)], OutlierRule.LargerWins, packed,
                    out PairStatistics statistics);
                PairCodec.DecodePairs(format, packed, values);
                sum += channel.Zip(values, (w, v) => Math.Pow((v * scale) - w, 2)).Sum();
                victims += statistics.Victims;
            }
        }

        Assert.That(victims, Is.Positive);
        Assert.That(Of(name), Is.EqualTo(sum / (256 * 4096)).Within(1e-12));
    }

    [Test]
    public void Of_AMix_IsTheMeanOfItsWidthsOverLayers()
    {
        Assert.That(Of("int5.25/128"), Is.EqualTo((0.75 * Of("int5/128")) + (0.25 * Of("int6/128"))).Within(1e-15));
        Assert.That(Of("int3.5"), Is.EqualTo((Of("int3") + Of("int4")) / 2).Within(1e-15));
    }

    [Test]
    public void Of_WithTheSameSeed_RepeatsAndWithAnotherStaysNear([Values("fp3-er-ea/128", "int4")] string format)
    {
        TensorFormat tensor = TensorFormat.Parse(format);
        double again = new QuantizationError().Of(tensor, ValueDistribution.Default);
        double other = new QuantizationError(99).Of(tensor, ValueDistribution.Default);
        Assert.That(again, Is.EqualTo(Of(format)));
        Assert.That(other, Is.Not.EqualTo(again));
        Assert.That(other, Is.EqualTo(again).Within(0.04 * again));
    }

    [Test]
    public void Of_ManyThreads_GivesOneAnswer()
    {
        QuantizationError errors = new();
        TensorFormat format = TensorFormat.Parse("fp3-er-ea/128");
        double[] answers = new double[64];
        Parallel.For(0, answers.Length, i => answers[i] = errors.Of(format, ValueDistribution.Default));
        Assert.That(answers, Has.All.EqualTo(Of("fp3-er-ea/128")));
    }

    [Test]
    public void Of_HeavierTails_LoseMore()
    {
        TensorFormat format = TensorFormat.Parse("int4/128");
        double normal = Errors.Of(format, ValueDistribution.Normal);
        Assert.That(Of("int4/128"), Is.GreaterThan(normal));
        Assert.That(Errors.Of(format, ValueDistribution.Laplace), Is.GreaterThan(Of("int4/128")));
    }
}
