using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Yaml;

public class NodeEditsTests
{
    [TestCase("fabric.rows=64", "fabric:\n  rows: 64\n  kind: x\nphases:\n  -\n    prefill: 1\n  -\n    decode: 2\n")]
    [TestCase("phases.1.decode=9", "fabric:\n  rows: 1\n  kind: x\nphases:\n  -\n    prefill: 1\n  -\n    decode: 9\n")]
    [TestCase("phases.0={ decode: 5 }",
        "fabric:\n  rows: 1\n  kind: x\nphases:\n  -\n    decode: 5\n  -\n    decode: 2\n")]
    [TestCase("phases=[ 7 ]", "fabric:\n  rows: 1\n  kind: x\nphases:\n  - 7\n")]
    [TestCase("a.b.c=1",
        "fabric:\n  rows: 1\n  kind: x\nphases:\n  -\n    prefill: 1\n  -\n    decode: 2\na:\n  b:\n    c: 1\n")]
    [TestCase("fabric.kind.deep=1",
        "fabric:\n  rows: 1\n  kind:\n    deep: 1\nphases:\n  -\n    prefill: 1\n  -\n    decode: 2\n")]
    [TestCase(" fabric.rows = 64 KiB ",
        "fabric:\n  rows: 64 KiB\n  kind: x\nphases:\n  -\n    prefill: 1\n  -\n    decode: 2\n")]
    [TestCase("fabric.rows=a=b",
        "fabric:\n  rows: \"a=b\"\n  kind: x\nphases:\n  -\n    prefill: 1\n  -\n    decode: 2\n")]
    public void Set_Path_ChangesThatAlone(string assignment, string expected)
    {
        DiagnosticBag bag = new();
        Assert.That(Apply(assignment, bag), Is.EqualTo(expected));
        Assert.That(bag.Items, Is.Empty);
    }

    [TestCase("phases.2.decode=9", "--set phases.2.decode=9: error ACC015: '2' is no index of a list of 2")]
    [TestCase("phases.-1=9", "--set phases.-1=9: error ACC015: '-1' is no index of a list of 2")]
    [TestCase("phases.x=9", "--set phases.x=9: error ACC015: 'x' is no index of a list of 2")]
    public void Set_IndexThatTheListLacks_IsADiagnostic(string assignment, string line)
    {
        DiagnosticBag bag = new();
        Apply(assignment, bag);
        Assert.That(bag.Items.Single().ToString(), Is.EqualTo(line));
    }

    [TestCase("fabric.rows", "--set fabric.rows: error ACC016: must be written path=value, such as fabric.rows=64")]
    [TestCase("=64", "--set =64: error ACC016: must be written path=value, such as fabric.rows=64")]
    [TestCase("fabric..rows=64",
        "--set fabric..rows=64: error ACC016: must be written path=value, such as fabric.rows=64")]
    [TestCase(".=64", "--set .=64: error ACC016: must be written path=value, such as fabric.rows=64")]
    [TestCase("fabric.rows=", "--set fabric.rows=: error ACC016: has no value after '='")]
    [TestCase("fabric.rows=# x", "--set fabric.rows=# x: error ACC001: the file is empty")]
    [TestCase("a=!t 1", "--set a=!t 1: error ACC001: tags such as !t are not used here")]
    public void Parse_Wrong_SaysHowItIsWritten(string assignment, string line)
    {
        DiagnosticBag bag = new();
        Assert.That(NodeEdits.Parse(assignment, bag), Is.Null);
        Assert.That(bag.Items.Single().ToString(), Is.EqualTo(line));
    }

    [Test]
    public void Parse_NotYaml_PointsAtTheArgument()
    {
        DiagnosticBag bag = new();
        Assert.That(NodeEdits.Parse("a=[ 1", bag), Is.Null);
        Assert.That(bag.Items.Single().ToString(), Does.StartWith("--set a=[ 1: error ACC001: not valid YAML"));
    }

    [Test]
    public void Parse_DeepPath_IsLimited()
    {
        DiagnosticBag bag = new();
        Assert.That(NodeEdits.Parse(string.Join('.', Enumerable.Repeat("a", 32)) + "=1", bag)?.Parts,
            Has.Length.EqualTo(32));
        Assert.That(NodeEdits.Parse(string.Join('.', Enumerable.Repeat("a", 60_000)) + "=1", bag), Is.Null);
        Assert.That(bag.Items.Single().ToString(), Is.EqualTo(
            "--set a.a.a...: error ACC003: the path is deeper than 32 levels"));
    }

    private static string Apply(string assignment, DiagnosticBag bag)
    {
        var root = (MapNode)YamlReader.Read("fabric: { rows: 1, kind: x }\nphases: [ { prefill: 1 }, { decode: 2 } ]",
            "f.yaml", bag)!;
        (string[] parts, ConfigNode value) = NodeEdits.Parse(assignment, bag)!.Value;
        return NodeText.Write(NodeEdits.Set(root, parts, value, bag));
    }
}
