using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Yaml;

public class JsonSchemaTests
{
    private static readonly Lazy<JsonDocument> Document = new(() =>
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            JsonSchema.Write(writer, [(SweepSchema.KindName, SweepSchema.WriteJsonSchema)]);
        }

        return JsonDocument.Parse(stream.ToArray());
    });

    [Test]
    public void Write_AllKinds_StandOnceEach()
    {
        string?[] titles = [.. Document.Value.RootElement.GetProperty("oneOf").EnumerateArray()
            .Select(kind => kind.GetProperty("title").GetString())];
        Assert.That(titles, Is.EquivalentTo(
            new[] { "design", "workload", "model", "network", "technology", "device", "dram", "sweep" }));
        foreach (JsonElement kind in Document.Value.RootElement.GetProperty("oneOf").EnumerateArray())
        {
            Assert.That(kind.GetProperty("properties").GetProperty("kind").GetProperty("const").GetString(),
                Is.EqualTo(kind.GetProperty("title").GetString()));
            Assert.That(kind.GetProperty("required").EnumerateArray().Select(key => key.GetString()),
                Does.Contain("kind"));
        }
    }

    [TestCaseSource(typeof(ShippedConfigsTests), nameof(ShippedConfigsTests.Files))]
    public void Shipped_Files_AreValidByTheSchema(string file) =>
        Assert.That(Faults(File.ReadAllText(Path.Combine(Shipped.Configs(), file))), Is.Empty);

    [TestCase("kind: sweep\nbase: x\nworkloads: [ y ]\naxes: { fabric.rows: { from: 16, to: 128, step: 16 }, "
        + "batch: 4, clock: [ 1 GHz ] }\nobjectives: { latency-s: min }")]
    [TestCase("kind: design\nextends: bitmod-28nm\nclock: 2 GHz")]
    public void OtherForms_ThatTheReaderTakes_AreValidByTheSchema(string text) => Assert.That(Faults(text), Is.Empty);

    [TestCase("kind: design\nclok: 1 GHz", "clok")]
    [TestCase("kind: design\nclock: 1", "clock")]
    [TestCase("kind: design\nfabric: { kind: bit-serial, rows: 0 }", "fabric")]
    [TestCase("kind: design\nfabric: { kind: quantum }", "fabric")]
    [TestCase("kind: workload\nbatch: many", "batch")]
    [TestCase("kind: wokload", "kind")]
    [TestCase("kind: design\nfabric: { kind: bit-serial }", "technology is missing")]
    public void Mistakes_AreFoundByTheSchemaToo(string text, string key) =>
        Assert.That(string.Join('\n', Faults(text)), Does.Contain(key));

    private static List<string> Faults(string text)
    {
        DiagnosticBag bag = new();
        ConfigNode? node = YamlReader.Read(text, "f.yaml", bag);
        Assert.That(bag.Items, Is.Empty);
        return JsonSchemaCheck.Faults(Document.Value.RootElement, node!);
    }
}
