using Accel.Explore.Search;

namespace Accel.Tests.Explore.Search;

public class Xoshiro256Tests
{
    [Test]
    public void Next_FromOneToFour_EqualsTheReferenceImplementation()
    {
        Xoshiro256 random = new(1, 2, 3, 4);
        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next()];
        Assert.That(numbers, Is.EqualTo(new ulong[] { 11520, 0, 1509978240, 1215971899390074240 }));
    }

    [Test]
    public void SplitMix64_PublishedSeed_GivesThePublishedNumbers()
    {
        ulong state = 1234567;
        ulong[] numbers = [Xoshiro256.SplitMix64(ref state), Xoshiro256.SplitMix64(ref state),
            Xoshiro256.SplitMix64(ref state)];
        Assert.That(numbers, Is.EqualTo(
            new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423 }));
    }

    [TestCase(2)]
    [TestCase(7)]
    [TestCase(100)]
    public void Below_ManyDraws_IsUniform(int bound)
    {
        Xoshiro256 random = new(bound);
        long[] counts = new long[bound];
        for (int draw = 0; draw < 1000 * bound; draw++)
        {
            counts[random.Below(bound)]++;
        }

        Assert.That(ChiSquare.Of(counts), Is.LessThan(ChiSquare.Limit(bound - 1)));
    }

    [Test]
    public void Below_LargestBound_StaysWithin()
    {
        Xoshiro256 random = new(3);
        long[] drawn = [.. Enumerable.Range(0, 1000).Select(_ => random.Below(long.MaxValue))];
        Assert.That(drawn, Has.All.InRange(0, long.MaxValue - 1));
        Assert.That(drawn.Count(number => number > long.MaxValue / 2), Is.InRange(430, 570));
        Assert.That(() => random.Below(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Chance_Bounds_NeverAndAlways()
    {
        Xoshiro256 random = new(4);
        Assert.That(Enumerable.Range(0, 1000).Any(_ => random.Chance(0)), Is.False);
        Assert.That(Enumerable.Range(0, 1000).All(_ => random.Chance(1)));
        Assert.That(Enumerable.Range(0, 10_000).Count(_ => random.Chance(0.3)), Is.InRange(2800, 3200));
    }
}
