using Accel.Sim.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class DspChainKernelsTests
{
    [Test]
    public void Dots_AnyLength_AreThoseOfTheScalarTwin([Range(0, 35)] int length, [Values(1, 3, 4)] int channels)
    {
        Random random = new(length);
        int stride = length + 3;
        sbyte[] token = Values(random, length);
        sbyte[] weights = Values(random, channels * stride);
        var sums = new int[channels];
        DspChainKernels.Dots(token, weights, stride, sums);
        for (int lane = 0; lane < channels; lane++)
        {
            Assert.That(
                sums[lane], Is.EqualTo(DspChainKernels.DotScalar(token, weights.AsSpan(lane * stride, length))));
        }
    }

    /// <summary>Whole blocks and their edges, with rows that are longer than what is summed.</summary>
    [Test]
    public void BlockSums_AnyLength_AreThoseOfTheScalarTwin([Range(0, 67)] int width, [Values(1, 3, 4)] int rows)
    {
        Random random = new(width);
        int stride = width + random.Next(3);
        sbyte[] tokens = Values(random, 4 * stride);
        sbyte[] weights = Values(random, 4 * stride);
        foreach (int channels in new[] { 1, 3, 4 })
        {
            var sums = new int[16];
            DspChainKernels.BlockSums(tokens, weights, stride, width, rows, channels, sums);
            for (int i = 0; i < rows * channels; i++)
            {
                Assert.That(sums[i], Is.EqualTo(DspChainKernels.DotScalar(
                    tokens.AsSpan(i / channels * stride, width), weights.AsSpan(i % channels * stride, width))));
            }
        }
    }

    [Test]
    public void Multiply_MostNegativeOperands_AreExactInVectorsToo()
    {
        (int k, int n) = (160, 5);
        sbyte[] least = [.. Enumerable.Repeat(sbyte.MinValue, k * n)];
        var outputs = new int[n * n];
        DspChainKernels.Multiply(n, k, n, least, least, 0, [], outputs);
        Assert.That(outputs, Has.All.EqualTo(128 * 128 * k));
    }

    [Test]
    public void Multiply_MultipliersThatOverflow_WrapAsTheReferenceDoes()
    {
        int[] outputs = new int[1];
        DspChainKernels.Multiply(
            1, 4, 1, [127, 127, 127, 127], [127, 127, 127, 127], 2, [int.MaxValue, 3], outputs);
        Assert.That(outputs[0], Is.EqualTo(unchecked((32258 * int.MaxValue) + (3 * 32258))));
    }

    [Test]
    public void Multiply_SizesThatDoNotFit_Throw()
    {
        Assert.That(
            () => DspChainKernels.Multiply(1, 4, 1, new sbyte[4], new sbyte[4], 2, new int[1], new int[1]),
            Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => DspChainKernels.Multiply(1, 4, 1, new sbyte[3], new sbyte[4], 0, [], new int[1]),
            Throws.InstanceOf<ArgumentException>());
    }

    private static sbyte[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1))];
}
