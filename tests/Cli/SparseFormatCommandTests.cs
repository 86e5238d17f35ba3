using System.Text.Json;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Quantization.Tensors;

namespace Accel.Tests.Cli;

/// <summary>Sparse formats on the command line: measured, and refused by what multiplies dense weights.</summary>
[Parallelizable(ParallelScope.Self)]
public class SparseFormatCommandTests
{
    [TestCase("bitmod-28nm", "int4/128~2:4", "bit-serial", "int4/128")]
    [TestCase("systolic-int8", "int8~2:4", "systolic", "int8")]
    [TestCase("tellme-kv260", "ternary~2:4", "table-lookup", "ternary")]
    public void Gemm_OfAFamilyOfDenseWeights_ExitsWith2AndAHint(
        string design, string format, string family, string dense)
    {
        AccelProcess run = AccelProcess.Run("gemm", design, "--m", "8", "--k", "128", "--n", "64",
            "--set", $"precision.weights={format}");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, string.Empty)));
        Assert.That(run.ErrorLines.Single(), Does.Contain(
            $"ACC013: {design} cannot run this: a {family} fabric multiplies dense weights only, not {format}")
            .And.EndsWith($"(change it with --set, such as --set precision.weights={dense})"));
    }

    [Test]
    public void Run_OfASparseHead_IsRefusedEvenWithAProcessor()
    {
        AccelProcess run = AccelProcess.Run("run", "tellme-kv260", "--workload", "bitnet-0.7b-chat",
            "--set", "precision.head=int8~2:4");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("a processor takes a dense head only"));
    }

    [Test]
    public void Run_OfActivationsOrLayersThatAreWrong_ExitsWith2()
    {
        AccelProcess sparse = AccelProcess.Run("run", "systolic-int8", "--workload", "llama-2-7b-chat",
            "--set", "precision.activations=int8~2:4");
        Assert.That(sparse.ExitCode, Is.EqualTo(2));
        Assert.That(sparse.ErrorLines.Single(), Does.Contain("precision.activations: only weights are sparse"));
        AccelProcess unknown = AccelProcess.Run("run", "systolic-int8", "--workload", "llama-2-7b-chat",
            "--set", "precision.weights=int8", "--set", "precision.activations=int8",
            "--set", "precision.kv-cache=int8", "--set", "precision.sparse-layers=[q_proj, k_prj]");
        Assert.That(unknown.ExitCode, Is.EqualTo(2));
        Assert.That(unknown.ErrorLines.Single(), Does.Contain("no linear layer 'k_prj'").And.Contain("'k_proj'"));
    }

    [Test]
    public void Quantize_OfASparseFormat_CountsPruningAndPositions()
    {
        using ConfigFolder folder = new();
        double[] weights = [.. Enumerable.Range(0, 4 * 128).Select(i => ((i * 37 % 101) - 50) / 100.0)];
        File.WriteAllBytes(Path.Combine(folder.Path, "w.npy"),
            TensorFiles.Npy(TensorFiles.NpyHeader("<f4", "(4, 128)"), TensorFiles.Stored("F32", weights)));
        AccelProcess run = AccelProcess.Run(folder.Path, [], "quantize", "w.npy", "--json", "--format", "int4/128",
            "int4/128~2:4", "int4/128~11.2:16", "int4/128~2:4x2");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        JsonElement[] formats = [.. json.RootElement.GetProperty("tensors")[0].GetProperty("formats").EnumerateArray()];
        double[] errors = [.. formats.Select(format => format.GetProperty("relative_mse").GetDouble())];
        Assert.That(errors[1], Is.GreaterThan(10 * errors[0]));
        Assert.That(errors[2], Is.LessThan(errors[1]));
        Assert.That(errors[3], Is.GreaterThan(errors[1]));
        Assert.That(formats[1].GetProperty("bits_per_element").GetDouble(), Is.EqualTo(2 + 1 + (24 / 128.0)));
    }

    [Test]
    public void Quantize_OfAFormatThatCannotBeSparse_ExitsWith2()
    {
        AccelProcess run = AccelProcess.Run("quantize", "nothing.npy", "--format", "ovp-int4~2:4", "int4~2:5");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines[0], Does.Contain("takes no sparsity, which parts them (leave '~2:4' out)"));
        Assert.That(run.ErrorLines[1], Does.Contain("4, 8 or 16 weights, got 5"));
    }
}
