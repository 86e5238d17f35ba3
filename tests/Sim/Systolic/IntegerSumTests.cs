using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Systolic;

public class IntegerSumTests
{
    [TestCase(8, AccumulatorOverflow.Wrap, 127, 1, -128, true)]
    [TestCase(8, AccumulatorOverflow.Saturate, 127, 1, 127, true)]
    [TestCase(8, AccumulatorOverflow.Saturate, -128, -1, -128, true)]
    [TestCase(8, AccumulatorOverflow.Wrap, -128, -1, 127, true)]
    [TestCase(8, AccumulatorOverflow.Wrap, 126, 1, 127, false)]
    [TestCase(32, AccumulatorOverflow.Wrap, int.MaxValue, 1, int.MinValue, true)]
    [TestCase(64, AccumulatorOverflow.Wrap, long.MaxValue, 1, long.MinValue, true)]
    [TestCase(64, AccumulatorOverflow.Saturate, long.MaxValue, 1, long.MaxValue, true)]
    [TestCase(64, AccumulatorOverflow.Saturate, long.MinValue, -1, long.MinValue, true)]
    [TestCase(64, AccumulatorOverflow.Wrap, long.MaxValue - 1, 1, long.MaxValue, false)]
    public void Add_AtTheEnds_WrapsOrSaturatesAndTells(
        int bits, AccumulatorOverflow overflow, long sum, long addend, long expected, bool tells)
    {
        bool overflowed = false;
        Assert.That(new IntegerSum(bits, overflow).Add(sum, addend, ref overflowed), Is.EqualTo(expected));
        Assert.That(overflowed, Is.EqualTo(tells));
    }

    [Test]
    public void Add_AfterAnOverflow_KeepsTelling()
    {
        bool overflowed = true;
        new IntegerSum(32, AccumulatorOverflow.Wrap).Add(1, 1, ref overflowed);
        Assert.That(overflowed, Is.True);
    }
}
