using Accel.Arch.Formats.Ternary;

namespace Accel.Tests.Arch.Formats.Ternary;

public class BitPlanesTests
{
    [Test]
    public void Join_EveryWeight_IsWhatWasSplit([Range(1, 4)] int bits, [Values] bool signed)
    {
        BitPlanes planes = new(bits, signed);
        sbyte[] weights = [.. Enumerable.Range(planes.Minimum, 1 << bits).Select(weight => (sbyte)weight), 0];
        var indices = new byte[BitPlanes.Groups(weights.Length) * bits];
        var joined = new sbyte[weights.Length];
        planes.Split(weights, indices);
        planes.Join(indices, joined);
        Assert.That(joined, Is.EqualTo(weights));
        Assert.That(indices, Is.All.LessThan(16));
    }

    [Test]
    public void Factor_And_Bias_PutWeightsTogether([Range(1, 4)] int bits, [Values] bool signed)
    {
        BitPlanes planes = new(bits, signed);
        var indices = new byte[bits];
        for (int weight = planes.Minimum; weight <= planes.Maximum; weight++)
        {
            planes.Split([(sbyte)weight], indices);
            int twice = planes.Bias + Enumerable.Range(0, bits)
                .Sum(plane => BitPlanes.Factor(plane) * BitPlanes.Sign(indices[plane], 0));
            Assert.That(twice, Is.EqualTo(2 * weight));
        }
    }

    [Test]
    public void Split_FourNeighbours_PutsTheFirstInTheLowestBit()
    {
        var indices = new byte[2];
        new BitPlanes(2, true).Split([-1, -2, 1, 0], indices);
        Assert.That(indices, Is.EqualTo(new byte[] { 0b0101, 0b1100 }));
    }

    [Test]
    public void Split_AWeightOutOfRange_Throws()
    {
        Assert.That(() => new BitPlanes(2, true).Split([2], new byte[2]), Throws.ArgumentException);
        Assert.That(() => new BitPlanes(2, false).Split([-1], new byte[2]), Throws.ArgumentException);
        Assert.That(() => new BitPlanes(5, true).Split([1], new byte[5]), Throws.ArgumentException);
    }
}
