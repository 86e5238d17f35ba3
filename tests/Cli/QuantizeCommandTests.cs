using System.Text.Json;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Explore.Quantization.Tensors;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class QuantizeCommandTests
{
    private static readonly double[] Elements =
        [.. Enumerable.Range(0, 256).Select(i => i % 50 == 7 ? 8.0 : ((i * 37 % 101) - 50) / 100.0)];

    [Test]
    public void Json_OfAnNpyFile_HasEveryFormatInOrder()
    {
        using ConfigFolder folder = Folder();
        AccelProcess run = AccelProcess.Run(folder.Path, [], "quantize", "w.npy", "--format", "int4", "ovp-int4",
            "--format", "int8/128", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        JsonElement tensor = json.RootElement.GetProperty("tensors").EnumerateArray().Single();
        Assert.That((tensor.GetProperty("name").GetString(), tensor.GetProperty("type").GetString(),
            tensor.GetProperty("channels").GetInt32(), tensor.GetProperty("channel_length").GetInt32()),
            Is.EqualTo(("w", "fp32", 2, 128)));
        JsonElement[] formats = [.. tensor.GetProperty("formats").EnumerateArray()];
        Assert.That(formats.Select(format => format.GetProperty("format").GetString()),
            Is.EqualTo(new[] { "int4", "ovp-int4", "int8/128" }));
        double[] errors = [.. formats.Select(format => format.GetProperty("relative_mse").GetDouble())];
        Assert.That(errors[1], Is.LessThan(errors[0]));
        Assert.That(errors[2], Is.LessThan(errors[1]));
        JsonElement pairs = formats[1].GetProperty("pairs");
        Assert.That(pairs.GetProperty("outlier_normal").GetInt64(), Is.EqualTo(5));
        Assert.That(pairs.GetProperty("dropped_outliers").GetInt64(), Is.Zero);
        Assert.That(formats[0].GetProperty("pairs").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Table_OfATensorOfASafetensorsFile_ShowsItAlone()
    {
        using ConfigFolder folder = Folder();
        AccelProcess run = AccelProcess.Run(folder.Path, [], "quantize", "m.safetensors", "--tensor", "second",
            "--format", "ovp-int4", "int4");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("second").And.Contain("ovp-int4").And.Contain("dropped")
            .And.Not.Contain("first"));
    }

    [Test]
    public void Arguments_Wrong_AreReportedTogether()
    {
        using ConfigFolder folder = Folder();
        AccelProcess run = AccelProcess.Run(folder.Path, [], "quantize", "m.safetensors", "--tensor", "secnd",
            "--format", "ovp-int5", "ovp-int4/9", "int5.25");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.ErrorLines, Is.EqualTo(new[]
        {
            "--format ovp-int5: error ACC009: unknown number format 'ovp-int5' (did you mean 'ovp-int4'?)",
            "--format ovp-int4/9: error ACC009: ovp-int4 stores pairs and takes groups of an even size, got 9",
            "--format int5.25: error ACC013: int5.25 is a mix over layers and has no codes (measure int5 and int6)",
            "--tensor secnd: error ACC009: m.safetensors has no such tensor of floating-point numbers "
                + "(did you mean 'second'?)",
        }));
    }

    [TestCase("nothing.npy", "nothing.npy: error ACC002: there is no such file")]
    [TestCase("nan.npy", "nan.npy: error ACC018: 'nan' holds NaN or infinity, first in channel 0 at 1")]
    [TestCase("cut.npy", "cut.npy: error ACC018: ")]
    public void File_Wrong_ExitsWith2AndSaysWhy(string file, string start)
    {
        using ConfigFolder folder = Folder();
        AccelProcess run = AccelProcess.Run(folder.Path, [], "quantize", file, "--format", "int4");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, string.Empty)));
        Assert.That(run.ErrorLines.Single(), Does.StartWith(start));
    }

    private static ConfigFolder Folder()
    {
        ConfigFolder folder = new();
        byte[] data = TensorFiles.Stored("F32", Elements);
        Write("w.npy", TensorFiles.Npy(TensorFiles.NpyHeader("<f4", "(2, 128)"), data));
        Write("nan.npy", TensorFiles.Npy(TensorFiles.NpyHeader("<f4", "(2,)"),
            TensorFiles.Stored("F32", [1, double.NaN])));
        Write("cut.npy", TensorFiles.Npy(TensorFiles.NpyHeader("<f4", "(2, 128)"), data[..99]));
        Write("m.safetensors", TensorFiles.Safetensors("""
            {"first":{"dtype":"F32","shape":[2,64],"data_offsets":[0,512]},
             "second":{"dtype":"F32","shape":[2,64],"data_offsets":[512,1024]}}
            """, data));
        return folder;

        void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder.Path, name), bytes);
    }
}
