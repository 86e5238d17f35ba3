using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Yaml;

public class MapNodeTests
{
    [TestCase("a: 2", "a: 1\nb: 1", "a: 2\nb: 1\n")]
    [TestCase("c: 3", "a: 1", "a: 1\nc: 3\n")]
    [TestCase("m: { y: 9 }", "m: { x: 1, y: 2 }", "m:\n  x: 1\n  y: 9\n")]
    [TestCase("m: { z: { p: 1 } }", "m: { z: { q: 2 } }", "m:\n  z:\n    q: 2\n    p: 1\n")]
    [TestCase("l: [ 1 ]", "l: [ 2, 3 ]", "l:\n  - 1\n")]
    [TestCase("m: 1", "m: { x: 1 }", "m: 1\n")]
    [TestCase("m: { x: 1 }", "m: 1", "m:\n  x: 1\n")]
    public void Over_MergesMappingsAndReplacesTheRest(string top, string basis, string expected) =>
        Assert.That(NodeText.Write(Map(top).Over(Map(basis))), Is.EqualTo(expected));

    [Test]
    public void Over_KeepsThePlacesOfBothFiles()
    {
        MapNode merged = Map("a: 2").Over(Map("a: 1\nb: 1", "base.yaml"));
        Assert.That(merged["a"]!.Where.ToString(), Is.EqualTo("f.yaml:1:4"));
        Assert.That(merged["b"]!.Where.ToString(), Is.EqualTo("base.yaml:2:4"));
    }

    [Test]
    public void Over_ThousandsOfKeys_TakesNoTimeToSpeakOf()
    {
        string many = string.Concat(Enumerable.Range(0, 12_000).Select(i => $"k{i}: 1\n"));
        MapNode map = Map(many);
        long start = TimeProvider.System.GetTimestamp();
        Assert.That(map.Over(Map(many)).Entries, Has.Count.EqualTo(12_000));
        Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void WithAndWithout_LeaveTheOriginalAlone()
    {
        MapNode map = Map("a: 1\nb: 2");
        MapNode.Entry entry = new("a", default, new ScalarNode("9", default));
        Assert.That(NodeText.Write(map.With(entry)), Is.EqualTo("a: 9\nb: 2\n"));
        Assert.That(NodeText.Write(map.Without("a")), Is.EqualTo("b: 2\n"));
        Assert.That(NodeText.Write(map), Is.EqualTo("a: 1\nb: 2\n"));
    }

    private static MapNode Map(string text, string file = "f.yaml")
    {
        DiagnosticBag bag = new();
        ConfigNode? node = YamlReader.Read(text, file, bag);
        Assert.That(bag.Items, Is.Empty);
        return (MapNode)node!;
    }
}
