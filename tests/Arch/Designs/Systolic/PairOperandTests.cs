using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Designs.Systolic;

/// <summary>Which of the encodings an exponent-integer PE takes, and at which width.</summary>
[TestFixture]
public class PairOperandTests
{
    private static readonly SystolicFabric Fused = new() { Pe = SystolicPe.ExponentInteger, Bits = 8, SplitTo = 4 };

    [Test]
    public void WhyNot_OfAPairFormat_IsNull(
        [Values("ovp-int4", "ovp-flint4", "ovp-int8", "ovp-int8-e2m5", "flint4", "pot4", "fp4", "denseshift3",
            "denseshift4", "int4", "int8")] string name)
    {
        TensorFormat format = TensorFormat.Parse(name);
        Assert.That(Fused.WhyNot(format, format), Is.Null);
        Assert.That(Fused.WhyNot(format, TensorFormat.Parse("ovp-int8")), Is.Null);
    }

    [TestCase("ovp-int4", 64)]
    [TestCase("ovp-flint4", 64)]
    [TestCase("flint4", 64)]
    [TestCase("pot4", 64)]
    [TestCase("fp4", 64)]
    [TestCase("ovp-int8", 32)]
    [TestCase("ovp-int8-e2m5", 32)]
    public void ShapeFor_OfAPairFormat_TakesFourBitPesApart(string name, int side)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(Fused.ShapeFor(format, format), Is.EqualTo((side, side)));
    }

    [Test]
    public void WhyNot_OfAnEightBitFormatOnFourBits_SaysWhy([Values("ovp-int8", "ovp-int8-e2m5")] string name)
    {
        SystolicFabric narrow = new() { Pe = SystolicPe.ExponentInteger, Bits = 4 };
        TensorFormat format = TensorFormat.Parse(name);
        Assert.That(narrow.WhyNot(format, format), Does.EndWith($"{name} is wider than the PE's 4 bits"));
    }

    [TestCase("ovp-int4", 96, 7, false)]
    [TestCase("ovp-flint4", 192, 3, false)]
    [TestCase("ovp-int8", 32768, 127, false)]
    [TestCase("flint4", 16, 3, false)]
    [TestCase("pot4", 64, 1, true)]
    [TestCase("denseshift4", 128, 1, true)]
    public void Of_AFormat_HasItsLargestMagnitudeAndOddPart(string name, long largest, long odd, bool arePowers)
    {
        FixedPointValues? values = FixedPointValues.Of(NumberFormats.Get(name));
        Assert.That((values?.LargestUnits, values?.LargestOdd, values?.ArePowers),
            Is.EqualTo((largest, odd, arePowers)));
    }
}
