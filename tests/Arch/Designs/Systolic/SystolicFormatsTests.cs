using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Designs.Systolic;

/// <summary>Which PE, shape and decoders formats get, and what of that a sweep may ask without cost.</summary>
public class SystolicFormatsTests
{
    private static readonly SystolicFabric Automatic = new();

    /// <summary>The dearer of what each needs by itself is not enough: a multiplier cannot shift.</summary>
    [TestCase("denseshift4", "int8", "int8", SystolicPe.ExponentInteger)]
    [TestCase("int8", "int8", "denseshift4", SystolicPe.ExponentInteger)]
    [TestCase("ternary", "int8", "int8", SystolicPe.Integer)]
    [TestCase("ternary", "int8", "pot4", SystolicPe.Shift)]
    [TestCase("ternary", "int8", "ternary", SystolicPe.Ternary)]
    [TestCase("fp4", "fp4", "fp8-e4m3", SystolicPe.FloatingPoint)]
    [TestCase("int8", "int8", "int8-asym", SystolicPe.Integer)]
    public void PeOf_WeightsAndCache_IsTheCheapestThatMultipliesBoth(
        string weights, string activations, string cache, SystolicPe pe) =>
        Assert.That(Automatic.PeOf(Formats(weights, activations, cache)), Is.EqualTo(pe));

    [Test]
    public void WhyNotTogether_OfFormatsThatNoPeTakesBoth_SaysSo()
    {
        Precision formats = Formats("int4", "fp4", "fp8-e4m3");
        Assert.That(Automatic.WhyNot(formats.Weights, formats.Activations), Is.Null);
        Assert.That(Automatic.WhyNot(formats.KvCache, formats.Activations), Is.Null);
        Assert.That(Automatic.WhyNotTogether(formats), Is.EqualTo(
            "no PE of 8 bits multiplies both int4 weights and the KV cache's fp8-e4m3 by fp4 activations"));
        Assert.That(Automatic.WhyNotTogether(Formats("int4", "fp4", "int8")), Is.Null);
    }

    [TestCase("fp4-er-ea", "int8", "fp4-er-ea has special values, which no decoder at an edge looks up")]
    [TestCase("int8", "int8-asym", "int8-asym has zero points, which the array does not subtract")]
    [TestCase("int16", "int8", "int16 is wider than the PE's 8 bits")]
    [TestCase("fp8-e4m3", "int8", "fp8-e4m3 spans too wide a range for an exponent and an integer")]
    public void WhyNot_OfAnExponentIntegerPe_SaysWhichFormatAndWhy(string weights, string activations, string reason) =>
        Assert.That((Automatic with { Pe = SystolicPe.ExponentInteger }).WhyNot(
            TensorFormat.Parse(weights), TensorFormat.Parse(activations)), Does.EndWith(": " + reason));

    [TestCase(3, "pot4 is wider than the PE's 3 bits")]
    [TestCase(4, "int8 is wider than the PE's 4 bits")]
    [TestCase(8, null)]
    public void WhyNot_OfAShiftPe_TellsItsWidth(int bits, string? reason)
    {
        string? answer = (Automatic with { Pe = SystolicPe.Shift, Bits = bits }).WhyNot(
            TensorFormat.Parse("pot4"), TensorFormat.Parse("int8"));
        Assert.That(answer, reason is null ? Is.Null : Does.EndWith(": " + reason));
    }

    /// <summary>An operand takes whole narrow PEs: of three PEs of 4 bits, two hold one of 5 or 6 bits.</summary>
    [TestCase(12, 4, "int4", 3)]
    [TestCase(12, 4, "int5", 1)]
    [TestCase(12, 4, "int6", 1)]
    [TestCase(16, 4, "int6", 2)]
    [TestCase(16, 4, "int4", 4)]
    [TestCase(8, 2, "int3", 2)]
    [TestCase(8, 2, "int2", 4)]
    [TestCase(8, 2, "int6", 1)]
    public void ShapeFor_OfNarrowOperands_TakesPesApartAsFarAsWholeOnesHoldThem(
        int bits, int minimumBits, string name, int split)
    {
        SystolicFabric fabric = new() { Rows = 5, Columns = 7, Bits = bits, SplitTo = minimumBits };
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(fabric.ShapeFor(format, format), Is.EqualTo((5 * split, 7 * split)));
    }

    [Test]
    public void PriceKey_OfPrecisionsWithOtherPesShapesOrDecoders_Differs()
    {
        SystolicFabric fabric = new() { Rows = 4096, Columns = 4096, Bits = 16, SplitTo = 2 };
        string[][] all =
        [
            ["int16", "int16", "int16"], ["int8", "int16", "int16"], ["int16", "int8", "int16"],
            ["int2", "int2", "int2"], ["flint4", "int16", "int16"], ["int16", "int16", "flint4"],
            ["int16", "int16", "ovp-int4"], ["int16", "int16", "ovp-int8"], ["int16", "ovp-int8", "int16"],
            ["ovp-int8", "int16", "int16"], ["int16", "int16", "ternary"],
        ];
        Assert.That(all.Select(names => fabric.PriceKey(Formats(names[0], names[1], names[2]))), Is.Unique);
        Assert.That(all.Select(names => fabric.PriceKey(Formats(names[0], names[1], names[2]))), Has.All.Positive);
    }

    [TestCase("int8", "int8", "int8", null)]
    [TestCase("denseshift4", "int8", "int8", null)]
    [TestCase("fp16", "bf16", "fp16", null)]
    [TestCase("ovp-int4", "flint4", "int8", 4)]
    public void Questions_OfEveryPointOfASweep_AllocateNothing(
        string weights, string activations, string cache, int? minimumBits)
    {
        Precision formats = Formats(weights, activations, cache);
        SystolicFabric fabric = new() { Bits = weights == "fp16" ? 16 : 8, SplitTo = minimumBits };

        // The second question is the first that finds a kept answer, for which the library makes its comparers.
        Ask();
        Ask();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isFeasible = Ask();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(after - before, Is.Zero);
        Assert.That(isFeasible, Is.True);

        bool Ask() => fabric.WhyNot(formats.Weights, formats.Activations) is null
            && fabric.WhyNot(formats.KvCache, formats.Activations) is null
            && fabric.WhyNotTogether(formats) is null
            && fabric.RequiredPrices.Count > 0
            && fabric.PriceKey(formats) > 0
            && fabric.PeakMacsPerCycle(formats.Weights, formats.Activations) > 0
            && fabric.WeightPortBits(formats.Weights) > 0
            && fabric.ActivationPortBits(formats.Activations) > 0;
    }

    private static Precision Formats(string weights, string activations, string cache) =>
        new(TensorFormat.Parse(weights), TensorFormat.Parse(activations), TensorFormat.Parse(cache));
}
