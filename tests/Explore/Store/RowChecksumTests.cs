using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Store;

public class RowChecksumTests
{
    // Every bit of a row counts, and so does the place of a value.
    [Test]
    public void Of_AnyBitFlipped_Differs([Values(0, 1, 2, 3, 21)] int count)
    {
        Random random = new(5);
        double[] metrics = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        HashSet<ulong> seen =
            [RowChecksum.Of(12, 0, metrics), RowChecksum.Of(13, 0, metrics), RowChecksum.Of(12, 1, metrics)];
        for (int bit = 0; bit < 64 * count; bit++)
        {
            double[] flipped = [.. metrics];
            flipped[bit / 64] = BitConverter.Int64BitsToDouble(
                BitConverter.DoubleToInt64Bits(flipped[bit / 64]) ^ (1L << (bit % 64)));
            seen.Add(RowChecksum.Of(12, 0, flipped));
        }

        Assert.That(seen, Has.Count.EqualTo(3 + (64 * count)));
        Assert.That(count < 2 || seen.Add(RowChecksum.Of(12, 0, [.. metrics.Reverse()])));
    }

    [Test]
    public void Of_ValuesThatTheStoreTakesForOne_AreOne()
    {
        double other = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) ^ 5);
        Assert.That(RowChecksum.Of(1, 0, [other]), Is.EqualTo(RowChecksum.Of(1, 0, [double.NaN])));
        Assert.That(RowChecksum.Of(1, 0, [-0.0]), Is.EqualTo(RowChecksum.Of(1, 0, [0.0])));
    }

    [Test]
    public void Of_Reason_TellsTextAndMetricApart()
    {
        InfeasibleReason[] reasons = [new("a"), new("b"), new("a", "b"), new("b", "a"), new("ab"), new("a", "")];
        Assert.That(reasons.Select(RowChecksum.Of), Is.Unique.And.Not.Contains(0UL));
    }
}
