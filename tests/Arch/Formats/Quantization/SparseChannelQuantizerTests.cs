using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;

namespace Accel.Tests.Arch.Formats.Quantization;

/// <summary>Quantizing kept weights, and nothing else.</summary>
public class SparseChannelQuantizerTests
{
    private const int Length = 150;

    private static readonly double[] Channel = Draw();

    /// <summary>Where all weights of a channel happen to be kept, both quantizers are one.</summary>
    [TestCase("int4/32")]
    [TestCase("int8")]
    [TestCase("flint4/32@fp16")]
    [TestCase("ternary/32")]
    [TestCase("fp16")]
    public void Quantize_WithNothingDropped_IsTheDenseQuantizer(string name)
    {
        var format = TensorFormat.Parse(name);
        bool[] kept = [.. Enumerable.Repeat(true, Length)];
        (int[] codes, double[] values, GroupParameters[] groups, QuantizedChannel channel) = Quantize(format, kept);
        int[] denseCodes = new int[Length];
        double[] denseValues = new double[Length];
        var denseGroups = new GroupParameters[format.GroupsOf(Length)];
        QuantizedChannel dense = ChannelQuantizer.Quantize(format, Channel, denseCodes, denseValues, denseGroups);
        Assert.That(codes, Is.EqualTo(denseCodes));
        Assert.That(values, Is.EqualTo(denseValues));
        Assert.That(groups, Is.EqualTo(denseGroups));
        Assert.That(channel.ChannelScale, Is.EqualTo(dense.ChannelScale));
        Assert.That(channel.MeanSquaredError, Is.EqualTo(dense.MeanSquaredError).Within(1e-14));
    }

    [TestCase("int4/16~2:4")]
    [TestCase("int2~11.2:16")]
    [TestCase("ternary/16~2:4")]
    [TestCase("denseshift3~1:4")]
    [TestCase("fp16~2:8")]
    public void Quantize_OfAPrunedChannel_IsZeroWhereDroppedAndCountsIt(string name)
    {
        var format = TensorFormat.Parse(name);
        bool[] kept = new bool[Length];
        MagnitudePruner.Prune(format.Sparsity!, 1, Channel, kept);
        (int[] codes, double[] values, _, QuantizedChannel channel) = Quantize(format, kept);
        Assert.That(Enumerable.Range(0, Length).Where(i => !kept[i]).Select(i => (codes[i], values[i])),
            Is.All.EqualTo((0, 0.0)));
        Assert.That(values.Any(value => value != 0));
        double expected = Enumerable.Range(0, Length).Sum(i => (values[i] - Channel[i]) * (values[i] - Channel[i]));
        Assert.That(channel.MeanSquaredError, Is.EqualTo(expected / Length).Within(1e-14));
        Assert.That(channel.MeanSquaredError, Is.GreaterThan(
            Enumerable.Range(0, Length).Where(i => !kept[i]).Sum(i => Channel[i] * Channel[i]) / Length * (1 - 1e-12)));
    }

    /// <summary>A ternary scale is the mean magnitude: of the weights that are there.</summary>
    [Test]
    public void Quantize_OfTernary_MakesItsScaleOfKeptWeights()
    {
        var format = TensorFormat.Parse("ternary~2:4");
        double[] values = new double[4];
        SparseChannelQuantizer.Quantize(format, [0.25, 2, 0.5, -2], [false, true, false, true], new int[4], values,
            new GroupParameters[1]);
        Assert.That(values, Is.EqualTo(new[] { 0.0, 2, 0, -2 }));
    }

    [TestCase("int4/16~0.5:16", 0)]
    [TestCase("int4/16@fp16~0.5:16", 1)]
    public void Quantize_OfAGroupWithNothingKept_IsZero(string name, double scale)
    {
        var format = TensorFormat.Parse(name);
        bool[] kept = [.. Enumerable.Range(0, Length).Select(i => i is 20 or 21)];
        (_, double[] values, GroupParameters[] groups, _) = Quantize(format, kept);
        Assert.That(groups[0], Is.EqualTo(new GroupParameters(scale)));
        Assert.That(values[..16], Is.All.Zero);
        Assert.That(values[20..22], Has.Some.Not.Zero);
    }

    private static (int[], double[], GroupParameters[], QuantizedChannel) Quantize(TensorFormat format, bool[] kept)
    {
        int[] codes = [.. Enumerable.Repeat(-1, Length)];
        double[] values = [.. Enumerable.Repeat(double.NaN, Length)];
        var groups = new GroupParameters[format.GroupsOf(Length)];
        return (codes, values, groups,
            SparseChannelQuantizer.Quantize(format, Channel, kept, codes, values, groups));
    }

    private static double[] Draw()
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, Length).Select(_ => (random.NextDouble() - 0.5) * 4)];
    }
}
