using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Formats;

/// <summary>Integers, lists of values, and the special-value formats.</summary>
[TestFixture]
public class SmallFormatTests
{
    [TestCase("int4", new double[] { -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase("uint3", new double[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase("int2-asym", new double[] { 0, 1, 2, 3 })]
    [TestCase("ternary", new double[] { -1, 0, 1 })]
    [TestCase("fp3", new double[] { -4, -2, -1, 0, 1, 2, 4 })]
    [TestCase("flint4", new double[] { -8, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 8 })]
    [TestCase("pot4", new double[] { -64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64 })]
    [TestCase("denseshift3", new double[] { -8, -4, -2, -1, 1, 2, 4, 8 })]
    [TestCase("denseshift4",
        new double[] { -128, -64, -32, -16, -8, -4, -2, -1, 1, 2, 4, 8, 16, 32, 64, 128 })]
    [TestCase("fp4", new double[] { -6, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 6 })]
    [TestCase("fp3-er", new double[] { -4, -3, -2, -1, 0, 1, 2, 3, 4 })]
    [TestCase("fp3-ea", new double[] { -6, -4, -2, -1, 0, 1, 2, 4, 6 })]
    [TestCase("fp4-er", new double[] { -6, -5, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 5, 6 })]
    public void Values_OfAFormat_AreThePublishedOnes(string name, double[] values) =>
        Assert.That(NumberFormats.Get(name).Values.ToArray(), Is.EqualTo(values));

    [TestCase("int8", 8.0, 0)]
    [TestCase("int16", 16.0, 0)]
    [TestCase("int4-asym", 4.0, 8)]
    [TestCase("fp3-er", 3.0, 1)]
    [TestCase("fp3-er-ea", 3.0, 2)]
    [TestCase("fp4-ea", 4.0, 1)]
    [TestCase("fp4-er-ea", 4.0, 2)]
    [TestCase("fp6-e2m3", 6.0, 0)]
    [TestCase("fp8-e4m3", 8.0, 0)]
    [TestCase("bf16", 16.0, 0)]
    [TestCase("flint4", 4.0, 0)]
    [TestCase("ternary", 2.0, 0)]
    [TestCase("pot4", 4.0, 0)]
    [TestCase("denseshift3", 3.0, 0)]
    [TestCase("denseshift4", 4.0, 0)]
    public void Bits_OfAFormat_AndItsGroupMetadata(string name, double bits, int metadata)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That((format.Bits, format.GroupMetadataBits), Is.EqualTo((bits, metadata)));
        Assert.That(format.CodeCount, Is.LessThanOrEqualTo(1 << (int)bits));
    }

    [TestCase("int4", 2.5, 2)]
    [TestCase("int4", 3.5, 4)]
    [TestCase("int4", -2.5, -2)]
    [TestCase("int4", 99.0, 7)]
    [TestCase("int4", -99.0, -8)]
    [TestCase("uint4", -3.0, 0)]
    [TestCase("fp3", 3.0, 2)]
    [TestCase("fp3", -3.0, -4)]
    [TestCase("flint4", 0.25, 0)]
    [TestCase("flint4", -0.25, -0.5)]
    [TestCase("fp4", 2.5, 2)]
    [TestCase("fp4", 3.5, 4)]
    [TestCase("pot4", 3, 2)]
    [TestCase("denseshift3", 0, -1)]
    [TestCase("denseshift4", 0.1, 1)]
    public void Encode_OfTiesAndOverflow_FollowsTheDocumentedRule(string name, double value, double expected)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(format.Decode(format.Encode(value)), Is.EqualTo(expected));
    }

    [TestCase("fp3-er-ea", new double[] { 3, -3, 6, -6 }, 4)]
    [TestCase("fp4-er-ea", new double[] { 5, -5, 8, -8 }, 8)]
    public void With_EachSpecialValue_PutsItInPlaceOfNegativeZero(string name, double[] specials, int code)
    {
        var format = (SpecialValueFormat)NumberFormats.Get(name);
        Assert.That(format.Specials.ToArray(), Is.EqualTo(specials));
        Assert.That(format.SpecialCode, Is.EqualTo(code));
        foreach (double special in specials)
        {
            ValueListFormat view = format.With(special);
            Assert.That(view.Decode(code), Is.EqualTo(special));
            Assert.That(view.Encode(special), Is.EqualTo(code));
            Assert.That(Enumerable.Range(0, format.CodeCount).Where(c => c != code).Select(view.Decode),
                Is.EqualTo(Enumerable.Range(0, format.CodeCount).Where(c => c != code).Select(format.Decode)));
        }

        Assert.That(() => format.With(7), Throws.ArgumentException);
    }

    [Test]
    public void Encode_OfASpecialValueFormatItself_NeverReturnsTheSpecialCode()
    {
        var format = (SpecialValueFormat)NumberFormats.Get("fp4-er-ea");
        for (double value = -9; value <= 9; value += 0.125)
        {
            Assert.That(format.Encode(value), Is.Not.EqualTo(format.SpecialCode));
        }
    }

    [TestCase("fp3", 2)]
    [TestCase("fp3-er", 2)]
    [TestCase("fp3-ea", 2)]
    [TestCase("fp3-er-ea", 2)]
    [TestCase("fp4", 2)]
    [TestCase("fp4-er", 2)]
    [TestCase("fp4-ea", 2)]
    [TestCase("fp4-er-ea", 2)]
    [TestCase("flint4", 2)]
    [TestCase("int8", 4)]
    [TestCase("int6", 3)]
    [TestCase("int5", 3)]
    [TestCase("int4-asym", 3)]
    [TestCase("fp6-e2m3", null)]
    [TestCase("fp6-e3m2", null)]
    [TestCase("fp8-e4m3", null)]
    [TestCase("fp16", null)]
    [TestCase("int16", null)]
    [TestCase("int5.25", null)]
    public void TermCount_OfAFormat_IsThePublishedCyclesAWeight(string name, int? cycles) =>
        Assert.That(TermCount.Of(new BitSerialFabric(), NumberFormats.Get(name)), Is.EqualTo(cycles));

    [TestCase("int5.25", 5.25, 0.25)]
    [TestCase("int3.875", 3.875, 0.875)]
    [TestCase("int2.000001", 2.000001, 0.000001)]
    public void TryGet_OfAMix_HasItsMeanWidth(string name, double bits, double wideShare)
    {
        var mix = (IntegerMix)NumberFormats.Get(name);
        Assert.That((mix.Bits, mix.Name), Is.EqualTo((bits, name)));
        Assert.That(mix.WideShare, Is.EqualTo(wideShare).Within(1e-12));
        Assert.That(mix.Wide.Bits, Is.EqualTo(mix.Narrow.Bits + 1));
    }

    [Test]
    public void TryGet_OfANameThatIsNotAMix_Fails([Values(
        "int5.0", "int8.5", "int1.5", "int2.0000001", "int05.25", "int5.", "int5.2e1", "int5,25", "uint5.25", "")]
        string name) =>
        Assert.That(NumberFormats.TryGet(name, out _), Is.False);

    [Test]
    public void IntegerMix_OfAWholeOrFarWidth_Throws([Values(2.0, 5.0, 8.0, 9.5, 1.5, double.NaN)] double bits) =>
        Assert.That(() => new IntegerMix(bits), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
