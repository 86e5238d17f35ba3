using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Sweeps;

public class PointOrderTests
{
    private static readonly IndexRange[] Ranges = [new(2, 5), new(5, 6), new(10, 10), new(20, 27), new(100, 101)];

    // Every slice against the list written out.
    [Test]
    public void Slice_AnyPositions_HasThePointsThere()
    {
        PointOrder order = new(Ranges);
        long[] points = [.. Points(Ranges)];
        Assert.That(order.Count, Is.EqualTo(points.Length));
        for (int first = 0; first <= points.Length; first++)
        {
            for (int end = first; end <= points.Length; end++)
            {
                Assert.That(Points(order.Slice(new IndexRange(first, end))), Is.EqualTo(points[first..end]));
            }
        }
    }

    [Test]
    public void Slice_OutsideTheList_IsRefused() =>
        Assert.That(() => new PointOrder(Ranges).Slice(new IndexRange(0, 13)), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void New_RangesOutOfOrder_AreRefused() =>
        Assert.That(() => new PointOrder([new(5, 9), new(8, 10)]), Throws.InstanceOf<ArgumentException>());

    private static IEnumerable<long> Points(IEnumerable<IndexRange> ranges) =>
        ranges.SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.First + i));
}
