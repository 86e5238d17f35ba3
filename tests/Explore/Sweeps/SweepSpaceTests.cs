using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Sweeps;

public class SweepSpaceTests
{
    private static SweepAxis Axis(string path, int values) =>
        new(path, [.. Enumerable.Range(0, values).Select(value => $"v{value}")]);

    [Test]
    public void Decode_EveryIndex_IsRowMajorAndAgreesWithAdvanceAndEncode()
    {
        SweepSpace space = new([Axis("a", 3), Axis("b", 1), Axis("c", 4)]);
        int[] decoded = new int[3];
        int[] advanced = new int[3];
        long index = 0;
        for (int a = 0; a < 3; a++)
        {
            for (int c = 0; c < 4; c++, index++)
            {
                space.Decode(index, decoded);
                Assert.That(decoded, Is.EqualTo(new[] { a, 0, c }));
                Assert.That(advanced, Is.EqualTo(decoded));
                Assert.That(space.Encode(decoded), Is.EqualTo(index));
                space.Advance(advanced);
            }
        }

        Assert.That(index, Is.EqualTo(space.Count));
        Assert.That(advanced, Is.EqualTo(new[] { 0, 0, 0 }), "the last point is followed by the first");
        Assert.That(space.Describe(7), Is.EqualTo("a=v1, b=v0, c=v3"));
    }

    [Test]
    public void Decode_IndexOutside_Throws()
    {
        SweepSpace space = new([Axis("a", 3)]);
        Assert.That(() => space.Decode(3, new int[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => space.Decode(-1, new int[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => space.Encode([3]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Count_NoAxes_IsOnePoint() => Assert.That(new SweepSpace([]).Count, Is.EqualTo(1));

    [Test]
    public void Constructor_MorePointsThanLong_Throws()
    {
        SweepAxis[] axes = [.. Enumerable.Range(0, 7).Select(axis => Axis($"a{axis}", 512))];
        SweepSpace largest = new([.. axes[..6], Axis("half", 256)]);
        Assert.That(largest.Count, Is.EqualTo(1L << 62));
        Assert.That(() => new SweepSpace(axes), Throws.ArgumentException);
    }

    [Test]
    public void Constructor_EmptyOrDoubledAxis_Throws()
    {
        Assert.That(() => new SweepSpace([Axis("a", 0)]), Throws.ArgumentException);
        Assert.That(() => new SweepSpace([Axis("a", 2), Axis("a", 2)]), Throws.ArgumentException);
    }
}
