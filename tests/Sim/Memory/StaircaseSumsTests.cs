using Accel.Sim.Memory;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Accel.Sim.Memory.StaircaseSums;

namespace Accel.Tests.Sim.Memory;

public class StaircaseSumsTests
{
    private static readonly Gen<Affine> Lines =
        from start in Gen.Choose(-60, 60)
        from slope in Gen.Choose(-12, 12)
        select new Affine(start, slope);

    [Test]
    public void Sum_AnyLine_EqualsWalkingIt() => Seeded.Check(
        Lines.Zip(Gen.Choose(0, 60)).ToArbitrary(),
        pair => pair.Item1.Sum(pair.Item2) == Walk(pair.Item2, i => pair.Item1.At(i)),
        1000, 1);

    [Test]
    public void SumOfMaximum_AnyTwoLines_EqualsWalkingThem() => Seeded.Check(
        (from a in Lines from b in Lines from count in Gen.Choose(0, 40) select (A: a, B: b, Count: count)).ToArbitrary(),
        both => SumOfMaximum(both.A, both.B, both.Count)
            == Walk(both.Count, i => Math.Max(both.A.At(i), both.B.At(i))),
        5000, 2);

    [Test]
    public void SumOfMaximum_CrossingAtAStep_BetweenStepsAndAtTheEnds_EqualsWalking()
    {
        for (long gap = -30; gap <= 30; gap++)
        {
            Affine flat = new(10, 0), steep = new(10 - gap, 3);
            Assert.That(SumOfMaximum(flat, steep, 11), Is.EqualTo(Walk(11, i => Math.Max(flat.At(i), steep.At(i)))));
            Assert.That(SumOfMaximum(steep, flat, 11), Is.EqualTo(SumOfMaximum(flat, steep, 11)));
        }
    }

    [Test]
    public void SumOfFloor_AnyArguments_EqualsWalking() => Seeded.Check(
        (from count in Gen.Choose(0, 80)
         from start in Gen.Choose(0, 5000)
         from slope in Gen.Choose(0, 3000)
         from divisor in Gen.Choose(1, 700)
         select (Count: count, Start: start, Slope: slope, Divisor: divisor)).ToArbitrary(),
        of => SumOfFloor(of.Count, of.Start, of.Slope, of.Divisor)
            == Walk(of.Count, i => ((of.Slope * i) + of.Start) / of.Divisor),
        5000, 3);

    [Test]
    public void SumOfFloor_OfASequenceOfContexts_EqualsWalking()
    {
        // A softmax of 32 heads, three passes, 64 lanes, contexts from 257 on, as the vector schedule asks for it.
        Assert.That(SumOfFloor(4096, (96 * 257) + 63, 96, 64), Is.EqualTo(Walk(4096, i => ((96 * (257 + i)) + 63) / 64)));
    }

    [Test]
    public void SumOfFloor_NegativeOrZeroArguments_Throws()
    {
        Assert.That(() => SumOfFloor(1, -1, 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SumOfFloor(1, 1, -1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SumOfFloor(1, 1, 1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static long Walk(long count, Func<long, long> at)
    {
        long sum = 0;
        for (long i = 0; i < count; i++)
        {
            sum += at(i);
        }

        return sum;
    }
}
