using Accel.HlsEmit.Emission;
using Accel.HlsEmit.TableLookup;
using Accel.HlsEmit.Transformer;
using Accel.Sim.Transformer;
using Accel.Tests.Conformance;
using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Transformer;

/// <summary>A decoder layer as <c>accel emit --decoder-layer</c> writes it.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class LayerEmissionTests
{
    private static readonly LayerShape Shape = new(64, new HeadShape(4, 2, 32), 96);

    private static readonly (int Tokens, int Position)[] Cases = [(5, 0), (1, 0), (1, 9)];

    /// <summary>A small engine whose buffers still hold the matrices whole.</summary>
    private static EmissionRequest Small
    {
        get
        {
            EmissionRequest request = EngineConformanceTests.Request("tellme-kv260");
            return request with { Design = new TableLookupEngineFamily().ScaleDown(request.Design) };
        }
    }

    [Test]
    public void Makefile_OfALayer_SimulatesEveryCaseAndBuildsTheHostProgram()
    {
        LayerEmission emission = LayerEmission.Of(Small, Shape, 64, Cases);
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, emission.Files);
        int words = emission.Products.Sum(product =>
            (product.Activations.Length + product.Keys.Length + product.Values.Length) / 32);
        Assert.That(HardwareTools.Run("make", folder.Path, ["csim", "host"]), Does.Contain($"PASS {words}\n"));

        // One bit of what is expected turned over is found.
        string path = folder["tb/case2_expected_values.hex"];
        string[] lines = File.ReadAllLines(path);
        lines[^1] = (lines[^1][0] == '0' ? '1' : '0') + lines[^1][1..];
        File.WriteAllLines(path, lines);
        Assert.That(() => HardwareTools.Run("make", folder.Path, ["csim"]),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("case2_values: word"));
    }

    [Test]
    public void Files_OfALayer_AreTheSameEveryTimeAndNamedByTheManifest()
    {
        IReadOnlyList<EmittedFile> files = LayerEmission.Of(Small, Shape, 64, Cases).Files;
        Assert.That(LayerEmission.Of(Small, Shape, 64, Cases).Files, Is.EqualTo(files));
        string manifest = files.Single(file => file.Path == "manifest.json").Text;
        foreach (EmittedFile source in files.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)))
        {
            Assert.That(manifest, Does.Contain($"\"{source.Path}\""));
        }
    }

    [TestCase("systolic-int8", 64, "table-lookup")]
    [TestCase("tellme-kv260", 8, "context")]
    public void WhyNot_OfWhatHasNoLayer_SaysWhy(string design, int context, string reason) => Assert.That(
        LayerEmission.WhyNot(EngineConformanceTests.Request(design), Shape, context, Cases), Does.Contain(reason));
}
