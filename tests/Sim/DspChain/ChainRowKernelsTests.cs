using Accel.Sim.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class ChainRowKernelsTests
{
    [Test]
    public void Multiply_AnyLength_IsTheScalarTwin([Range(0, 11)] int length)
    {
        Random random = new(length);
        int[] left = [.. Enumerable.Range(0, length).Select(_ => random.Next(-(1 << 26), 1 << 26))];
        int[] right = [.. Enumerable.Range(0, length).Select(_ => random.Next(-(1 << 23), 1 << 23))];
        var products = new long[length];
        var expected = new long[length];
        ChainRowKernels.Multiply(left, right, products);
        ChainRowKernels.MultiplyScalar(left, right, expected);
        Assert.That(products, Is.EqualTo(expected));
        Assert.That(expected, Is.EqualTo(left.Zip(right, (x, y) => (long)x * y)));
    }

    [Test]
    public void Add_AnyLength_IsTheScalarTwinAndWraps([Range(0, 11)] int length, [Values(48, 58)] int bits)
    {
        Random random = new(length);
        long half = 1L << (bits - 1);
        long[] left =
            [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? half - 1 : random.NextInt64(-half, half))];
        long[] right = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? 1 : random.NextInt64(-half, half))];
        var sums = new long[length];
        var expected = new long[length];
        ChainRowKernels.Add(left, right, bits, sums);
        ChainRowKernels.AddScalar(left, right, bits, expected);
        Assert.That(sums, Is.EqualTo(expected));
        Assert.That(sums.Where((_, i) => i % 3 == 0), Has.All.EqualTo(-half));
    }
}
