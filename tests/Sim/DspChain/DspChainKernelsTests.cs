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

    [Test]
    public void Multiply_MostNegativeOperands_AreExactInVectorsToo()
    {
        (int k, int n) = (160, 5);
        sbyte[] least = [.. Enumerable.Repeat(sbyte.MinValue, k * n)];
        var outputs = new int[n];
        DspChainKernels.Multiply(1, k, n, least.AsSpan(0, k), least, 0, [], outputs);
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
