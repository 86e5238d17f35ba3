using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Formats;

[TestFixture]
public class TensorFormatTests
{
    private static IEnumerable<string> CanonicalTexts()
    {
        foreach (NumberFormat format in NumberFormats.All.Append(new IntegerMix(5.25)))
        {
            yield return format.Name;
            if (!format.CarriesOwnExponent)
            {
                yield return $"{format}/8";
                yield return $"{format}/128";
                yield return $"{format}/4096@fp16";
            }
        }
    }

    [TestCaseSource(nameof(CanonicalTexts))]
    public void TryParse_OfCanonicalText_RoundTrips(string text)
    {
        Assert.That(TensorFormat.TryParse(text, out TensorFormat? format, out string error, out _), error);
        Assert.That(format!.ToString(), Is.EqualTo(text));
        Assert.That(TensorFormat.Parse(text), Is.EqualTo(format));
        Assert.That(TensorFormat.Parse(text).GetHashCode(), Is.EqualTo(format.GetHashCode()));
    }

    [TestCase("int8/128@int8", "int8/128")]
    [TestCase("int8@fp16", "int8")]
    public void ToString_OfAnExplicitDefault_LeavesItOut(string text, string canonical) =>
        Assert.That(TensorFormat.Parse(text).ToString(), Is.EqualTo(canonical));

    [TestCase("int8/128", 128, ScaleFormat.Int8SecondLevel)]
    [TestCase("int8/128@fp16", 128, ScaleFormat.Fp16)]
    [TestCase("int8", 0, ScaleFormat.Fp16)]
    [TestCase("fp16", 0, ScaleFormat.None)]
    public void TryParse_OfEachForm_HasItsGroupsAndScales(string text, int groupSize, ScaleFormat scale)
    {
        TensorFormat format = TensorFormat.Parse(text);
        Assert.That((format.GroupSize, format.Scale), Is.EqualTo((groupSize, scale)));
    }

    [TestCase("", "the number format is missing", "format[/group]")]
    [TestCase("int9", "unknown number format 'int9'", "int")]
    [TestCase("fp4-er-ae/128", "unknown number format 'fp4-er-ae'", "did you mean 'fp4-er-ea'?")]
    [TestCase("INT8", "unknown number format 'INT8'", "did you mean 'int8'?")]
    [TestCase("int8.5", "unknown number format 'int8.5'", "between 2 and 8")]
    [TestCase("int8/", "got ''", "format[/group]")]
    [TestCase("int8/0", "got '0'", "format[/group]")]
    [TestCase("int8/-8", "got '-8'", "format[/group]")]
    [TestCase("int8/99999999999", "got '99999999999'", "format[/group]")]
    [TestCase("int8/7", "from 8 to 4096, got 7", null)]
    [TestCase("int8/4097", "from 8 to 4096, got 4097", null)]
    [TestCase("int8/128@fp61", "unknown scale format 'fp61'", "did you mean 'fp16'?")]
    [TestCase("int8@int8", "int8 scales need groups", null)]
    [TestCase("fp16/128", "fp16 carries its own exponent and takes no groups", null)]
    [TestCase("bf16@fp16", "bf16 carries its own exponent and takes no scale", null)]
    public void TryParse_OfWrongText_SaysWhatAndSuggests(string text, string message, string? suggestion)
    {
        Assert.That(TensorFormat.TryParse(text, out TensorFormat? format,
            out string error, out string? hint), Is.False);
        Assert.That(format, Is.Null);
        Assert.That(error, Does.Contain(message));
        Assert.That(hint, suggestion is null ? Is.Null : Does.Contain(suggestion));
    }

    [Test]
    public void TryParse_OfMutatedText_NeverThrowsAndRoundTripsWhatItTakes() => Assert.That(
        TensorFormatFuzz.CountTaken(11, [.. CanonicalTexts()], "intfp0123456789./@-easymru \0é\u00ff"),
            Is.GreaterThan(2000));

    [TestCase("fp3-er-ea/128", 4096, 3 + (10 / 128.0) + (16 / 4096.0))]
    [TestCase("fp4-er-ea/128", 4096, 4 + (10 / 128.0) + (16 / 4096.0))]
    [TestCase("fp4-er/128@fp16", 4096, 4 + (17 / 128.0))]
    [TestCase("int6/128", 4096, 6 + (8 / 128.0) + (16 / 4096.0))]
    [TestCase("int4-asym/128@fp16", 4096, 4 + (24 / 128.0))]
    [TestCase("int4-asym", 4096, 4 + (24 / 4096.0))]
    [TestCase("int8", 2048, 8 + (16 / 2048.0))]
    [TestCase("int5.25", 2048, 5.25 + (16 / 2048.0))]
    [TestCase("fp16", 100, 16.0)]
    [TestCase("int8/128", 130, 8 + ((16 + 16) / 130.0))]
    public void BitsPerElement_OfAFormat_CountsAllMetadata(string text, long k, double bits) =>
        Assert.That(TensorFormat.Parse(text).BitsPerElement(k), Is.EqualTo(bits));

    [TestCase("fp3-er-ea/128", 4096, 4096, (3L * 4096 * 4096) + (4096 * ((10 * 32) + 16)))]
    [TestCase("int8", 3, 5, (8 * 15) + (3 * 16))]
    [TestCase("int8/8@fp16", 3, 17, (8 * 51) + (3 * 3 * 16))]
    [TestCase("int4-asym/8", 2, 9, (4 * 18) + (2 * ((2 * 16) + 16)))]
    [TestCase("fp16", 7, 11, 16 * 77)]
    [TestCase("int5.25", 1, 1, 6 + 16)]
    [TestCase("int5.25", 3, 3, 48 + 48)]
    [TestCase("int5.1", 3, 10, 153 + 48)]
    [TestCase("int2.7", 1, 10, 27 + 16)]
    public void StorageBits_OfATensor_IsExact(string text, long channels, long k, long bits) =>
        Assert.That(TensorFormat.Parse(text).StorageBits(channels, k), Is.EqualTo(bits));

    [Test]
    public void StorageBits_OfAnyTensor_IsBitsPerElementRoundedUpOnce()
    {
        Random random = new(3);
        foreach (string text in CanonicalTexts())
        {
            TensorFormat format = TensorFormat.Parse(text);
            for (int i = 0; i < 50; i++)
            {
                (long channels, long k) = (random.Next(1, 20_000), random.Next(1, 20_000));
                double exact = format.BitsPerElement(k) * channels * k;
                Assert.That(format.StorageBits(channels, k), Is.EqualTo(exact).Within(1 + (exact * 1e-14)), text);
            }
        }
    }

    [Test]
    public void StorageBits_OfAnImpossibleTensor_ThrowsInsteadOfWrapping() =>
        Assert.That(() => TensorFormat.Parse("int8").StorageBits(long.MaxValue / 4, 3),
            Throws.TypeOf<OverflowException>());

    [Test]
    public void StorageBitsAndBitsPerElement_AllocateNothing()
    {
        TensorFormat[] formats = [.. CanonicalTexts().Select(TensorFormat.Parse)];
        double sum = 0;
        for (int round = 0; round < 2; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (TensorFormat format in formats)
            {
                sum += format.StorageBits(4096, 11008) + format.BitsPerElement(4096);
            }

            // The first round may pay for compiling the methods.
            if (round == 1)
            {
                Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            }
        }

        Assert.That(sum, Is.Positive);
    }

    [Test]
    public void Constructor_WithPartsThatDoNotGoTogether_Throws()
    {
        NumberFormat int8 = NumberFormats.Get("int8");
        Assert.That(() => new TensorFormat(int8, 4, ScaleFormat.Fp16), Throws.ArgumentException);
        Assert.That(() => new TensorFormat(int8, 0, ScaleFormat.Int8SecondLevel), Throws.ArgumentException);
        Assert.That(() => new TensorFormat(int8, 0, ScaleFormat.None), Throws.ArgumentException);
        Assert.That(() => new TensorFormat(NumberFormats.Get("fp16"), 128, ScaleFormat.Fp16), Throws.ArgumentException);
    }
}
