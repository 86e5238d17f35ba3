using Accel.Arch.Formats.OutlierVictim;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Arch.Formats.OutlierVictim;

[TestFixture]
public class PairCodecTests
{
    private static readonly OutlierRule[] Rules = [OutlierRule.LargerWins, OutlierRule.LeftWins];

    private static IReadOnlyList<OutlierVictimFormat> All => OutlierVictimFormats.All;

    private static IEnumerable<OutlierVictimFormat> FourBits => All.Where(format => format.SlotBits == 4);

    private static IEnumerable<OutlierVictimFormat> EightBits => All.Where(format => format.SlotBits == 8);

    [Test]
    public void DecodePairs_OfEveryByte_SurvivesEncodingAgain(
        [ValueSource(nameof(FourBits))] OutlierVictimFormat format, [ValueSource(nameof(Rules))] OutlierRule rule)
    {
        byte[] packed = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        CheckSurvives(format, packed, rule);
    }

    [Test]
    public void DecodePairs_OfEveryPairOfBytes_SurvivesEncodingAgain(
        [ValueSource(nameof(EightBits))] OutlierVictimFormat format, [ValueSource(nameof(Rules))] OutlierRule rule)
    {
        byte[] packed = [.. Enumerable.Range(0, 65536)
            .SelectMany(pair => new[] { (byte)(pair & 255), (byte)(pair >> 8) })];
        CheckSurvives(format, packed, rule);
    }

    [Test]
    public void DecodePairs_OfEncodedRandomElements_AreTheValuesOfTheirCodes(
        [ValueSource(nameof(All))] OutlierVictimFormat format, [ValueSource(nameof(Rules))] OutlierRule rule)
    {
        Seeded.Check(Gen.Choose(0, 40).ToArbitrary(), length =>
        {
            double[] scaled = Elements(length, seed: length, format);
            byte[] packed = new byte[PairCodec.PackedBytes(format, length)];
            int[] values = new int[length];
            ExponentInteger[] operands = new ExponentInteger[length];
            PairCodec.EncodePairs(format, scaled, rule, packed, out PairStatistics statistics);
            PairCodec.DecodePairs(format, packed, values);
            PairCodec.DecodePairs(format, packed, operands);
            bool holds = statistics.Pairs == (length + 1) / 2;
            for (int i = 0; i < length; i += 2)
            {
                (int left, int right) = format.EncodePair(scaled[i], i + 1 < length ? scaled[i + 1] : 0, rule);
                holds &= values[i] == format.Decode(left) && operands[i] == format.DecodeExponentInteger(left);
                holds &= i + 1 == length
                    || (values[i + 1] == format.Decode(right) && operands[i + 1].Value == values[i + 1]);
            }

            return holds;
        }, count: 200, seed: 42);
    }

    [Test]
    public void Unpack_OfPackedCodes_GivesTheCodesBack([ValueSource(nameof(All))] OutlierVictimFormat format)
    {
        double[] scaled = Elements(1001, seed: 43, format);
        byte[] packed = new byte[PairCodec.PackedBytes(format, scaled.Length)];
        byte[] again = new byte[packed.Length];
        int[] codes = new int[scaled.Length];
        PairCodec.EncodePairs(format, scaled, OutlierRule.LargerWins, packed, out _);
        PairCodec.Unpack(format, packed, codes);
        PairCodec.Pack(format, codes, again);
        Assert.That(again, Is.EqualTo(packed));
        Assert.That(codes.Count(format.IsOutlier), Is.GreaterThan(20));
    }

    [Test]
    public void Unpack_OfEveryByte_KeepsTheStoredBits([ValueSource(nameof(FourBits))] OutlierVictimFormat format)
    {
        byte[] packed = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        int[] codes = new int[512];
        int[] values = new int[512];
        PairCodec.Unpack(format, packed, codes);
        PairCodec.DecodePairs(format, packed, values);
        Assert.That(codes.Chunk(2).Select(pair => (byte)((pair[0] & 15) | ((pair[1] & 15) << 4))), Is.EqualTo(packed));
        Assert.That(codes.Select(code => (int)format.Decode(code)), Is.EqualTo(values));
    }

    [TestCase(0b10001, 3)]
    [TestCase(3, 0b10001)]
    [TestCase(8, 3)]
    [TestCase(0b10001, 0b10001)]
    [TestCase(8, 8)]
    [TestCase(3, 32)]
    [TestCase(-1, 3)]
    public void Pack_OfCodesThatAreNoPair_Throws(int left, int right) => Assert.That(
        () => PairCodec.Pack(OutlierVictimFormats.Int4, [left, right], new byte[1]),
        Throws.InstanceOf<ArgumentException>());

    [Test]
    public void EncodePairs_OfPairsOfEveryKind_CountsThem([ValueSource(nameof(Rules))] OutlierRule rule)
    {
        double[] scaled = [1, 2, 10, 3, 3, -10, 12, 40, -20, 9.5, 9.4, 9.4, 50];
        byte[] packed = new byte[7];
        PairCodec.EncodePairs(OutlierVictimFormats.Int4, scaled, rule, packed, out PairStatistics statistics);
        Assert.That(statistics, Is.EqualTo(new PairStatistics(2, 3, 2)));
        Assert.That((statistics.DroppedOutliers, statistics.Victims, statistics.Pairs), Is.EqualTo((2, 5, 7)));
        Assert.That(statistics.NormalNormalShare + statistics.OutlierNormalShare + statistics.OutlierOutlierShare,
            Is.EqualTo(1).Within(1e-15));
        Assert.That((statistics + statistics).OutlierOutlierShare, Is.EqualTo(2.0 / 7));
        Assert.That(default(PairStatistics).NormalNormalShare, Is.Zero);
    }

    [Test]
    public void EncodePairs_ForSpansThatAreTooShort_Throws()
    {
        OutlierVictimFormat format = OutlierVictimFormats.Int8;
        Assert.That(() => PairCodec.EncodePairs(format, [1, 2, 3], OutlierRule.LeftWins, new byte[3], out _),
            Throws.ArgumentException);
        Assert.That(() => PairCodec.DecodePairs(format, new byte[3], new int[3]), Throws.ArgumentException);
        Assert.That(() => PairCodec.DecodePairs(format, new byte[3], new ExponentInteger[4]), Throws.ArgumentException);
        Assert.That(() => PairCodec.Unpack(format, new byte[3], new int[3]), Throws.ArgumentException);
        Assert.That(() => PairCodec.Pack(format, [1, 2, 3], new byte[3]), Throws.ArgumentException);
    }

    [Test]
    public void Of_AByteTable_HasTheDecodedPairs([ValueSource(nameof(FourBits))] OutlierVictimFormat format)
    {
        byte[] packed = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        int[] values = new int[512];
        PairCodec.DecodePairs(format, packed, values);
        Assert.That(PairTables.Of(format).ToArray().SelectMany(pair => new int[] { pair.Left, pair.Right }),
            Is.EqualTo(values));
        Assert.That(() => PairTables.Of(OutlierVictimFormats.Int8), Throws.ArgumentException);
    }

    [Test]
    public void EncodeAndDecode_OfManyPairs_AllocateNothing()
    {
        OutlierVictimFormat format = OutlierVictimFormats.Flint4;
        double[] scaled = Elements(4096, seed: 44, format);
        byte[] packed = new byte[2048];
        int[] values = new int[4096];
        PairCodec.EncodePairs(format, scaled, OutlierRule.LargerWins, packed, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PairCodec.EncodePairs(format, scaled, OutlierRule.LargerWins, packed, out _);
        PairCodec.DecodePairs(format, packed, values);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    /// <summary>Mostly normal elements, some far outside.</summary>
    internal static double[] Elements(int count, int seed, OutlierVictimFormat format)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 2
                * (random.Next(10) == 0 ? 1.2 * format.MaxMagnitude : format.LargestNormal)),
        ];
    }

    private static void CheckSurvives(OutlierVictimFormat format, byte[] packed, OutlierRule rule)
    {
        int[] values = new int[packed.Length * 2 / (format.SlotBits / 4)];
        int[] again = new int[values.Length];
        byte[] canonical = new byte[packed.Length];
        PairCodec.DecodePairs(format, packed, values);
        PairCodec.EncodePairs(format, [.. values.Select(value => (double)value)], rule, canonical,
            out PairStatistics statistics);
        PairCodec.DecodePairs(format, canonical, again);
        Assert.That(again, Is.EqualTo(values));
        Assert.That(statistics.OutlierOutlier, Is.Zero);
        int used = format.OutlierSlots.ToArray().Count(slot => slot != default);
        Assert.That(statistics.OutlierNormal, Is.EqualTo(2 * used));
    }
}
