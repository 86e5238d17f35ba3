using System.Numerics;
using Accel.Arch.Formats.Quantization;
using Accel.Sim.DspChain;

namespace Accel.Tests.Sim.DspChain;

/// <summary>Codes and multipliers to lane values: scalar and SIMD alike, and as the quantizer means them.</summary>
public class LaneDequantizerTests
{
    [Test]
    public void Kernels_OfAllLengths_AgreeBitByBit([Range(2, 7)] int bits)
    {
        Random random = new(31 + bits);
        for (int length = 0; length <= (2 * Vector<byte>.Count) + 3; length++)
        {
            byte[] codes = new byte[length];
            random.NextBytes(codes);
            byte multiplier = (byte)random.Next(1, 128);
            sbyte[] scalar = new sbyte[length];
            sbyte[] wide = new sbyte[length];
            LaneDequantizerKernels.DequantizeScalar(codes, bits, multiplier, scalar);
            LaneDequantizerKernels.Dequantize(codes, bits, multiplier, wide);
            Assert.That(wide, Is.EqualTo(scalar));
        }
    }

    [TestCase(4, 0b0111, 18, 126)]
    [TestCase(4, 0b1001, 18, -126)]
    [TestCase(4, 0b1111, 5, -5)]
    [TestCase(2, 0b11, 127, -127)]
    [TestCase(3, 0b11111_011, 42, 126)]
    [TestCase(4, 0b1000, 18, -144 + 256)]
    public void DequantizeScalar_ByHand_ExtendsTheSignAndWraps(int bits, byte code, byte multiplier, int lane)
    {
        sbyte[] lanes = new sbyte[1];
        LaneDequantizerKernels.DequantizeScalar([code], bits, multiplier, lanes);
        Assert.That(lanes[0], Is.EqualTo(lane));
    }

    [TestCase(2, 7)]
    [TestCase(3, 6)]
    [TestCase(4, 5)]
    [TestCase(5, 4)]
    [TestCase(6, 3)]
    [TestCase(7, 2)]
    public void MultiplierBits_AreThoseOfTheLimit(int bits, int expected) =>
        Assert.That(LaneDequantizer.MultiplierBits(bits), Is.EqualTo(expected));

    [Test]
    public void Dequantize_OfPackedCodes_IsCodeTimesMultiplier(
        [Range(2, 7)] int bits, [Values(1, 7, 32, 128)] int group)
    {
        Random random = new(bits * group);
        double[] channel = [.. Enumerable.Range(0, 301).Select(_ => random.NextDouble() - 0.5)];
        sbyte[] codes = new sbyte[channel.Length];
        byte[] multipliers = new byte[(channel.Length + group - 1) / group];
        ProgressiveQuantizer.Quantize(bits, group, channel, codes, multipliers);
        sbyte[] lanes = new sbyte[channel.Length];
        LaneDequantizer.Dequantize(Pack(codes, bits), bits, multipliers, group, lanes);
        Assert.That(lanes.Select(lane => (int)lane),
            Is.EqualTo(codes.Select((code, i) => code * multipliers[i / group])));
    }

    [Test]
    public void Dequantize_OfWrongInput_Throws()
    {
        sbyte[] lanes = new sbyte[4];
        Assert.That(() => LaneDequantizer.Dequantize([0], 4, [1], 4, lanes), Throws.ArgumentException);
        Assert.That(() => LaneDequantizer.Dequantize([0, 0], 4, [1], 3, lanes), Throws.ArgumentException);
        Assert.That(() => LaneDequantizer.Dequantize([0, 0], 4, [0], 4, lanes), Throws.ArgumentException);
        Assert.That(() => LaneDequantizer.Dequantize([0, 0], 4, [128], 4, lanes), Throws.ArgumentException);
        Assert.That(() => LaneDequantizer.Dequantize([0, 0], 8, [1], 4, lanes),
            Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => LaneDequantizer.Dequantize([0, 0], 4, [1], 4, lanes), Throws.Nothing);
    }

    private static byte[] Pack(sbyte[] codes, int bits)
    {
        byte[] packed = new byte[((codes.Length * bits) + 7) / 8];
        for (int i = 0; i < codes.Length * bits; i++)
        {
            packed[i / 8] |= (byte)((codes[i / bits] >> (i % bits) & 1) << (i % 8));
        }

        return packed;
    }
}
