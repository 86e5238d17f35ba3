using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Explore.Quantization.Tensors;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Quantization.Tensors;

[TestFixture]
public class TensorFileTests
{
    private static readonly double[] Six = [1, -2, 0.5, 1024, -0.125, 3];

    private ConfigFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ConfigFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Open_OfAnNpyFile_ReadsEveryRow(
        [Values("F16", "F32", "F64")] string type, [Values((byte)1, (byte)2, (byte)3)] byte version)
    {
        int bytes = int.Parse(type[1..], CultureInfo.InvariantCulture) / 8;
        string header = TensorFiles.NpyHeader($"<f{bytes}", "(2, 3)");
        (TensorFile file, TensorInfo tensor) = OpenOne(
            "weights.npy", TensorFiles.Npy(header, TensorFiles.Stored(type, Six), version));
        using (file)
        {
            Assert.That((tensor.Name, tensor.Channels, tensor.ChannelLength), Is.EqualTo(("weights", 2, 3)));
            Assert.That(Channel(file, tensor, 0).Concat(Channel(file, tensor, 1)), Is.EqualTo(Six));
        }
    }

    [TestCase("(6,)", 1, 6)]
    [TestCase("()", 1, 1)]
    [TestCase("(3, 1, 2)", 3, 2)]
    [TestCase("(6, 1)", 6, 1)]
    public void Open_OfAnyNumberOfDimensions_TakesTheFirstForChannels(string shape, int channels, int length)
    {
        byte[] data = TensorFiles.Stored("F32", Six.Take(channels * length));
        (TensorFile file, TensorInfo tensor) = OpenOne(
            "a.npy", TensorFiles.Npy(TensorFiles.NpyHeader("<f4", shape), data));
        using (file)
        {
            Assert.That((tensor.Channels, tensor.ChannelLength), Is.EqualTo((channels, length)));
            Assert.That(Channel(file, tensor, channels - 1), Is.EqualTo(Six.Take(channels * length).TakeLast(length)));
        }
    }

    [Test]
    public void Open_OfAFortranVector_IsTheSameAsC()
    {
        byte[] data = TensorFiles.Stored("F32", Six);
        (TensorFile file, _) = OpenOne(
            "a.npy", TensorFiles.Npy(TensorFiles.NpyHeader("<f4", "(6, 1)", isFortran: true), data));
        file.Dispose();
    }

    [TestCase("<f4", "(2, 3)", true, "the elements are in Fortran order")]
    [TestCase(">f4", "(2, 3)", false, "elements of type '>f4' are not read")]
    [TestCase("<i4", "(2, 3)", false, "elements of type '<i4' are not read")]
    [TestCase("<f4", "(2, 4)", false, "the header promises 8 elements, but 24 bytes follow it")]
    [TestCase("<f4", "(2, 2)", false, "the header promises 4 elements, but 24 bytes follow it")]
    [TestCase("<f4", "(2, 0)", false, "the shape (2, 0) has no elements")]
    [TestCase("<f4", "(99999999999999999999, 1)", false, "the shape (99999999999999999999, 1) has no elements")]
    [TestCase("<f4", "(9223372036854775807, 9223372036854775807)", false,
        "the header promises 85070591730234615847396907784232501249 elements, but 24 bytes follow it")]
    [TestCase("<f4", "[2, 3]", false, "the header does not give descr, fortran_order and shape of plain numbers")]
    public void Open_OfAWrongNpyHeader_SaysWhy(string type, string shape, bool isFortran, string message)
    {
        string header = TensorFiles.NpyHeader(type, shape, isFortran);
        Assert.That(Refusal("a.npy", TensorFiles.Npy(header, TensorFiles.Stored("F32", Six))),
            Does.Contain($"error ACC018: {message}"));
    }

    [Test]
    public void Open_OfACutOffNpyFile_SaysWhy([Values(0, 5, 9, 10, 50)] int length)
    {
        byte[] whole = TensorFiles.Npy(TensorFiles.NpyHeader("<f4", "(2, 3)"), TensorFiles.Stored("F32", Six));
        Assert.That(Refusal("a.npy", whole[..length]), Does.Contain("error ACC018: "));
    }

    [Test]
    public void Open_OfASafetensorsFile_ReadsTheFloatsAndLeavesTheRest()
    {
        byte[] data =
        [
            .. TensorFiles.Stored("BF16", Six), .. TensorFiles.Stored("F16", Six), 1, 2, 3, 4,
            .. TensorFiles.Stored("F32", Six), .. TensorFiles.Stored("F64", Six),
        ];
        const string Header = """
            {"__metadata__":{"format":"pt"},
             "b":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},
             "h":{"dtype":"F16","shape":[6],"data_offsets":[12,24]},
             "ids":{"dtype":"I32","shape":[1],"data_offsets":[24,28]},
             "none":{"dtype":"F32","shape":[0,3],"data_offsets":[28,28]},
             "s":{"dtype":"F32","shape":[3,2],"data_offsets":[28,52]},
             "d":{"dtype":"F64","shape":[1,6],"data_offsets":[52,100]}}
            """;
        Write("m.safetensors", TensorFiles.Safetensors(Header, data));
        DiagnosticBag diagnostics = new();
        using TensorFile? file = TensorFile.Open(Path.Combine(_folder.Path, "m.safetensors"), diagnostics);
        Assert.That(diagnostics.Items, Is.Empty);
        Assert.That(file!.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "b", "h", "s", "d" }));
        foreach (TensorInfo tensor in file.Tensors)
        {
            Assert.That(Enumerable.Range(0, (int)tensor.Channels).SelectMany(row => Channel(file, tensor, row)),
                Is.EqualTo(Six), tensor.Name);
        }
    }

    [TestCase("""{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,23]}}""", "do not fit together")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]}}""", "do not fit together")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[24,0]}}""", "do not fit together")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-2,3],"data_offsets":[0,24]}}""", "needs dtype, shape")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2,3]}}""", "needs dtype, shape")]
    [TestCase("""{"a":7}""", "needs dtype, shape")]
    [TestCase("""{"a":{"dtype":"I32","shape":[2,3],"data_offsets":[0,24]}}""", "has no tensor of F16")]
    [TestCase("{}", "has no tensor of F16")]
    [TestCase("[1]", "it is no object")]
    [TestCase("{\"a\":", "the header is not what it should be")]
    public void Open_OfAWrongSafetensorsHeader_SaysWhy(string header, string message) => Assert.That(
        Refusal("a.safetensors", TensorFiles.Safetensors(header, TensorFiles.Stored("F32", Six))),
        Does.Contain("error ACC018: ").And.Contain(message));

    [Test]
    public void Open_OfACutOffSafetensorsFile_SaysWhy([Values(0, 7, 8, 20)] int length)
    {
        byte[] whole = TensorFiles.Safetensors(
            """{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", TensorFiles.Stored("F32", Six));
        Assert.That(Refusal("a.safetensors", whole[..length]), Does.Contain("error ACC018: "));
    }

    [Test]
    public void Open_OfAnotherFileOrNone_SaysWhy()
    {
        Assert.That(Refusal("a.bin", [1, 2]), Does.Contain("error ACC018: is no tensor file by its name"));
        DiagnosticBag diagnostics = new();
        Assert.That(TensorFile.Open(Path.Combine(_folder.Path, "missing.npy"), diagnostics), Is.Null);
        Assert.That(TensorFile.Open(_folder.Path, diagnostics), Is.Null);
        Assert.That(diagnostics.Items.Select(item => item.Code), Is.EqualTo(new[] { "ACC002", "ACC002" }));
    }

    [TestCase("F16")]
    [TestCase("BF16")]
    [TestCase("F32")]
    [TestCase("F64")]
    public void ReadChannel_OfStrangeElements_FindsTheFirst(string type)
    {
        byte[] data = TensorFiles.Stored(type, [1, 2, double.PositiveInfinity, double.NaN]);
        string header = $$$"""{"a":{"dtype":"{{{type}}}","shape":[4],"data_offsets":[0,{{{data.Length}}}]}}""";
        (TensorFile file, TensorInfo tensor) = OpenOne("a.safetensors", TensorFiles.Safetensors(header, data));
        using (file)
        {
            Assert.That(file.ReadChannel(tensor, 0, new byte[data.Length], new double[4]), Is.EqualTo(2));
        }
    }

    private static double[] Channel(TensorFile file, TensorInfo tensor, int channel)
    {
        double[] values = new double[tensor.ChannelLength];
        Assert.That(file.ReadChannel(tensor, channel, new byte[values.Length * tensor.ElementBytes], values),
            Is.EqualTo(-1));
        return values;
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder.Path, name), bytes);

    private (TensorFile File, TensorInfo Tensor) OpenOne(string name, byte[] bytes)
    {
        Write(name, bytes);
        DiagnosticBag diagnostics = new();
        TensorFile? file = TensorFile.Open(Path.Combine(_folder.Path, name), diagnostics);
        Assert.That(diagnostics.Items, Is.Empty);
        return (file!, file!.Tensors.Single());
    }

    private string Refusal(string name, byte[] bytes)
    {
        Write(name, bytes);
        DiagnosticBag diagnostics = new();
        Assert.That(TensorFile.Open(Path.Combine(_folder.Path, name), diagnostics), Is.Null);
        return diagnostics.Items.Single().ToString()!;
    }
}
