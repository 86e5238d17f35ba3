using System.Globalization;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;

namespace Accel.Tests.Arch.Formats.Quantization;

[TestFixture]
public class GroupQuantizerTests
{
    /// <summary>
    /// One row of bitmod_quantizer_cases.csv with its weights: BitMoD's released search, evaluated in double precision.
    /// </summary>
    public sealed record PublishedCase(
        string Name, double[] Weights, int Bits, string Chosen, double Scale, double Error,
        double[] Errors, int[] Codes)
    {
        public override string ToString() => Name;
    }

    private static string[][] Rows(string file) => [.. File
        .ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reference", file))
        .Skip(1).Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<PublishedCase> PublishedCases()
    {
        Dictionary<string, double[]> weights = Rows("bitmod_quantizer_weights.csv")
            .ToDictionary(row => row[0], row => row[2].Split(' ').Select(text => Number(text) / 4096).ToArray());
        return Rows("bitmod_quantizer_cases.csv").Select(row => new PublishedCase(
            $"group {row[0]} {row[1]} {row[3]} bits", weights[row[0]],
            int.Parse(row[3], CultureInfo.InvariantCulture), row[4],
            Number(row[5]), Number(row[6]), [.. row[7..11].Select(Number)],
            [.. row[11].Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture))]));
    }

    [Test]
    public void PublishedCases_AreAllThere() => Assert.That(PublishedCases().Count(), Is.EqualTo(18));

    /// <summary>The file writes FP4 lists twice as large as the paper: values double, scales halve.</summary>
    [TestCaseSource(nameof(PublishedCases))]
    public void Quantize_OfAPublishedGroup_HasItsListScaleErrorsAndCodes(PublishedCase published)
    {
        var format = (SpecialValueFormat)NumberFormats.Get($"fp{published.Bits}-er-ea");
        double units = published.Bits == 4 ? 2 : 1;
        int[] codes = new int[128];
        double[] values = new double[128];
        double[] errors = new double[4];
        QuantizedGroup group = GroupQuantizer.Quantize(format, published.Weights, codes, values);
        SpecialValueQuantizer.Fit(format, published.Weights, errors);

        double special = format.Specials[group.Parameters.Selector];
        bool isExtraResolution = Math.Abs(special) < format.MaxMagnitude;
        string chosen = $"fp{published.Bits}_{(isExtraResolution ? "er" : "ea")}_{(special > 0 ? "pos" : "neg")}";
        NumberFormat view = format.With(special);
        Assert.That(chosen, Is.EqualTo(published.Chosen));
        Assert.That(group.Parameters.Scale, Is.EqualTo(published.Scale * units));
        Assert.That(codes.Select(code => view.Decode(code) * units),
            Is.EqualTo(published.Codes.Select(code => (double)code)));
        Assert.That(group.MeanSquaredError, Is.EqualTo(published.Error).Within(1e-14 * published.Error));
        Assert.That(errors, Is.EqualTo(published.Errors).Within(1e-17));
        Assert.That(values, Is.EqualTo(published.Codes.Select(code => code * published.Scale)).Within(1e-15));
    }

    private static double[] Weights(int seed, int count, double scale = 0.05)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => scale * (random.NextDouble() + random.NextDouble() - 1))];
    }

    [Test]
    public void Quantize_ToSignedIntegers_UsesTheSymmetricRange([Values(2, 3, 4, 8)] int bits)
    {
        double[] weights = Weights(1, 128);
        int maximum = (1 << (bits - 1)) - 1;
        var format = new IntegerFormat(bits, IntegerKind.Signed);
        int[] codes = new int[128];
        QuantizedGroup group = GroupQuantizer.Quantize(format, weights, codes, new double[128]);
        double scale = weights.Max(Math.Abs) / maximum;
        Assert.That(group.Parameters, Is.EqualTo(new GroupParameters(scale)));
        Assert.That(codes.Select(format.Decode),
            Is.EqualTo(weights.Select(w => Math.Round(w / scale, MidpointRounding.ToEven))));
        Assert.That(codes.Select(format.Decode), Has.All.InRange(-maximum, maximum));
    }

    [Test]
    public void Encode_ToSignedIntegersUnderATooSmallScale_ClipsSymmetrically()
    {
        NumberFormat format = NumberFormats.Get("int4");
        int[] codes = new int[2];
        GroupQuantizer.Encode(format, new GroupParameters(0.5), [-10, 10], codes, new double[2]);
        Assert.That(codes.Select(format.Decode), Is.EqualTo(new double[] { -7, 7 }));
    }

    /// <summary>
    /// By hand: range 1.5 over 3 steps is 0.5; zero point round(0.5 / 0.5) = 1; -0.5, 0.2, 1 become codes 0, 1, 3.
    /// </summary>
    [Test]
    public void Quantize_ToAsymmetricIntegers_FollowsTheRule()
    {
        int[] codes = new int[4];
        double[] values = new double[4];
        QuantizedGroup group = GroupQuantizer.Quantize(
            NumberFormats.Get("int2-asym"), [-0.5, 0.2, 1, 0.6], codes, values);
        Assert.That(group.Parameters, Is.EqualTo(new GroupParameters(0.5, ZeroPoint: 1)));
        Assert.That(codes, Is.EqualTo(new[] { 0, 1, 3, 2 }));
        Assert.That(values, Is.EqualTo(new[] { -0.5, 0, 1, 0.5 }));
        Assert.That(group.MeanSquaredError, Is.EqualTo((0.04 + 0.01) / 4).Within(1e-15));
    }

    [Test]
    public void Quantize_ToAsymmetricIntegers_BeatsSymmetricOnALopsidedGroup()
    {
        double[] weights = [.. Weights(2, 128).Select(w => w > 0 ? 2 * w : w)];
        Assert.That(Error("int4-asym", weights), Is.LessThan(Error("int4", weights)));
    }

    [Test]
    public void Quantize_ToUnsignedIntegers_ClipsNegativeWeightsToZero()
    {
        double[] values = new double[3];
        GroupQuantizer.Quantize(NumberFormats.Get("uint4"), [-1, 0.5, 1.5], new int[3], values);
        Assert.That(values, Is.EqualTo(new[] { 0, 0.5, 1.5 }).Within(1e-15));
    }

    [Test]
    public void Quantize_ToTernary_ScalesByTheMeanMagnitude()
    {
        double[] values = new double[4];
        QuantizedGroup group = GroupQuantizer.Quantize(
            NumberFormats.Get("ternary"), [1, -2, 0.5, 0.5], new int[4], values);
        Assert.That(group.Parameters.Scale, Is.EqualTo(1));
        Assert.That(values, Is.EqualTo(new double[] { 1, -1, 0, 0 }));
    }

    [Test]
    public void Quantize_ToFp16_RoundsWithoutAScale()
    {
        double[] weights = Weights(3, 64);
        double[] values = new double[64];
        QuantizedGroup group = GroupQuantizer.Quantize(NumberFormats.Get("fp16"), weights, new int[64], values);
        Assert.That(group.Parameters.Scale, Is.EqualTo(1));
        Assert.That(values, Is.EqualTo(weights.Select(w => (double)(Half)w)));
    }

    /// <summary>
    /// Each format of the list: the largest weight sits on a value, every element is within half a gap, the error is
    /// that of the values.
    /// </summary>
    [Test]
    public void Quantize_ToAnyFormat_ReportsTheErrorOfItsValues([ValueSource(nameof(FormatNames))] string name)
    {
        double[] weights = Weights(4, 100);
        double[] values = new double[100];
        int[] codes = new int[100];
        NumberFormat format = NumberFormats.Get(name);
        QuantizedGroup group = GroupQuantizer.Quantize(format, weights, codes, values);
        double error = weights.Zip(values, (w, v) => (v - w) * (v - w)).Sum() / 100;
        Assert.That(group.MeanSquaredError, Is.EqualTo(error).Within(1e-12 * error));
        Assert.That(codes, Has.All.InRange(0, format.CodeCount - 1));
        NumberFormat view = format is SpecialValueFormat special ? special.Select(group.Parameters.Selector) : format;
        Assert.That(codes.Select(code => (view.Decode(code) - group.Parameters.ZeroPoint) * group.Parameters.Scale),
            Is.EqualTo(values));
        Assert.That(error, Is.LessThan(weights.Sum(w => w * w) / 100));
    }

    private static IEnumerable<string> FormatNames() => NumberFormats.Names;

    private static IEnumerable<string> NamesWithZero() =>
        FormatNames().Where(name => NumberFormats.Get(name).Values.Contains(0));

    [Test]
    public void Quantize_OfZeros_IsExact([ValueSource(nameof(NamesWithZero))] string name)
    {
        double[] values = new double[16];
        QuantizedGroup group = GroupQuantizer.Quantize(NumberFormats.Get(name), new double[16], new int[16], values);
        Assert.That(values, Has.All.Zero);
        Assert.That(group.MeanSquaredError, Is.Zero);
        Assert.That(group.Parameters.Scale, Is.Positive);
    }

    /// <summary>DenseShift has no zero; the least scale makes up for it as far as it goes.</summary>
    [Test]
    public void Quantize_OfZerosWithoutAZero_TakesTheSmallestValueUnderTheLeastScale()
    {
        string[] names = [.. FormatNames().Except(NamesWithZero())];
        Assert.That(names, Is.EqualTo(new[] { "denseshift3", "denseshift4" }));
        foreach (string name in names)
        {
            double[] values = new double[16];
            GroupQuantizer.Quantize(NumberFormats.Get(name), new double[16], new int[16], values);
            Assert.That(values, Has.All.EqualTo(-1e-5).Within(1).Ulps);
        }
    }

    [TestCase(0.3)]
    [TestCase(-0.3)]
    public void Quantize_OfAConstantGroupToAsymmetricIntegers_IsExact(double weight)
    {
        double[] values = new double[8];
        GroupQuantizer.Quantize(NumberFormats.Get("int4-asym"),
            Enumerable.Repeat(weight, 8).ToArray(), new int[8], values);
        Assert.That(values, Has.All.EqualTo(weight));
    }

    [Test]
    public void Fit_OfBadInput_Throws([Values("int4", "int4-asym", "fp3-er-ea", "fp4", "ternary")] string name)
    {
        NumberFormat format = NumberFormats.Get(name);
        Assert.That(() => GroupQuantizer.Fit(format, []), Throws.ArgumentException);
        Assert.That(() => GroupQuantizer.Fit(format, [1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => GroupQuantizer.Fit(format, [double.NegativeInfinity, 1]), Throws.ArgumentException);
    }

    [Test]
    public void Fit_OfAMix_ThrowsAndNamesItsParts() => Assert.That(
        () => GroupQuantizer.Fit(new IntegerMix(5.25), [1.0]),
        Throws.ArgumentException.With.Message.Contains("int5 or int6"));

    [Test]
    public void Fit_OfASpecialValueFormat_IsNoWorseThanEachOfItsParts()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            double[] weights = Weights(seed, 128);
            Assert.That(Error("fp4-er-ea", weights),
                Is.EqualTo(Math.Min(Error("fp4-er", weights), Error("fp4-ea", weights))));
            Assert.That(Error("fp3-er-ea", weights),
                Is.EqualTo(Math.Min(Error("fp3-er", weights), Error("fp3-ea", weights))));
        }
    }

    private static double Error(string name, double[] weights) => GroupQuantizer.Quantize(
        NumberFormats.Get(name), weights, new int[weights.Length], new double[weights.Length]).MeanSquaredError;
}
