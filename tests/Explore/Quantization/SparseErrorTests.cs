using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;
using Accel.Explore.Quantization;
using Accel.Explore.Quantization.Tensors;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Quantization.Tensors;

namespace Accel.Tests.Explore.Quantization;

/// <summary>What pruning and quantizing lose together, on random weights and on tensors.</summary>
public class SparseErrorTests
{
    private static readonly QuantizationError Errors = new();

    /// <summary>
    /// Of four normal weights the two smaller hold E = 1/4 of (sum of the two least expected squares): by order
    /// statistics of |w|, about 0.115 of the variance. FP16 adds next to nothing.
    /// </summary>
    [Test]
    public void Of_TwoOfFourNormalWeights_IsWhatTheSmallerTwoHold()
    {
        double error = Errors.Of(TensorFormat.Parse("fp16~2:4"), ValueDistribution.Normal);
        Random random = new(1);
        double sum = 0;
        const int Draws = 200_000;
        for (int i = 0; i < Draws; i++)
        {
            double[] squares = [.. Enumerable.Range(0, 4).Select(_ => Math.Pow(
                Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()), 2))
                .Order()];
            sum += squares[0] + squares[1];
        }

        Assert.That(error, Is.EqualTo(sum / Draws / 4).Within(1).Percent);
    }

    [Test]
    public void Of_MoreKeptOrMoreBits_IsLess()
    {
        double[] errors = [.. new[] { "int4/128~1:4", "int4/128~2:4", "int4/128~3:4", "int4/128", "int8/128" }
            .Select(name => Errors.Of(TensorFormat.Parse(name), ValueDistribution.Default))];
        Assert.That(errors, Is.Ordered.Descending);
        Assert.That(Of("int4/128~2:4x3"), Is.GreaterThan(Of("int4/128~2:4")), "channels that share must agree");
        Assert.That(Of("int4/128~8:16"), Is.LessThan(Of("int4/128~2:4")), "larger blocks choose more freely");
        Assert.That(Of("int4/128~11.2:16"), Is.LessThan(Of("int4/128~8:16")));
        Assert.That(Of("int3.5/128~2:4"), Is.EqualTo((Of("int3/128~2:4") + Of("int4/128~2:4")) / 2).Within(1e-12));
        Assert.That(new QuantizationError().Of(TensorFormat.Parse("int4/128~11.2:16"), ValueDistribution.Default),
            Is.EqualTo(Of("int4/128~11.2:16")));
    }

    [TestCase("int4/16~2:4", 21, 50)]
    [TestCase("int8~11.2:16", 35, 77)]
    [TestCase("int4~2:4x3", 7, 30)]
    [TestCase("fp16~3:8", 1, 9)]
    public void Measure_OfATensor_IsTheErrorOfItsStrips(string name, int channels, int length)
    {
        var format = TensorFormat.Parse(name);
        Random random = new(channels);
        double[] weights = [.. Enumerable.Range(0, channels * length)
            .Select(_ => (double)(float)(random.NextDouble() - 0.5))];
        using ConfigFolder folder = new();
        string file = Path.Combine(folder.Path, "w.npy");
        File.WriteAllBytes(file, TensorFiles.Npy(
            TensorFiles.NpyHeader("<f4", $"({channels}, {length})"), TensorFiles.Stored("F32", weights)));
        DiagnosticBag diagnostics = new();
        using TensorFile tensors = TensorFile.Open(file, diagnostics)!;
        TensorErrors errors = TensorMeasurement.Measure(
            tensors, tensors.Tensors.Single(), [format.Dense, format], new SourceLocation(file), diagnostics)!;
        Assert.That(diagnostics.Items, Is.Empty);
        FormatError sparse = errors.Formats[1];
        Assert.That(sparse.MeanSquaredError,
            Is.EqualTo(WholeTensor(format, weights, channels)).Within(1e-15));
        Assert.That(sparse.MeanSquaredError, Is.GreaterThan(errors.Formats[0].MeanSquaredError));
        Assert.That(sparse.BitsPerElement, Is.EqualTo(format.BitsPerElement(length)));
        Assert.That(sparse.MaxAbsoluteError, Is.LessThanOrEqualTo(0.5).And.GreaterThan(0));
    }

    /// <summary>The error with the whole tensor pruned at once.</summary>
    private static double WholeTensor(TensorFormat format, double[] weights, int channels)
    {
        bool[] kept = new bool[weights.Length];
        MagnitudePruner.Prune(format.Sparsity!, channels, weights, kept);
        int length = weights.Length / channels;
        var groups = new GroupParameters[format.GroupsOf(length)];
        return Enumerable.Range(0, channels).Average(channel => SparseChannelQuantizer.Quantize(format,
            weights.AsSpan(channel * length, length), kept.AsSpan(channel * length, length),
            new int[length], new double[length], groups).MeanSquaredError);
    }

    private static double Of(string name) => Errors.Of(TensorFormat.Parse(name), ValueDistribution.Default);
}
