using System.Globalization;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Formats.OutlierVictim;

/// <summary>
/// Every row of the OliVe tables in tests/Reference, which follow its released code: the left one wins.
/// </summary>
[TestFixture]
[Category("published")]
public class PublishedPairsTests
{
    private static IReadOnlyList<ReferenceCsv> Vectors { get; } = ReferenceCsv.Read("olive_ovp_vectors.csv");

    private static OutlierVictimFormat Format(string normalType) =>
        normalType == "int4" ? OutlierVictimFormats.Int4 : OutlierVictimFormats.Flint4;

    private static ReferenceCsv[] Rows(string type, string threshold) =>
        [.. Vectors.Where(row => row["normal_type"] == type && row["alpha_kind"] == threshold)];

    private static double[] Elements => [.. Vectors.Take(64).Select(row => row.Number("x"))];

    [Test]
    public void EncodePair_OfTheVectors_GivesEveryCodeKindAndValue(
        [Values("int4", "flint4")] string type, [Values("fixed", "searched")] string threshold)
    {
        (OutlierVictimFormat format, ReferenceCsv[] rows) = (Format(type), Rows(type, threshold));
        Assert.That(rows, Has.Length.EqualTo(64));
        double scale = rows[0].Number("alpha") / format.LargestNormal;
        for (int i = 0; i < rows.Length; i += 2)
        {
            (int left, int right) = format.EncodePair(
                rows[i].Number("x") / scale, rows[i + 1].Number("x") / scale, OutlierRule.LeftWins);
            CheckRow(format, rows[i], left, scale);
            CheckRow(format, rows[i + 1], right, scale);
        }
    }

    [Test]
    public void EncodePairs_OfTheVectors_PacksTheCodesLeftInTheLowNibble(
        [Values("int4", "flint4")] string type, [Values("fixed", "searched")] string threshold)
    {
        (OutlierVictimFormat format, ReferenceCsv[] rows) = (Format(type), Rows(type, threshold));
        double scale = rows[0].Number("alpha") / format.LargestNormal;
        double[] scaled = [.. rows.Select(row => row.Number("x") / scale)];
        byte[] packed = new byte[PairCodec.PackedBytes(format, scaled.Length)];
        int[] values = new int[scaled.Length];
        PairCodec.EncodePairs(format, scaled, OutlierRule.LeftWins, packed, out PairStatistics statistics);
        PairCodec.DecodePairs(format, packed, values);
        byte[] expected = [.. rows.Chunk(2).Select(pair => Convert.ToByte(
            pair[1]["code4_msb_first"] + pair[0]["code4_msb_first"], 2))];
        Assert.That(packed, Is.EqualTo(expected));
        Assert.That(values, Is.EqualTo(rows.Select(row => row.Int("quantised_value_in_normal_LSB"))));
        Assert.That(statistics.Victims, Is.EqualTo(rows.Count(row => row["kind_N_O_V"] == "V")));
    }

    [Test]
    public void Fit_OfTheVectors_FindsEveryPublishedThreshold()
    {
        IReadOnlyList<ReferenceCsv> rows = ReferenceCsv.Read("olive_ovp_search.csv");
        Assert.That(rows, Has.Count.EqualTo(2));
        foreach (ReferenceCsv row in rows)
        {
            ThresholdFit fit = ThresholdSearch.Fit(Format(row["normal_type"]), Elements, OutlierRule.LeftWins);
            Assert.That(fit.Start, Is.EqualTo(row.Number("three_sigma_start")).Within(1).Ulps);
            Assert.That(fit.Percent, Is.EqualTo(row.Int("best_percent")));
            Assert.That(fit.Threshold, Is.EqualTo(row.Number("best_alpha")).Within(1).Ulps);
            Assert.That(fit.MeanSquaredError, Is.EqualTo(row.Number("mse")).Within(4).Ulps);
        }
    }

    [Test]
    public void ChooseNormals_OfTheVectors_IsTheTypeWithTheSmallerPublishedError() => Assert.That(
        ThresholdSearch.ChooseNormals(Elements, 64, OutlierRule.LeftWins), Is.EqualTo(Format(
            ReferenceCsv.Read("olive_ovp_search.csv").MinBy(row => row.Number("mse"))!["normal_type"])));

    [TestCase("int4", 0)]
    [TestCase("flint4_signed", 0)]
    [TestCase("abfloat_E2M1_bias0", 0)]
    [TestCase("abfloat_E2M1_bias2", 2)]
    [TestCase("abfloat_E2M1_bias3", 3)]
    [TestCase("flint4_unsigned", 0)]
    public void Decode_OfEveryCode_HasThePublishedValue(string name, int bias)
    {
        ReferenceCsv[] rows = [.. ReferenceCsv.Read("olive_formats.csv").Where(row => row["format"] == name)];
        AbFloat outliers = new(2, 1, bias, 192);
        Assert.That(rows, Has.Length.EqualTo(16));
        foreach (ReferenceCsv row in rows)
        {
            int code = Convert.ToInt32(row["code"], 2);
            ExponentInteger value = name switch
            {
                "int4" => OutlierVictimFormats.Int4.DecodeExponentInteger(code),
                "flint4_signed" => OutlierVictimFormats.Flint4.DecodeExponentInteger(code),
                "flint4_unsigned" => Flint.Decode(code, 4),
                _ => outliers.Decode(code),
            };
            int expected = int.TryParse(row["value"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out int number) ? number : 0;
            Assert.That(value.Value, Is.EqualTo(expected), row["code"]);
        }
    }

    private static void CheckRow(OutlierVictimFormat format, ReferenceCsv row, int code, double scale)
    {
        string kind = format.IsOutlier(code) ? "O" : code == format.Identifier ? "V" : "N";
        int slot = code & (format.OutlierFlag - 1);
        Assert.That((kind, format.Decode(code), Convert.ToString(slot, 2).PadLeft(4, '0')),
            Is.EqualTo((row["kind_N_O_V"], row.Number("quantised_value_in_normal_LSB"), row["code4_msb_first"])),
            row["index"]);
        Assert.That(format.Decode(code) * scale, Is.EqualTo(row.Number("dequantised")), row["index"]);
    }
}
