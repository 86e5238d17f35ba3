using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Designs.Systolic;

public class SystolicFabricTests
{
    [TestCase("ternary", "int8", 8, null, SystolicPe.Ternary)]
    [TestCase("denseshift4", "int8", 8, null, SystolicPe.Shift)]
    [TestCase("pot4", "int8", 8, null, SystolicPe.Shift)]
    [TestCase("int4", "int8", 8, null, SystolicPe.Integer)]
    [TestCase("flint4", "int8", 8, null, SystolicPe.ExponentInteger)]
    [TestCase("ovp-int4", "ovp-int4", 8, null, SystolicPe.ExponentInteger)]
    [TestCase("fp16", "fp16", 16, null, SystolicPe.FloatingPoint)]
    [TestCase("fp8-e4m3", "fp8-e4m3", 8, null, SystolicPe.FloatingPoint)]
    [TestCase("fp4", "fp16", 16, null, SystolicPe.FloatingPoint)]
    [TestCase("ternary", "int8", 8, 4, SystolicPe.Integer, Description = "a PE taken apart multiplies")]
    public void PeOf_FormatsWithoutAPeNamed_IsTheCheapestThatIsExact(
        string weights, string activations, int bits, int? splitTo, SystolicPe expected)
    {
        SystolicFabric fabric = new() { Bits = bits, SplitTo = splitTo };
        TensorFormat format = TensorFormat.Parse(weights);
        Assert.That(fabric.PeOf(new Precision(format, TensorFormat.Parse(activations), format)), Is.EqualTo(expected));
    }

    [Test]
    public void PeOf_AWiderKvCache_IsThePeForIt() => Assert.That(
        new SystolicFabric().PeOf(new Precision(
            TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("int8"))),
        Is.EqualTo(SystolicPe.Integer));

    [TestCase("int8/128", "int8", "cannot have groups")]
    [TestCase("int16", "int8", "no PE of 8 bits")]
    [TestCase("fp16", "int8", "no PE of 8 bits")]
    [TestCase("int4-asym", "int8", "no PE of 8 bits")]
    [TestCase("int5.25", "int8", "no PE of 8 bits")]
    public void WhyNot_FormatsItCannotMultiply_SaysWhy(string weights, string activations, string reason) =>
        Assert.That(new SystolicFabric().WhyNot(TensorFormat.Parse(weights), TensorFormat.Parse(activations)),
            Does.Contain(reason));

    [Test]
    public void WhyNot_APeThatIsNamed_NamesItAndTheFormat() => Assert.That(
        new SystolicFabric { Pe = SystolicPe.Ternary }.WhyNot(TensorFormat.Parse("int8"), TensorFormat.Parse("int8")),
        Is.EqualTo("the ternary PE cannot multiply int8 weights by int8 activations: int8 is not ternary"));

    [TestCase("int8", "int8", Dataflow.OutputStationary, 32, 16, 4)]
    [TestCase("int4", "int8", Dataflow.OutputStationary, 32, 32, 2)]
    [TestCase("int4", "int8", Dataflow.WeightStationary, 32, 32, 2)]
    [TestCase("int4", "int8", Dataflow.InputStationary, 64, 16, 2)]
    [TestCase("int4", "int3", Dataflow.OutputStationary, 64, 32, 1)]
    public void ShapeFor_NarrowOperands_TakesPesApartAlongTheirOwnSide(
        string weights, string activations, Dataflow dataflow, int rows, int columns, int pesPerMac)
    {
        SystolicFabric fabric = new() { Rows = 32, Columns = 16, SplitTo = 4, Dataflow = dataflow };
        NumberFormat ofWeights = NumberFormats.Get(weights), ofActivations = NumberFormats.Get(activations);
        Assert.That(fabric.ShapeFor(ofWeights, ofActivations), Is.EqualTo((rows, columns)));
        Assert.That(fabric.PesPerMac(ofWeights, ofActivations), Is.EqualTo(pesPerMac));
        Assert.That(fabric.Pes, Is.EqualTo((long)rows * columns * pesPerMac), "all narrow PEs are in use");
    }

    [TestCase("int8", "int8", 131071, 32, null)]
    [TestCase("int8", "int8", 131072, 32, "need 33 bits, and accumulators of 32 wrap")]
    [TestCase("ovp-int4", "ovp-int4", 4096, 32, null)]
    [TestCase("fp8-e4m3", "fp8-e4m3", 4096, 8, null, Description = "sums in binary32")]
    [TestCase("fp4", "fp4", 4096, 16, "need 21 bits, and accumulators of 16 wrap")]
    [TestCase("int8", "int8", 4096, 24, "need 28 bits, and accumulators of 24 wrap")]
    public void Caveat_LongSums_NamesTheBitsTheyMayNeed(
        string weights, string activations, long k, int bits, string? expected) => Assert.That(
        new SystolicFabric { AccumulatorBits = bits }.Caveat(
            TensorFormat.Parse(weights), TensorFormat.Parse(activations), k),
        expected is null ? Is.Null : Does.Contain(expected));
}
