using Accel.Sim.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

public class LookupArithmeticTests
{
    [TestCase(1, 8)]
    [TestCase(2, 9)]
    [TestCase(3, 10)]
    [TestCase(4, 10)]
    [TestCase(5, 11)]
    public void EntryBits_OfAGroup_AreEightAndItsLogarithm(int group, int bits) =>
        Assert.That(LookupArithmetic.EntryBits(group), Is.EqualTo(bits));

    [Test]
    public void TreeBits_OfTeLLMesStep_HoldTheLargestSum()
    {
        Assert.That(LookupArithmetic.TreeBits(3, 28), Is.EqualTo(15));
        Assert.That(1 << (LookupArithmetic.TreeBits(3, 28) - 1), Is.GreaterThan(28 * 3 * 127));
    }

    [Test]
    public void MaximumK_IsTheLastThatCannotOverflow()
    {
        Assert.That((long)LookupArithmetic.MaximumK * 127, Is.LessThanOrEqualTo(int.MaxValue));
        Assert.That((LookupArithmetic.MaximumK + 1L) * 127, Is.GreaterThan(int.MaxValue));
        Assert.That(() => LookupArithmetic.CheckLength(LookupArithmetic.MaximumK), Throws.Nothing);
        Assert.That(() => LookupArithmetic.CheckLength(LookupArithmetic.MaximumK + 1),
            Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void Tree_OfAnyNumber_AddsAll([Range(0, 33)] int count)
    {
        int[] sums = [.. Enumerable.Range(1, count).Select(i => i * i)];
        int expected = sums.Sum();
        Assert.That(LookupArithmetic.Tree(sums), Is.EqualTo(expected));
    }
}
