using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

public class BitSerialArrayTests
{
    private static readonly IntegerFormat Int8 = new(8, IntegerKind.Signed);

    [Test]
    public void From_SecondLevelScales_TakesEightCyclesAndReadsThem()
    {
        var array = BitSerialArray.From(
            new BitSerialFabric { Rows = 20 }, new TensorFormat(Int8, 64, ScaleFormat.Int8SecondLevel));
        Assert.Multiple(() =>
        {
            Assert.That(array.Rows, Is.EqualTo(20));
            Assert.That(array.CyclesPerBeat, Is.EqualTo(4));
            Assert.That(array.Group, Is.EqualTo(64));
            Assert.That(array.DequantizationCycles, Is.EqualTo(8));
            Assert.That(array.GroupBits, Is.EqualTo(8));
            Assert.That(array.WeightBits, Is.EqualTo(8));
        });
    }

    [Test]
    public void From_Fp16GroupScales_TakesElevenCycles()
    {
        var array = BitSerialArray.From(new BitSerialFabric(), new TensorFormat(Int8, 128, ScaleFormat.Fp16));
        Assert.That(array.DequantizationCycles, Is.EqualTo(11));
        Assert.That(array.GroupBits, Is.EqualTo(16));
    }

    [Test]
    public void From_WeightsWithoutGroups_UsesTheFabricsGroup()
    {
        var array = BitSerialArray.From(
            new BitSerialFabric { GroupSize = 256 }, new TensorFormat(Int8, 0, ScaleFormat.Fp16));
        Assert.That(array.Group, Is.EqualTo(256));
        Assert.That(array.DequantizationCycles, Is.EqualTo(8));
        Assert.That(array.GroupBits, Is.Zero);
    }

    [Test]
    public void From_Baseline_HasNoDequantizer()
    {
        var fabric = new BitSerialFabric { Pe = BitSerialPe.Fp16Int8, Lanes = 1 };
        var array = BitSerialArray.From(fabric, new TensorFormat(Int8, 0, ScaleFormat.Fp16));
        Assert.Multiple(() =>
        {
            Assert.That(array.CyclesPerBeat, Is.EqualTo(1));
            Assert.That(array.Group, Is.Zero);
            Assert.That(array.DequantizationCycles, Is.Zero);
            Assert.That(array.HasEncoders, Is.False);
        });
    }
}
