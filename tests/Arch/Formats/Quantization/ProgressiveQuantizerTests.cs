using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;

namespace Accel.Tests.Arch.Formats.Quantization;

/// <summary>Narrow codes with whole multipliers that never leave an integer lane.</summary>
public class ProgressiveQuantizerTests
{
    [TestCase(2, 8, 127)]
    [TestCase(3, 8, 42)]
    [TestCase(4, 8, 18)]
    [TestCase(5, 8, 8)]
    [TestCase(6, 8, 4)]
    [TestCase(7, 8, 2)]
    [TestCase(2, 3, 3)]
    [TestCase(4, 6, 4)]
    public void LimitOf_IsTheLargestMultiplierThatStaysInTheLane(int bits, int lane, int limit)
    {
        Assert.That(ProgressiveQuantizer.LimitOf(bits, lane), Is.EqualTo(limit));
        int most = ProgressiveQuantizer.LargestCode(bits);
        Assert.That(limit * most, Is.LessThanOrEqualTo((1 << (lane - 1)) - 1));
        Assert.That((limit + 1) * most, Is.GreaterThan((1 << (lane - 1)) - 1));
    }

    [TestCase(1, 8)]
    [TestCase(8, 8)]
    [TestCase(4, 4)]
    [TestCase(4, 9)]
    public void LimitOf_WidthsThatDoNotGoTogether_Throws(int bits, int lane) =>
        Assert.That(() => ProgressiveQuantizer.LimitOf(bits, lane), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Quantize_OfRandomChannels_StaysInTheLaneWithTheBestMultiplier(
        [Range(2, 6)] int bits, [Values(8, 7)] int lane)
    {
        Random random = new(bits);
        int most = ProgressiveQuantizer.LargestCode(bits);
        int limit = ProgressiveQuantizer.LimitOf(bits, lane);
        int edge = (1 << (lane - 1)) - 1;
        for (int round = 0; round < 20; round++)
        {
            double[] channel = [.. Enumerable.Range(0, random.Next(1, 90))
                .Select(_ => Math.Pow(random.NextDouble() - 0.5, 3))];
            sbyte[] codes = new sbyte[channel.Length];
            byte[] multipliers = new byte[(channel.Length + 31) / 32];
            double scale = ProgressiveQuantizer.Quantize(bits, 32, channel, codes, multipliers, lane);
            Assert.That((double)(Half)scale, Is.EqualTo(scale));
            Assert.That(codes.Select(code => Math.Abs((int)code)), Is.All.LessThanOrEqualTo(most));
            Assert.That(multipliers, Is.All.InRange(1, limit));
            int[] values = [.. codes.Select((code, i) => code * multipliers[i / 32])];
            Assert.That(values, Is.All.InRange(-edge, edge));
            int[] levels = [.. channel.Select(x => (int)Math.Clamp(Math.Round(x / scale), -edge, edge))];
            for (int g = 0; g < multipliers.Length; g++)
            {
                int[] group = [.. levels.Skip(g * 32).Take(32)];
                int[] errors = [.. Enumerable.Range(1, limit).Select(u => group.Sum(level => Square(level, u, most)))];
                Assert.That(Array.IndexOf(errors, errors.Min()) + 1, Is.EqualTo(multipliers[g]));
                Assert.That(group.Select(level => Square(level, multipliers[g], most)),
                    Is.EqualTo(group.Select((level, i) => (int)Math.Pow(level - values[(g * 32) + i], 2))));
            }
        }

        static int Square(int level, int multiplier, int most)
        {
            int code = (int)Math.Clamp(Math.Round((double)level / multiplier, MidpointRounding.ToEven), -most, most);
            return (level - (code * multiplier)) * (level - (code * multiplier));
        }
    }

    /// <summary>127 over a limit of 18 leaves 126: levels of a group whose code is the largest.</summary>
    [Test]
    public void Quantize_ByHand_IsExactWhereTheLevelsAreMultiples()
    {
        sbyte[] codes = new sbyte[6];
        byte[] multipliers = new byte[2];
        double scale = ProgressiveQuantizer.Quantize(4, 3, [127, 126, -18, 35, -20, 5], codes, multipliers);
        Assert.That(scale, Is.EqualTo(1));
        Assert.That(multipliers, Is.EqualTo(new byte[] { 18, 5 }));
        Assert.That(codes, Is.EqualTo(new sbyte[] { 7, 7, -1, 7, -4, 1 }));
    }

    [Test]
    public void Quantize_OfZerosOrWrongInput_IsZeroOrThrows()
    {
        sbyte[] codes = [1, 1];
        byte[] multipliers = [0];
        Assert.That(ProgressiveQuantizer.Quantize(4, 128, [0, 0], codes, multipliers), Is.EqualTo(1));
        Assert.That((codes, multipliers), Is.EqualTo((new sbyte[] { 0, 0 }, new byte[] { 1 })));
        Assert.That(() => ProgressiveQuantizer.Quantize(4, 128, [double.NaN, 0], codes, multipliers),
            Throws.ArgumentException);
        Assert.That(() => ProgressiveQuantizer.Quantize(4, 128, [1, 2, 3], codes, multipliers),
            Throws.InstanceOf<ArgumentException>());
    }

    /// <summary>
    /// Beside second-level scales taken from the largest weight: the search for a multiplier gains at 3 and 4 bits more
    /// than whole multipliers cost; at 5 bits there are too few of them.
    /// </summary>
    [TestCase(3, 0.55, 0.7)]
    [TestCase(4, 0.8, 0.9)]
    [TestCase(5, 0.95, 1.05)]
    public void Quantize_OfNormalWeights_IsNearTheFormatOfAsManyBits(int bits, double least, double most)
    {
        Random random = new(17);
        double[] channel = [.. Enumerable.Range(0, 4096).Select(_ =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        sbyte[] codes = new sbyte[4096];
        byte[] multipliers = new byte[32];
        double scale = ProgressiveQuantizer.Quantize(
            bits, ProgressiveQuantizer.DefaultGroup, channel, codes, multipliers);
        double error = channel.Select((x, i) => x - (codes[i] * multipliers[i / 128] * scale)).Average(e => e * e);
        var format = TensorFormat.Parse($"int{bits}/128");
        double reference = ChannelQuantizer.Quantize(
            format, channel, new int[4096], new double[4096], new GroupParameters[32]).MeanSquaredError;
        Assert.That(error / reference, Is.InRange(least, most));
    }
}
