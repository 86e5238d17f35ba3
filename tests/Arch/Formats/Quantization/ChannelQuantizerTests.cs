using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;

namespace Accel.Tests.Arch.Formats.Quantization;

[TestFixture]
public class ChannelQuantizerTests
{
    private static double[] Weights(int count)
    {
        Random random = new(21);
        return [.. Enumerable.Range(0, count).Select(i =>
            (1 + (i / 128)) * 0.01 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))];
    }

    private static (QuantizedChannel Channel, int[] Codes, double[] Values, GroupParameters[] Groups) Quantize(
        string text, double[] weights)
    {
        TensorFormat format = TensorFormat.Parse(text);
        int[] codes = new int[weights.Length];
        double[] values = new double[weights.Length];
        GroupParameters[] groups = new GroupParameters[format.GroupsOf(weights.Length)];
        return (ChannelQuantizer.Quantize(format, weights, codes, values, groups), codes, values, groups);
    }

    [Test]
    public void Quantize_WithFp16Scales_StoresScalesThatFp16Holds(
        [Values("int8", "int4/128@fp16", "fp4-er-ea/64@fp16")] string text)
    {
        (QuantizedChannel channel, _, _, GroupParameters[] groups) = Quantize(text, Weights(500));
        Assert.That(channel.ChannelScale, Is.Zero);
        Assert.That(groups.Select(group => group.Scale), Is.EqualTo(groups.Select(group => (double)(Half)group.Scale)));
    }

    [Test]
    public void Quantize_WithSecondLevelScales_StoresInt8CodesOfTheChannelScale(
        [Values("int6/128", "fp3-er-ea/128", "int4-asym/64")] string text)
    {
        double[] weights = Weights(1000);
        TensorFormat format = TensorFormat.Parse(text);
        (QuantizedChannel channel, _, _, GroupParameters[] groups) = Quantize(text, weights);
        double largest = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            double[] group = [.. weights.Skip(g * format.GroupSize).Take(format.GroupSize)];
            GroupParameters exact = GroupQuantizer.Fit(format.Element, group);
            largest = Math.Max(largest, exact.Scale);
            Assert.That(groups[g].ScaleCode, Is.EqualTo(Math.Min(127, Math.Round(exact.Scale / channel.ChannelScale))));
            Assert.That(groups[g].Scale, Is.EqualTo(groups[g].ScaleCode * channel.ChannelScale));
            Assert.That(groups[g].Selector, Is.EqualTo(exact.Selector));
        }

        Assert.That(channel.ChannelScale, Is.EqualTo((double)(Half)(largest / 127)));
        Assert.That(groups.Max(group => group.ScaleCode), Is.EqualTo(127));
    }

    [Test]
    public void Quantize_OfAPartialLastGroup_HandlesEveryElement(
        [Values("int8/128", "int8/128@fp16", "fp4-er-ea/128", "int8", "fp16")] string text)
    {
        double[] weights = Weights(300);
        (QuantizedChannel channel, _, double[] values, GroupParameters[] groups) = Quantize(text, weights);
        double error = weights.Zip(values, (w, v) => (v - w) * (v - w)).Sum() / 300;
        Assert.That(channel.MeanSquaredError, Is.EqualTo(error).Within(1e-12 * error));
        Assert.That(groups, Has.Length.EqualTo(text.Contains('/', StringComparison.Ordinal) ? 3 : 1));
        Assert.That(values[299], Is.Not.Zero);
    }

    /// <summary>BitMoD, Table V: INT8 second-level scales lose nothing that matters against FP16 scales.</summary>
    [Test]
    public void Quantize_WithSecondLevelScales_LosesLittleAgainstFp16Scales(
        [Values("int4-asym", "fp4-er-ea", "fp3-er-ea")] string element)
    {
        double[] weights = Weights(4096);
        double exact = Quantize($"{element}/128@fp16", weights).Channel.MeanSquaredError;
        double rounded = Quantize($"{element}/128", weights).Channel.MeanSquaredError;
        Assert.That(rounded / exact, Is.InRange(0.97, 1.03));
    }

    [Test]
    public void Quantize_OfAGroupFarBelowTheOthers_MakesItZero()
    {
        double[] weights = [.. Enumerable.Repeat(1.0, 8), .. Enumerable.Repeat(0.001, 8)];
        (_, _, double[] values, GroupParameters[] groups) = Quantize("int4/8", weights);
        Assert.That((groups[1].ScaleCode, groups[1].Scale), Is.EqualTo((0, 0.0)));
        Assert.That(values[8..], Has.All.Zero);
    }

    [Test]
    public void Quantize_OfZeros_IsExact([Values("int8/128", "int8", "fp3-er-ea/128", "int4-asym/64@fp16")] string text)
    {
        (QuantizedChannel channel, _, double[] values, _) = Quantize(text, new double[256]);
        Assert.That(channel.MeanSquaredError, Is.Zero);
        Assert.That(values, Has.All.Zero);
    }
}
