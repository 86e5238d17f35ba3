using System.Text.Json;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;

namespace Accel.Tests.Docs;

/// <summary>docs/yaml.md tells all keys of all kinds of files, and no others.</summary>
public class YamlDocsTests
{
    private const string Document = "yaml.md";

    [Test]
    public void KeyTables_OfEveryKind_AreThoseOfTheSchema()
    {
        using JsonDocument schema = Schema();
        foreach (JsonElement kind in schema.RootElement.GetProperty("oneOf").EnumerateArray())
        {
            DocumentBlock.Check(Document, $"keys-{kind.GetProperty("title")}", KeyTable.Of(kind));
        }
    }

    [Test]
    public void Blocks_OfKeys_AreOnlyThoseOfKindsThatExist()
    {
        using JsonDocument schema = Schema();
        string[] kinds = [.. schema.RootElement.GetProperty("oneOf").EnumerateArray()
            .Select(kind => $"keys-{kind.GetProperty("title")}")];

        Assert.That(DocumentBlock.Names(Document).Where(name => name != "metrics"), Is.EquivalentTo(kinds));
    }

    [Test]
    public void Metrics_OfSweeps_AreThoseThatPointsHave() => DocumentBlock.Check(Document, "metrics",
        new[] { "| metric | unit | what |", "|---|---|---|" }
            .Concat(PointMetrics.All.Select(metric => $"| `{metric.Name}` | {metric.Unit} | {metric.Summary} |")));

    private static JsonDocument Schema()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            JsonSchema.Write(writer, [(SweepSchema.KindName, SweepSchema.WriteJsonSchema)]);
        }

        return JsonDocument.Parse(stream.ToArray());
    }
}
