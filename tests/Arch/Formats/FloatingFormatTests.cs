using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Formats;

[TestFixture]
public class FloatingFormatTests
{
    private static readonly NumberFormat Fp16 = NumberFormats.Get("fp16");
    private static readonly NumberFormat Bf16 = NumberFormats.Get("bf16");

    private static double Bf16Value(int code) => BitConverter.Int32BitsToSingle(code << 16);

    [Test]
    public void Decode_OfAllFp16Codes_EqualsSystemHalf()
    {
        for (int code = 0; code < 65536; code++)
        {
            double expected = (double)BitConverter.UInt16BitsToHalf((ushort)code);
            Assert.That(BitConverter.DoubleToInt64Bits(Fp16.Decode(code)) == BitConverter.DoubleToInt64Bits(expected)
                || (double.IsNaN(expected) && double.IsNaN(Fp16.Decode(code))), $"code {code:x4}");
        }
    }

    [Test]
    public void Decode_OfAllBf16Codes_EqualsTheUpperHalfOfBinary32()
    {
        for (int code = 0; code < 65536; code++)
        {
            Assert.That(Bf16.Decode(code).Equals(Bf16Value(code)), $"code {code:x4}");
        }
    }

    /// <summary>
    /// Random doubles over the format's exponents, with the halfway points of neighbouring codes and the doubles next
    /// to them.
    /// </summary>
    private static IEnumerable<double> Samples(NumberFormat format, int leastExponent, int mostExponent)
    {
        Random random = new(5);
        for (int i = 0; i < 100_000; i++)
        {
            double value = (random.NextDouble() + 1) * Math.ScaleB(1, random.Next(leastExponent, mostExponent));
            yield return random.Next(2) == 0 ? value : -value;
        }

        double[] values = format.Values.ToArray();
        for (int i = 1; i < values.Length; i++)
        {
            double middle = (values[i - 1] + values[i]) / 2;
            yield return middle;
            yield return Math.BitIncrement(middle);
            yield return Math.BitDecrement(middle);
        }
    }

    [Test]
    public void Encode_ToFp16_EqualsSystemHalf()
    {
        foreach (double value in Samples(Fp16, -30, 20))
        {
            Assert.That(Fp16.Encode(value), Is.EqualTo(BitConverter.HalfToUInt16Bits((Half)value)), $"{value:r}");
        }
    }

    /// <summary>
    /// BitConverter has no bfloat16, so the reference rounds the bits of an exact binary32 half to even.
    /// </summary>
    [Test]
    public void Encode_OfBinary32ToBf16_RoundsTheLowerHalfAwayToEven()
    {
        Random random = new(6);
        for (int i = 0; i < 200_000; i++)
        {
            uint bits = (uint)random.NextInt64(1L << 32);
            bits = i % 4 == 0 ? (bits & 0xFFFF0000) | 0x8000 : bits;
            float value = BitConverter.UInt32BitsToSingle(bits);
            if (float.IsNaN(value))
            {
                continue;
            }

            uint expected = unchecked(bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
            Assert.That(Bf16.Encode(value), Is.EqualTo((int)expected), $"{bits:x8}");
        }
    }

    [TestCase("fp16", 65504.0, 65519.999)]
    [TestCase("fp8-e5m2", 57344.0, 61439.999)]
    public void Encode_PastTheLargestOfAnIeeeFormat_RoundsToInfinityFromHalfAStepOn(
        string name, double largest, double below)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(format.Decode(format.Encode(below)), Is.EqualTo(largest));
        Assert.That(format.Decode(format.Encode(Math.Ceiling(below))), Is.EqualTo(double.PositiveInfinity));
        Assert.That(format.MaxMagnitude, Is.EqualTo(largest));
    }

    [TestCase("fp8-e4m3", 448.0)]
    [TestCase("fp6-e2m3", 7.5)]
    [TestCase("fp6-e3m2", 28.0)]
    [TestCase("fp4", 6.0)]
    public void Encode_PastTheLargestOfAFormatWithoutInfinity_Saturates(string name, double largest)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(format.MaxMagnitude, Is.EqualTo(largest));
        foreach (double beyond in (double[])[largest * 1.01, largest * 2, 1e300])
        {
            Assert.That(format.Decode(format.Encode(beyond)), Is.EqualTo(largest));
            Assert.That(format.Decode(format.Encode(-beyond)), Is.EqualTo(-largest));
        }
    }

    /// <summary>OCP OFP8 1.0, Table 1 and OCP MX 1.0, Table 2 to 5: the extremes of each format.</summary>
    [TestCase("fp8-e4m3", 0x08, 0.015625)]
    [TestCase("fp8-e4m3", 0x01, 0.001953125)]
    [TestCase("fp8-e4m3", 0x7F, double.NaN)]
    [TestCase("fp8-e4m3", 0xFE, -448.0)]
    [TestCase("fp8-e5m2", 0x7B, 57344.0)]
    [TestCase("fp8-e5m2", 0x04, 6.103515625e-05)]
    [TestCase("fp8-e5m2", 0x01, 1.52587890625e-05)]
    [TestCase("fp8-e5m2", 0x7C, double.PositiveInfinity)]
    [TestCase("fp8-e5m2", 0x7D, double.NaN)]
    [TestCase("fp6-e2m3", 0x01, 0.125)]
    [TestCase("fp6-e2m3", 0x08, 1.0)]
    [TestCase("fp6-e3m2", 0x01, 0.0625)]
    [TestCase("fp6-e3m2", 0x04, 0.25)]
    [TestCase("fp4", 0x01, 0.5)]
    [TestCase("fp4", 0x02, 1.0)]
    public void Decode_OfPublishedExtremes_HasThePublishedValue(string name, int code, double value) =>
        Assert.That(NumberFormats.Get(name).Decode(code), Is.EqualTo(value));

    [Test]
    public void Encode_OfZeros_KeepsTheSign([Values("fp16", "fp8-e4m3", "fp4")] string name)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(format.Encode(0.0), Is.Zero);
        Assert.That(format.Encode(-0.0), Is.EqualTo(format.CodeCount / 2));
        Assert.That(double.IsNegative(format.Decode(format.CodeCount / 2)));
    }

    [Test]
    public void Encode_OfTheSmallestDouble_IsZero([Values("fp16", "bf16", "fp8-e5m2", "fp6-e3m2")] string name) =>
        Assert.That(NumberFormats.Get(name).Encode(double.Epsilon), Is.Zero);
}
