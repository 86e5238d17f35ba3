using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Formats.Sparse;

/// <summary>Sparsity as a part of a tensor's format.</summary>
public class SparseTensorFormatTests
{
    private static IEnumerable<string> CanonicalTexts() =>
        from dense in new[]
        {
            "int2", "int4/128", "int8/16@fp16", "int3.5/128", "ternary", "fp16", "fp8-e4m3", "flint4/64", "denseshift3",
        }
        from sparsity in new[] { "2:4", "2:4x3", "4:8", "11.2:16", "3:16x16" }
        select $"{dense}~{sparsity}";

    [TestCaseSource(nameof(CanonicalTexts))]
    public void TryParse_OfCanonicalText_RoundTrips(string text)
    {
        Assert.That(TensorFormat.TryParse(text, out TensorFormat? format, out string error, out _), error);
        Assert.That(format!.ToString(), Is.EqualTo(text));
        Assert.That(TensorFormat.Parse(text), Is.EqualTo(format));
        Assert.That(TensorFormat.Parse(text).GetHashCode(), Is.EqualTo(format.GetHashCode()));
        Assert.That(format, Is.Not.EqualTo(format.Dense));
        Assert.That(format.Dense.ToString(), Is.EqualTo(text.Split('~')[0]));
    }

    [TestCase("int4~", "must be written N:M", "2:4")]
    [TestCase("int4/128~2:3", "4, 8 or 16", "2:4")]
    [TestCase("int4/128~2:4~2:4", "must be written N:M", "2:4")]
    [TestCase("~2:4", "the number format is missing", "format[/group]")]
    [TestCase("itn4~2:4", "unknown number format 'itn4'", "int4")]
    [TestCase("ovp-int4~2:4", "ovp-int4 stores pairs of neighbours", "leave '~2:4' out")]
    [TestCase("fp4-er-ea/128~2:4", "fp4-er-ea has a special value a group", "leave '~2:4' out")]
    [TestCase("int4-asym/128~2:4", "int4-asym has no code that is zero", "leave '~2:4' out")]
    [TestCase("uint4~2:4", "uint4 has no code that is zero", "leave '~2:4' out")]
    [TestCase("int4/24~2:16", "whole blocks of 16, got 24", "leave '~2:16' out")]
    public void TryParse_OfWrongText_SaysWhatAndSuggests(string text, string message, string suggestion)
    {
        Assert.That(TensorFormat.TryParse(text, out TensorFormat? format, out string error, out string? hint),
            Is.False);
        Assert.That(format, Is.Null);
        Assert.That(error, Does.Contain(message));
        Assert.That(hint, Does.Contain(suggestion));
    }

    [Test]
    public void Constructor_OfPairs_Throws() => Assert.That(() => new TensorFormat(
        NumberFormats.Get("ovp-int4"), 0, ScaleFormat.Fp16, WeightSparsityTests.Read("2:4")), Throws.ArgumentException);

    [Test]
    public void TryParse_OfMutatedText_NeverThrowsAndRoundTripsWhatItTakes() => Assert.That(
        TensorFormatFuzz.CountTaken(23, [.. CanonicalTexts()], "0123456789.:~x/@int \0\u00e9"), Is.GreaterThan(4000));

    /// <summary>Half of 4 bits, half of 2 bits of position, and scales as of dense weights.</summary>
    [TestCase("int4/128~2:4", 4096, 2 + 1 + (8 / 128.0) + (16 / 4096.0))]
    [TestCase("int4/128~2:4x2", 4096, 2 + 0.5 + (8 / 128.0) + (16 / 4096.0))]
    [TestCase("fp16~4:16", 64, 4 + 1.0)]
    [TestCase("int8~12.0:16", 4096, 6 + 3 + (1 / 32.0) + (16 / 4096.0))]
    [TestCase("int3.5~2:4", 4096, 1.75 + 1 + (16 / 4096.0))]
    public void BitsPerElement_OfASparseFormat_CountsPositions(string text, long k, double bits) =>
        Assert.That(TensorFormat.Parse(text).BitsPerElement(k), Is.EqualTo(bits).Within(1e-12));

    [TestCaseSource(nameof(CanonicalTexts))]
    public void StorageBits_OfManyChannels_IsBitsPerElement(string text)
    {
        TensorFormat format = TensorFormat.Parse(text);
        const long Channels = 48, K = 4096;
        Assert.That(format.StorageBits(Channels, K),
            Is.EqualTo(format.BitsPerElement(K) * Channels * K).Within(1));
    }

    /// <summary>Positions of so many weights cost more than dropping the others saves.</summary>
    [Test]
    public void StorageBits_OfNarrowWeightsThatKeepMost_AreMoreThanOfDenseOnes()
    {
        var format = TensorFormat.Parse("int2~11.2:16");
        Assert.That(format.StorageBits(4096, 4096), Is.GreaterThan(2 * format.Dense.StorageBits(4096, 4096)));
        format = TensorFormat.Parse("int8~4:16");
        Assert.That(format.StorageBits(4096, 4096) * 2.6, Is.LessThan(format.Dense.StorageBits(4096, 4096)));
    }

    [TestCase("int4/128~2:4", 5, 130, (5 * 66 * 6) + (5 * (16 + 16)))]
    [TestCase("int3.5~2:4", 1, 9, (5 * 3) + 3 + (5 * 2) + 16)]
    public void StorageBits_ByHand_IsExact(string text, long channels, long k, long bits) =>
        Assert.That(TensorFormat.Parse(text).StorageBits(channels, k), Is.EqualTo(bits));

    [Test]
    public void StorageBits_Beyond64Bits_Overflows() => Assert.That(
        () => TensorFormat.Parse("int8~11.2:16").StorageBits(1L << 40, 1L << 30), Throws.TypeOf<OverflowException>());

    [Test]
    public void Dense_IsAlwaysTheSameObject_AndCountingAllocatesNothing()
    {
        TensorFormat sparse = TensorFormat.Parse("int4/128~11.2:16");
        TensorFormat dense = sparse.Dense;
        Assert.That(sparse.Dense, Is.SameAs(dense));
        Assert.That(dense.Dense, Is.SameAs(dense));
        Assert.That(sparse.Dense, Is.EqualTo(TensorFormat.Parse("int4/128")));
        double sum = Count();
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Count();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.GreaterThan(0));

        double Count() => sparse.StorageBits(100, 4096) + sparse.BitsPerElement(4096) + sparse.Dense.StorageBits(1, 1);
    }
}
