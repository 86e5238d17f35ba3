using System.Globalization;
using Accel.Arch.Formats.Ternary;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Formats.Ternary;

/// <summary>The codes of <c>ternary_formats.csv</c>: their sizes, and each stated definition by its codec.</summary>
public class TernaryFormatsTests
{
    private static readonly LutTiles Tiles = new(32, 96, 32);

    /// <summary>Bytes of 96 x 480 weights, without tails that are there once.</summary>
    private static readonly Dictionary<string, double> BitsOf = new()
    {
        ["TeLLMe TLMM (G=3)"] = PerWeight(IndexVectors.Dense(3, 4).PackedBytes(96, 480)),
        ["TLMM G=4 (bitnet2lut proposal)"] = PerWeight(IndexVectors.Dense(4, 4).PackedBytes(96, 480)),
        ["bitnet.cpp TL1"] = PerWeight(BitNetTl1.PackedBytes(96, 480)),
        ["bitnet.cpp TL2"] = PerWeight(BitNetTl2.PackedBytes(96, 480, Tiles)),
        ["bitnet.cpp I2_S"] = PerWeight(BitNetI2S.PackedBytes(96 * 480) - BitNetI2S.PackedBytes(0)),
        ["bitnet GPU int2"] = PerWeight(BitNetGpuInt2.PackedBytes(96, 480)),
        ["base-3 byte (bitnet-kv260; TerEffic style)"] = PerWeight(96 * TernaryByte.PackedBytes(480, 16)),
        ["GGUF TQ1_0"] = GgufTernary.Tq1Bytes * 8.0 / GgufTernary.Block,
        ["GGUF TQ2_0"] = GgufTernary.Tq2Bytes * 8.0 / GgufTernary.Block,
        ["T-MAC int2 (g=4)"] = PerWeight(new TMacLayout(new BitPlanes(2, true), 64, 8).PackedBytes(96, 480)),
        ["TENET 64B:80B"] = PerWeight(96 * TernaryByte.PackedBytes(480, 1)),
    };

    [Test]
    public void PackedBytes_OfEachFormat_AreItsBitsPerWeight()
    {
        int checkedRows = 0;
        foreach (ReferenceCsv row in ReferenceCsv.Read("ternary_formats.csv"))
        {
            if (BitsOf.TryGetValue(row["format"], out double bits))
            {
                Assert.That(bits, Is.EqualTo(row.Number("bits_per_weight")).Within(5e-5), row["format"]);
                checkedRows++;
            }
        }

        Assert.That(checkedRows, Is.EqualTo(BitsOf.Count));
    }

    [TestCase("TeLLMe TLMM (G=3)", 3)]
    [TestCase("TLMM G=4 (bitnet2lut proposal)", 4)]
    public void Index_OfAPublishedGroup_HasItsBitsAndEntries(string format, int group)
    {
        ReferenceCsv row = Row(format);
        Assert.That(TernaryIndex.Bits(group), Is.EqualTo(row.Int("code_bits")));
        Assert.That(TernaryIndex.Count(group), Is.EqualTo(row.Int("table_entries_stored")));
    }

    [Test]
    public void Index_OfAnyGroup_HasTheStatedBits([Range(1, 5)] int group) =>
        Assert.That(TernaryIndex.Bits(group), Is.EqualTo((int)Math.Ceiling(group * Math.Log2(3))));

    [Test]
    public void TernaryByte_OfEveryByte_IsTheStatedSum()
    {
        var weights = new sbyte[5];
        var packed = new byte[1];
        for (int number = 0; number < 243; number++)
        {
            TernaryByte.Decode([(byte)number], weights);
            Assert.That(weights.Select((weight, j) => (weight + 1) * (int)Math.Pow(3, j)).Sum(), Is.EqualTo(number));
            TernaryByte.Encode(weights, packed);
            Assert.That(packed[0], Is.EqualTo(number));
        }

        TernaryByte.Encode([0, 0], packed);
        Assert.That(packed[0], Is.EqualTo(TernaryByte.Zero));
        Assert.That(TernaryByte.PackedBytes(81, 16), Is.EqualTo(32));
        Assert.That(TernaryByte.PackedBytes(80, 16), Is.EqualTo(16));
    }

    [Test]
    public void Tl1_OfEveryPair_IsTheStatedCode()
    {
        int[] codes = [.. from first in Enumerable.Range(-1, 3) from second in Enumerable.Range(-1, 3)
            select BitNetTl1.Code(first, second)];
        Assert.That(codes, Is.EqualTo(Enumerable.Range(0, 9)));
    }

    [Test]
    public void Tl2_OfEveryTriple_HasTheStatedMagnitudeAndSign()
    {
        var weights = new sbyte[32 * 96];
        var packed = new byte[BitNetTl2.PackedBytes(32, 96, Tiles)];
        for (int value = -13; value <= 13; value++)
        {
            int index = value + 13;
            (weights[0], weights[1], weights[2]) =
                ((sbyte)((index / 9) - 1), (sbyte)((index / 3 % 3) - 1), (sbyte)((index % 3) - 1));
            BitNetTl2.Encode(32, 96, Tiles, weights, packed);
            Assert.That(packed[0], Is.EqualTo(Math.Abs(value) << 4), $"{value}");

            // The first sign is the top bit of the first 16-bit word, whose low byte comes first.
            Assert.That((packed[512], packed[513]), Is.EqualTo((0, value < 0 ? 128 : 0)), $"{value}");
        }
    }

    [Test]
    public void I2S_OfABlock_HasStride32FromTheTopBitsDown()
    {
        var weights = new sbyte[128];
        (weights[5], weights[37], weights[69], weights[101]) = (-1, 0, 1, -1);
        var packed = new byte[BitNetI2S.PackedBytes(128)];
        BitNetI2S.Encode(weights, 2f, packed);
        Assert.That(packed[5], Is.EqualTo(0b00_01_10_00));
        Assert.That(packed[4], Is.EqualTo(0b01_01_01_01));
        Assert.That(packed[32..36], Is.EqualTo(BitConverter.GetBytes(2f)));
    }

    [Test]
    public void GpuInt2_OfTheFirstRun_InterleavesItsCodes()
    {
        var weights = new sbyte[16 * 32];
        weights.AsSpan(0, 16).Fill(-1);
        (weights[4], weights[8], weights[1]) = (0, 1, 1);
        var packed = new byte[BitNetGpuInt2.PackedBytes(16, 32)];
        BitNetGpuInt2.Encode(16, 32, weights, packed);
        Assert.That(packed[0], Is.EqualTo(0b01_11_10_01));
        Assert.That(packed[1], Is.EqualTo(0b01_01_01_11));
    }

    [Test]
    public void TritPlanes_OfTwoIndices_TakeTheStatedBits()
    {
        double entropy = double.Parse(Row("PTQTP trit planes")["bits_per_weight"], CultureInfo.InvariantCulture);
        Assert.That(2 * Math.Log2(3), Is.EqualTo(entropy).Within(0.005));
    }

    private static ReferenceCsv Row(string format) =>
        ReferenceCsv.Read("ternary_formats.csv").Single(row => row["format"] == format);

    private static double PerWeight(long bytes) => bytes * 8.0 / (96 * 480);
}
