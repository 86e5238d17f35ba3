using System.Globalization;
using System.Text;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Yaml;

public class YamlReaderTests
{
    [Test]
    public void Read_BlockAndFlow_GivesNodesWithTheirPlaces()
    {
        var map = (MapNode)Read("""
            # a comment
            first: one
            list:
              - 1
              - { deep: "two words" }
            """);
        Assert.That(map.Entries.Select(entry => entry.KeyWhere.ToString()),
            Is.EqualTo(new[] { "f.yaml:2:1", "f.yaml:3:1" }));
        var list = (ListNode)map["list"]!;
        Assert.That(list.Items[0].Where.ToString(), Is.EqualTo("f.yaml:4:5"));
        ConfigNode deep = ((MapNode)list.Items[1])["deep"]!;
        Assert.That(((ScalarNode)deep).Text, Is.EqualTo("two words"));
        Assert.That(deep.Where.ToString(), Is.EqualTo("f.yaml:5:13"));
    }

    [TestCase("a: ~", "")]
    [TestCase("a: null", "")]
    [TestCase("a:", "")]
    [TestCase("a: \"null\"", "null")]
    [TestCase("a: 'it''s'", "it's")]
    [TestCase("a: >-\n  folded\n  text", "folded text")]
    [TestCase("a: |-\n  two\n  lines", "two\nlines")]
    public void Read_Scalars_AreTheirText(string text, string expected) =>
        Assert.That(((ScalarNode)((MapNode)Read(text))["a"]!).Text, Is.EqualTo(expected));

    [Test]
    public void Read_Alias_IsWhatItsAnchorHolds()
    {
        var map = (MapNode)Read("a: &x { b: 1 }\nc: *x");
        Assert.That(map["c"], Is.SameAs(map["a"]));
    }

    [TestCase("", "f.yaml:1:1: error ACC001: the file is empty")]
    [TestCase("# only a comment\n", "f.yaml:1:1: error ACC001: the file is empty")]
    [TestCase("a: 1\n---\nb: 2", "f.yaml:2:1: error ACC001: a file holds one document")]
    [TestCase("a: !secret 1", "f.yaml:1:4: error ACC001: tags such as !secret are not used here")]
    [TestCase("!!map { a: 1 }", "f.yaml:1:1: error ACC001: tags such as tag:yaml.org,2002:map are not used here")]
    [TestCase("!k a: 1", "f.yaml:1:1: error ACC001: tags such as !k are not used here")]
    [TestCase("a: *x", "f.yaml:1:4: error ACC001: the alias *x has no finished anchor before it")]
    [TestCase("a: &x [ 1, *x ]", "f.yaml:1:12: error ACC001: the alias *x has no finished anchor before it")]
    [TestCase("[ a ]: 1", "f.yaml:1:1: error ACC001: a key must be a word")]
    [TestCase("a: 1\nb: &k z\n*k : 2", "f.yaml:3:1: error ACC001: a key must be a word")]
    public void Read_WhatAccelDoesNotTake_IsOneDiagnosticWithItsPlace(string text, string line) =>
        Assert.That(Refusal(text), Is.EqualTo(new[] { line }));

    [TestCase("a: 1\n\tb: 2")]
    [TestCase("a: [ 1, 2")]
    [TestCase("a: \"open")]
    [TestCase("a: { b: 1 ]")]
    [TestCase("a: b: c")]
    [TestCase("a: @at")]
    [TestCase("a: %x\n%YAML 9")]
    [TestCase("%YAML 1.1\n%YAML 1.1\n---\na: 1")]
    [TestCase("a: \"\\q\"")]
    [TestCase("a: \"\\uZZZZ\"")]
    [TestCase("a: 'x\0y'")]
    [TestCase("\0")]
    [TestCase("- 1\na: 2")]
    [TestCase("&a &b c")]
    public void Read_NotYaml_IsASyntaxDiagnosticWithItsPlace(string text)
    {
        string[] lines = Refusal(text);
        Assert.That(lines, Has.Length.EqualTo(1));
        Assert.That(lines[0], Does.Match("^f\\.yaml(:[1-9][0-9]*:[1-9][0-9]*)?: error ACC001: "));
        Assert.That(lines[0], Does.Not.Contain("\n"));
    }

    [Test]
    public void Read_DuplicateKeys_AreAllReportedWithTheFirstPlace() => Assert.That(
        Refusal("a: 1\nb: { c: 1, c: 2 }\na: 3"),
        Is.EqualTo(new[]
        {
            "f.yaml:2:12: error ACC004: the key 'c' stands twice (first at f.yaml:2:6)",
            "f.yaml:3:1: error ACC004: the key 'a' stands twice (first at f.yaml:1:1)",
        }));

    [Test]
    public void Read_Depth_IsLimitedTo32()
    {
        Assert.That(Read(Nested(31)), Is.InstanceOf<ListNode>());
        Assert.That(Refusal(Nested(32)), Is.EqualTo(
            new[] { "f.yaml:1:33: error ACC003: nested deeper than 32 levels" }));
        Assert.That(Refusal(Nested(100_000))[0], Does.Contain("ACC003"));
    }

    [Test]
    public void Read_DepthMadeOfAliases_IsLimitedToo()
    {
        StringBuilder text = new("a0: &a0 [[[[[[[[[1]]]]]]]]]\n");
        for (int i = 1; i < 5; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [[[[[[[[[*a{i - 1}]]]]]]]]]\n");
        }

        Assert.That(Refusal(text.ToString()).Single(),
            Does.StartWith("f.yaml:4:").And.EndsWith("nested deeper than 32 levels"));
    }

    [Test]
    public void Read_BillionLaughs_IsRefusedWithoutExpanding()
    {
        StringBuilder text = new("a0: &a0 [ lol, lol, lol, lol, lol, lol, lol, lol, lol ]\n");
        for (int i = 1; i < 20; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"a{i}: &a{i} [ {string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))} ]\n");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        string[] lines = Refusal(text.ToString());
        Assert.That(lines.Single(), Does.Contain("ACC003: more than 50000 values once aliases are expanded"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10 << 20));
    }

    [Test]
    public void Read_Size_IsLimitedToAMebibyte()
    {
        string longest = "a: " + new string('x', YamlReader.MaximumLength - 3);
        Assert.That(Read(longest), Is.InstanceOf<MapNode>());
        Assert.That(Refusal(longest + "x"), Is.EqualTo(
            new[] { "f.yaml: error ACC003: the file has 1048577 characters; 1048576 are the most" }));
    }

    [Test]
    public void Read_ManyValues_AreLimited()
    {
        Assert.That(Refusal($"[{string.Join(',', Enumerable.Repeat("1", 60_000))}]").Single(),
            Does.Contain("ACC003: more than 50000 values"));
    }

    private static string Nested(int depth) => new string('[', depth) + "1" + new string(']', depth);

    private static ConfigNode Read(string text)
    {
        DiagnosticBag bag = new();
        ConfigNode? node = YamlReader.Read(text, "f.yaml", bag);
        Assert.That(bag.Items, Is.Empty);
        return node!;
    }

    private static string[] Refusal(string text)
    {
        DiagnosticBag bag = new();
        YamlReader.Read(text, "f.yaml", bag);
        Assert.That(bag.HasErrors);
        return [.. bag.Items.Select(item => item.ToString())];
    }
}
