using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Arch.Formats.Quantization;
using Accel.Explore.Quantization;
using Accel.Explore.Quantization.Tensors;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Quantization.Tensors;

namespace Accel.Tests.Explore.Quantization;

[TestFixture]
public class TensorMeasurementTests
{
    private const int Channels = 9;
    private const int Length = 321;

    private static readonly double[] Tensor = MakeTensor();

    [Test]
    public void Measure_OfATensor_IsTheErrorOfItsChannels()
    {
        string[] names = ["int4", "fp16", "fp4-er-ea/64", "int8-asym/128@fp16"];
        TensorErrors errors = Measure(Tensor, names);
        double mean = Tensor.Average();
        Assert.That(errors.Variance, Is.EqualTo(Tensor.Average(x => (x - mean) * (x - mean))).Within(1e-14));
        for (int i = 0; i < names.Length; i++)
        {
            (double squared, double largest) = Expected(TensorFormat.Parse(names[i]));
            FormatError error = errors.Formats[i];
            Assert.That(error.MeanSquaredError, Is.EqualTo(squared).Within(1e-12 * squared));
            Assert.That(error.RelativeError, Is.EqualTo(squared / errors.Variance).Within(1e-12 * squared));
            Assert.That(error.MaxAbsoluteError, Is.EqualTo(largest));
            Assert.That(error.Pairs, Is.Null);
            Assert.That(error.BitsPerElement, Is.EqualTo(TensorFormat.Parse(names[i]).BitsPerElement(Length)));
        }
    }

    [TestCase("ovp-int4")]
    [TestCase("ovp-flint4")]
    [TestCase("ovp-int8")]
    [TestCase("ovp-int4/64")]
    public void Measure_OfPairs_CountsThemAsTheCodecDoes(string name)
    {
        TensorFormat format = TensorFormat.Parse(name);
        var pairs = (OutlierVictimFormat)format.Element;
        PairStatistics expected = default;
        foreach (double[] channel in Tensor.Chunk(Length))
        {
            (double[] _, var groups) = Quantize(format, channel);
            int size = format.GroupSize == 0 ? Length : format.GroupSize;
            foreach ((double[] group, int g) in channel.Chunk(size).Select((group, g) => (group, g)))
            {
                double[] scaled = [.. group.Select(x => groups[g].Scale == 0 ? 0 : x / groups[g].Scale)];
                PairCodec.EncodePairs(pairs, scaled, OutlierRule.LargerWins,
                    new byte[PairCodec.PackedBytes(pairs, scaled.Length)], out PairStatistics statistics);
                expected += statistics;
            }
        }

        FormatError error = Measure(Tensor, name).Formats[0];
        Assert.That(error.Pairs, Is.EqualTo(expected));
        Assert.That(expected.OutlierNormal, Is.Positive);
        (double squared, _) = Expected(format);
        Assert.That(error.MeanSquaredError, Is.EqualTo(squared).Within(1e-12 * squared));
    }

    [Test]
    public void Measure_OfAConstant_HasNoRelativeError()
    {
        TensorErrors errors = Measure([.. Enumerable.Repeat(0.25, Channels * Length)], "int8");
        Assert.That(errors.Variance, Is.Zero);
        Assert.That(errors.Formats[0].RelativeError, Is.Null);
    }

    [Test]
    public void Measure_OfNaN_SaysWhere()
    {
        double[] tensor = [.. Tensor];
        tensor[(4 * Length) + 7] = double.NaN;
        DiagnosticBag diagnostics = new();
        Assert.That(Measure(tensor, diagnostics, "int8"), Is.Null);
        Assert.That(diagnostics.Items.Single().ToString(),
            Does.EndWith("error ACC018: 'a' holds NaN or infinity, first in channel 4 at 7"));
    }

    [Test]
    public void PairCounts_OfAFormatWithoutPairs_Throws() => Assert.That(
        () => PairCounts.Of(TensorFormat.Parse("int4"), [1, 2], []), Throws.ArgumentException);

    private static double[] MakeTensor()
    {
        Random random = new(101);
        return
        [
            .. Enumerable.Range(0, Channels * Length).Select(i => (random.Next(60) == 0 ? 0.5 : 0.02)
                * (1 + (i / Length)) * (random.NextDouble() + random.NextDouble() - 1)),
        ];
    }

    private static (double[] Values, GroupParameters[] Groups) Quantize(
        TensorFormat format, double[] channel)
    {
        double[] values = new double[channel.Length];
        var groups = new GroupParameters[format.GroupsOf(channel.Length)];
        ChannelQuantizer.Quantize(
            format, channel, new int[channel.Length], values, groups);
        return (values, groups);
    }

    private static (double Squared, double Largest) Expected(TensorFormat format)
    {
        double[] values = [.. Tensor.Chunk(Length).SelectMany(channel => Quantize(format, channel).Values)];
        double[] errors = [.. Tensor.Zip(values, (x, value) => Math.Abs(value - x))];
        return (errors.Average(error => error * error), errors.Max());
    }

    private static TensorErrors Measure(double[] tensor, params string[] formats)
    {
        DiagnosticBag diagnostics = new();
        TensorErrors? errors = Measure(tensor, diagnostics, formats);
        Assert.That(diagnostics.Items, Is.Empty);
        return errors!;
    }

    private static TensorErrors? Measure(double[] tensor, DiagnosticBag diagnostics, params string[] formats)
    {
        using ConfigFolder folder = new();
        string path = Path.Combine(folder.Path, "a.npy");
        File.WriteAllBytes(path, TensorFiles.Npy(
            TensorFiles.NpyHeader("<f8", $"({Channels}, {Length})"), TensorFiles.Stored("F64", tensor)));
        using TensorFile file = TensorFile.Open(path, diagnostics)!;
        return TensorMeasurement.Measure(file, file.Tensors[0], [.. formats.Select(TensorFormat.Parse)],
            new SourceLocation("a.npy"), diagnostics);
    }
}
