using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Arch.Formats.OutlierVictim;

[TestFixture]
public class OutlierVictimFormatTests
{
    private static IReadOnlyList<OutlierVictimFormat> All => OutlierVictimFormats.All;

    [TestCase("ovp-int4", 4, 7, 12, 96, 7)]
    [TestCase("ovp-flint4", 4, 16, 24, 192, 7)]
    [TestCase("ovp-int8", 8, 127, 144, 32768, 64)]
    [TestCase("ovp-int8-e2m5", 8, 127, 132, 2016, 127)]
    public void Values_OfAFormat_AreNormalsAndOutliersOnBothSides(
        string name, int bits, int largestNormal, int firstOutlier, int largest, int outliers)
    {
        var format = (OutlierVictimFormat)NumberFormats.Get(name);
        double[] positive = [.. format.Values.ToArray().Where(value => value > 0)];
        Assert.That((format.Bits, format.CodeCount, format.LargestNormal),
            Is.EqualTo((bits, 2 << bits, largestNormal)));
        Assert.That(positive.Where(value => value > largestNormal).Take(1), Is.EqualTo(new double[] { firstOutlier }));
        Assert.That((positive.Count(value => value > largestNormal), format.MaxMagnitude),
            Is.EqualTo((outliers, largest)));
        Assert.That(format.Values.ToArray(), Is.EqualTo(positive.Reverse().Select(v => -v).Append(0).Concat(positive)));
    }

    [TestCase("ovp-int4", 9.5, 12)]
    [TestCase("ovp-int4", -9.5, -12)]
    [TestCase("ovp-int4", 0.5, 1)]
    [TestCase("ovp-int4", -0.5, 0)]
    [TestCase("ovp-int4", -6.5, -6)]
    [TestCase("ovp-int4", 14, 16)]
    [TestCase("ovp-int4", -14, -12)]
    [TestCase("ovp-int4", 1e9, 96)]
    [TestCase("ovp-flint4", 20, 24)]
    [TestCase("ovp-flint4", -20, -24)]
    [TestCase("ovp-flint4", -12, -8)]
    [TestCase("ovp-int8", 135.5, 144)]
    [TestCase("ovp-int8", -135.5, -144)]
    [TestCase("ovp-int8", -1e9, -32768)]
    [TestCase("ovp-int8-e2m5", -129.5, -132)]
    public void Encode_OfATieOrOverflow_FollowsTheDocumentedRule(string name, double value, double expected)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(format.Decode(format.Encode(value)), Is.EqualTo(expected));
    }

    [Test]
    public void OutlierBorder_OfAFormat_IsWhereEncodeTurnsToOutliers(
        [ValueSource(nameof(All))] OutlierVictimFormat format)
    {
        Assert.That(format.IsOutlier(format.Encode(format.OutlierBorder)), Is.True);
        Assert.That(format.IsOutlier(format.Encode(-format.OutlierBorder)), Is.True);
        Assert.That(format.IsOutlier(format.Encode(Math.BitDecrement(format.OutlierBorder))), Is.False);
        Assert.That(format.IsOutlier(format.Encode(-Math.BitDecrement(format.OutlierBorder))), Is.False);
    }

    [Test]
    public void Decode_OfUnusedPatternsAndTheIdentifier_IsZeroAndNeverEncoded(
        [ValueSource(nameof(All))] OutlierVictimFormat format)
    {
        int[] zeros = [.. Enumerable.Range(0, format.CodeCount).Where(code => format.Decode(code) == 0)];
        Assert.That(zeros, Is.SupersetOf(new[]
        {
            0, format.Identifier, format.OutlierFlag, format.OutlierFlag | format.Identifier,
        }));
        int unused = format.Name == "ovp-int8" ? 2 * (128 - 65) : 0;
        Assert.That(zeros, Has.Length.EqualTo(4 + unused));
        Assert.That(format.Encode(0), Is.Zero);
    }

    [TestCase(OutlierRule.LargerWins, 20, -30, 0, -32)]
    [TestCase(OutlierRule.LeftWins, 20, -30, 24, 0)]
    [TestCase(OutlierRule.LargerWins, -30, 20, -32, 0)]
    [TestCase(OutlierRule.LargerWins, 13, 13, 12, 0)]
    [TestCase(OutlierRule.LargerWins, 12.1, 12.2, 0, 12)]
    [TestCase(OutlierRule.LeftWins, 3, -30, 0, -32)]
    [TestCase(OutlierRule.LargerWins, 100, 7, 96, 0)]
    [TestCase(OutlierRule.LargerWins, 3.2, -6.6, 3, -7)]
    public void EncodePair_OfOutliers_KeepsTheOneOfTheRule(
        OutlierRule rule, double left, double right, double leftValue, double rightValue)
    {
        OutlierVictimFormat format = OutlierVictimFormats.Int4;
        (int leftCode, int rightCode) = format.EncodePair(left, right, rule);
        Assert.That((format.Decode(leftCode), format.Decode(rightCode)), Is.EqualTo((leftValue, rightValue)));
    }

    [Test]
    public void DecodeExponentInteger_OfEveryCode_IsItsValueInFewBits(
        [ValueSource(nameof(All))] OutlierVictimFormat format)
    {
        for (int code = 0; code < format.CodeCount; code++)
        {
            ExponentInteger pair = format.DecodeExponentInteger(code);
            Assert.That((double)pair.Value, Is.EqualTo(format.Decode(code)));
            Assert.That(Math.Abs(pair.Integer), Is.LessThan(1 << (format.SlotBits - 1)));
        }
    }

    /// <summary>The exponents and integers that the decoder's rules give, not only their values.</summary>
    [TestCase("ovp-int4", 0b00111, 0, 7)]
    [TestCase("ovp-int4", 0b01001, 0, -7)]
    [TestCase("ovp-int4", 0b10001, 2, 3)]
    [TestCase("ovp-int4", 0b11110, 5, -2)]
    [TestCase("ovp-flint4", 0b00110, 0, 4)]
    [TestCase("ovp-flint4", 0b00101, 2, 2)]
    [TestCase("ovp-flint4", 0b01100, 4, -1)]
    [TestCase("ovp-flint4", 0b10111, 6, 3)]
    [TestCase("ovp-int8", 0b1_0000_0001, 4, 9)]
    [TestCase("ovp-int8", 0b1_1100_0000, 12, -8)]
    [TestCase("ovp-int8-e2m5", 0b1_0111_1111, 5, 63)]
    public void DecodeExponentInteger_OfACode_IsThePairOfTheDecoder(string name, int code, int exponent, int integer)
    {
        var format = (OutlierVictimFormat)NumberFormats.Get(name);
        Assert.That(format.DecodeExponentInteger(code), Is.EqualTo(new ExponentInteger(exponent, integer)));
    }

    [Test]
    public void Encode_OfAnyNumber_IsTheLastNearestOfNormalsThenOutliers(
        [ValueSource(nameof(All))] OutlierVictimFormat format)
    {
        // The order of the released code's list: normals ascending, then outliers ascending; a later tie wins.
        double[] list =
        [
            .. format.Values.ToArray().Where(value => Math.Abs(value) <= format.LargestNormal),
            .. format.Values.ToArray().Where(value => Math.Abs(value) > format.LargestNormal),
        ];
        Seeded.Check(Gen.Choose(-16 * 2100, 16 * 2100).ToArbitrary(), sixteenths =>
        {
            double x = sixteenths / 16.0;
            double best = list[0];
            foreach (double value in list)
            {
                best = Math.Abs(x - value) <= Math.Abs(x - best) ? value : best;
            }

            return format.Decode(format.Encode(x)) == best;
        }, count: 5000, seed: 41);
    }
}
