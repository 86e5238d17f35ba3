using Accel.Arch.Formats.Ternary;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Formats.Ternary;

/// <summary>Layouts of other software, bit by bit against <c>ternary_layouts.csv</c>, and back.</summary>
public class TernaryLayoutsTests
{
    private const float Scale = 0.75f;

    [TestCaseSource(nameof(Rows))]
    public void Encode_AReferenceMatrix_GivesItsBytesAndDecodesBack(int row)
    {
        ReferenceCsv reference = ReferenceCsv.Read("ternary_layouts.csv")[row];
        (int n, int k) = (reference.Int("n"), reference.Int("k"));
        sbyte[] weights = TernaryWeights.Reference(n * k, reference.Int("levels"));
        byte[] expected = Convert.FromHexString(reference["bytes"]);
        var packed = new byte[expected.Length];
        var decoded = new sbyte[n * k];
        Codec(reference).Encode(n, k, weights, packed);
        Assert.That(Convert.ToHexString(packed), Is.EqualTo(Convert.ToHexString(expected)));
        Codec(reference).Decode(n, k, decoded, packed);
        Assert.That(decoded, Is.EqualTo(weights));
    }

    [Test]
    public void Tl2_TilesWithoutColumns_Throw()
    {
        LutTiles tiles = new(32, 0, 32);
        Assert.That(() => BitNetTl2.PackedBytes(32, 96, tiles), Throws.ArgumentException);
        Assert.That(
            () => BitNetTl2.Encode(32, 96, tiles, new sbyte[32 * 96], new byte[4096]), Throws.ArgumentException);
    }

    [Test]
    public void Decode_WhatNoEncoderWrites_Throws()
    {
        byte[] wrong = [.. Enumerable.Repeat((byte)0xff, 4096)];
        var weights = new sbyte[32 * 96];
        LutTiles tiles = new(32, 96, 32);
        Assert.That(() => BitNetTl1.Decode(32, 96, tiles, wrong, weights), Throws.ArgumentException);
        Assert.That(() => BitNetTl2.Decode(32, 96, tiles, wrong, weights), Throws.ArgumentException);
        Assert.That(() => BitNetI2S.Decode(wrong, weights), Throws.ArgumentException);
        Assert.That(() => BitNetGpuInt2.Decode(32, 96, new byte[4096], weights), Throws.ArgumentException);
        Assert.That(() => TernaryByte.Decode(wrong, weights), Throws.ArgumentException);
        Assert.That(() => GgufTernary.DecodeTq2(wrong, weights.AsSpan(0, 256)), Throws.ArgumentException);
    }

    [Test]
    public void Encode_PartsOfTiles_Throw()
    {
        var packed = new byte[9999];
        var weights = new sbyte[40 * 100];
        LutTiles tiles = new(32, 96, 32);
        Assert.That(() => BitNetTl1.Encode(40, 100, tiles, weights, packed), Throws.ArgumentException);
        Assert.That(() => BitNetTl2.Encode(40, 100, tiles, weights, packed), Throws.ArgumentException);
        Assert.That(() => BitNetGpuInt2.Encode(40, 100, weights, packed), Throws.ArgumentException);
        Assert.That(() => BitNetI2S.Encode(weights, 1, packed), Throws.ArgumentException);
        Assert.That(() => new TMacLayout(new BitPlanes(2, true), 32, 8).Encode(40, 100, weights, packed),
            Throws.ArgumentException);
    }

    public static IEnumerable<TestCaseData> Rows() => Enumerable.Range(0, 16).Select(row => new TestCaseData(row));

    private static (Coder Encode, Coder Decode) Codec(ReferenceCsv row)
    {
        LutTiles tiles = new(row.Int("tile_rows"), row.Int("tile_columns"), row.Int("block_rows_or_bits"));
        TMacLayout planes = new(new BitPlanes(tiles.BlockRows, true), tiles.Rows, tiles.Columns);
        return row["layout"] switch
        {
            "tl1" => ((n, k, w, p) => BitNetTl1.Encode(n, k, tiles, w, p),
                (n, k, w, p) => BitNetTl1.Decode(n, k, tiles, p, w)),
            "tl2" => ((n, k, w, p) => BitNetTl2.Encode(n, k, tiles, w, p),
                (n, k, w, p) => BitNetTl2.Decode(n, k, tiles, p, w)),
            "gpu-int2" => ((n, k, w, p) => BitNetGpuInt2.Encode(n, k, w, p),
                (n, k, w, p) => BitNetGpuInt2.Decode(n, k, p, w)),
            "i2_s" => ((_, _, w, p) => BitNetI2S.Encode(w, Scale, p),
                (_, _, w, p) => Assert.That(BitNetI2S.Decode(p, w), Is.EqualTo(Scale))),
            "tq1_0" => ((_, _, w, p) => GgufTernary.EncodeTq1(w, (Half)Scale, p),
                (_, _, w, p) => Assert.That(GgufTernary.DecodeTq1(p, w), Is.EqualTo((Half)Scale))),
            "tq2_0" => ((_, _, w, p) => GgufTernary.EncodeTq2(w, (Half)Scale, p),
                (_, _, w, p) => Assert.That(GgufTernary.DecodeTq2(p, w), Is.EqualTo((Half)Scale))),
            "t-mac" => ((n, k, w, p) => planes.Encode(n, k, w, p), (n, k, w, p) => planes.Decode(n, k, p, w)),
            string other => throw new InvalidOperationException(other),
        };
    }

    private delegate void Coder(int n, int k, sbyte[] weights, byte[] packed);
}
